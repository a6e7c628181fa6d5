import { numberValue } from '../cfg/lower/literals.ts';
import { findVariable } from '../project/lookup.ts';
import type { StateVariable } from '../project/model.ts';
import { lookupPath } from '../project/symbols.ts';
import type { TypeScope } from '../project/types.ts';
import type { BinaryExpression, Expression } from '../syntax/nodes.ts';

/** Names that stand for names must end somewhere. */
const MAX_DEPTH = 64;
/** Longer numbers are no lengths. */
const MAX_BITS = 512;

/** The value of a constant expression such as the length of an array; null where it is none that we know. */
export function constantValue(node: Expression, scope: TypeScope, depth = 0): bigint | null {
  if (depth > MAX_DEPTH) return null;
  const below = (inner: Expression): bigint | null => constantValue(inner, scope, depth + 1);
  switch (node.type) {
    case 'NumberLiteral':
      return numberValue(node.text, node.unit);
    case 'TupleExpression':
      return node.components.length === 1 && node.components[0] ? below(node.components[0]) : null;
    case 'UnaryExpression':
      return unary(node.operator, below(node.operand));
    case 'BinaryExpression':
      return binary(node, below(node.left), below(node.right));
    case 'Identifier':
      return variableValue(named(node.name, scope), depth);
    case 'MemberAccess':
      return node.object.type === 'Identifier' ? variableValue(member(node.object.name, node.member, scope), depth) : null;
    default:
      return null;
  }
}

function named(name: string, { file, contract }: TypeScope): StateVariable | undefined {
  const own = contract ? findVariable(contract, name) : undefined;
  const symbol = own ? undefined : lookupPath(file, [name]);
  return own ?? (symbol?.kind === 'variable' ? symbol.variable : undefined);
}

function member(head: string, name: string, { file }: TypeScope): StateVariable | undefined {
  const symbol = lookupPath(file, [head]);
  if (symbol?.kind === 'contract') return findVariable(symbol.contract, name);
  const inner = symbol?.kind === 'file' ? lookupPath(symbol.file, [name]) : undefined;
  return inner?.kind === 'variable' ? inner.variable : undefined;
}

function variableValue(variable: StateVariable | undefined, depth: number): bigint | null {
  if (!variable?.node.isConstant || !variable.node.value) return null;
  return constantValue(variable.node.value, variable, depth + 1);
}

function unary(operator: string, value: bigint | null): bigint | null {
  if (value === null) return null;
  if (operator === '-') return -value;
  return operator === '~' ? ~value : null;
}

const isSmall = (value: bigint): boolean => value.toString(2).length <= MAX_BITS;

const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint | null>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => (b === 0n ? null : a / b),
  '%': (a, b) => (b === 0n ? null : a % b),
  '**': (a, b) => (b < 0n || b > BigInt(MAX_BITS) ? null : a ** b),
  '<<': (a, b) => (b < 0n || b > BigInt(MAX_BITS) ? null : a << b),
  '>>': (a, b) => (b < 0n ? null : a >> b),
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
};

function binary({ operator }: BinaryExpression, left: bigint | null, right: bigint | null): bigint | null {
  if (left === null || right === null || !isSmall(left) || !isSmall(right)) return null;
  return operations[operator]?.(left, right) ?? null;
}
