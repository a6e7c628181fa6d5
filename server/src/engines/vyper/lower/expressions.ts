import type { Expression } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { lowerAttribute } from './attributes.ts';
import { lowerCall } from './calls.ts';
import { type Context, lowerAll, report } from './context.ts';
import { at, boolean, convert, elementary, identifier, index, not, number, text } from './make.ts';
import { lowerOperator } from './operators.ts';
import { isBareVariable, localName } from './scope.ts';

/** Puts an expression of Vyper into the common tree. */
export function lowerExpression(context: Context, node: vyper.Expression): Expression {
  switch (node.type) {
    case 'Name':
      return lowerName(context, node);
    case 'Literal':
      return lowerLiteral(node);
    case 'Attribute':
      return lowerAttribute(context, node);
    case 'Subscript':
      return lowerSubscript(context, node);
    case 'Call':
      return lowerCall(context, node);
    case 'Binary':
      return lowerOperator(context, node);
    case 'Unary':
      return lowerUnary(context, node);
    default:
      return lowerStructure(context, node);
  }
}

function lowerStructure(context: Context, node: Extract<vyper.Expression, { type: 'Conditional' | 'List' | 'Dict' | 'Unknown' }>): Expression {
  switch (node.type) {
    case 'Conditional': {
      const [condition, whenTrue, whenFalse] = [node.condition, node.whenTrue, node.whenFalse].map((part) => context.lower(context, part));
      if (!condition || !whenTrue || !whenFalse) return { type: 'UnknownExpression', ...at(node) };
      return { type: 'ConditionalExpression', condition, whenTrue, whenFalse, ...at(node) };
    }
    case 'List': {
      const items = lowerAll(context, node.elements);
      return node.isTuple ? { type: 'TupleExpression', components: items, ...at(node) } : { type: 'ArrayLiteral', elements: items, ...at(node) };
    }
    case 'Dict':
      report(context, node, 'a dictionary can only give the fields of a struct');
      return { type: 'UnknownExpression', ...at(node) };
    case 'Unknown':
      return { type: 'UnknownExpression', ...at(node) };
  }
}

/** Numbers that Vyper had names for before `empty` and `max_value`. */
const CONSTANTS: Readonly<Record<string, bigint>> = {
  MAX_UINT256: 2n ** 256n - 1n, MAX_INT128: 2n ** 127n - 1n, MIN_INT128: -(2n ** 127n), MAX_INT256: 2n ** 255n - 1n, MIN_INT256: -(2n ** 255n),
  MAX_DECIMAL: 2n ** 127n - 1n, MIN_DECIMAL: -(2n ** 127n), ZERO_WEI: 0n, ZERO_UINT256: 0n,
};

function lowerName(context: Context, node: vyper.NameExpression): Expression {
  const { module } = context;
  const { name } = node;
  if (name === 'self') return convert(node, elementary(node, 'address'), identifier(node, 'this'));
  if (isBareVariable(module, name) || module.modules.has(name)) return identifier(node, name);
  if (name === 'ZERO_ADDRESS') return convert(node, elementary(node, 'address'), number(node, 0));
  if (name === 'EMPTY_BYTES32') return convert(node, elementary(node, 'bytes32'), number(node, 0));
  if (Object.hasOwn(CONSTANTS, name)) return number(node, CONSTANTS[name] ?? 0n);
  return identifier(node, localName(module, name));
}

function lowerLiteral(node: vyper.LiteralExpression): Expression {
  switch (node.kind) {
    case 'number':
      return number(node, numberText(node.text));
    case 'boolean':
      return boolean(node, node.text === 'True');
    case 'hex':
      return { type: 'StringLiteral', kind: 'hex', value: node.text, ...at(node) };
    case 'text':
    case 'bytes':
      return text(node, node.text);
    default:
      return { type: 'UnknownExpression', ...at(node) };
  }
}

/** Binary and octal numbers do not exist in the tree. */
function numberText(written: string): string {
  const plain = written.replaceAll('_', '');
  const isOther = /^0[bBoO][0-7]+$/.test(plain) && plain.length < 300 && !/^0[bB].*[2-7]/.test(plain);
  return isOther ? BigInt(plain).toString() : plain;
}

/** Mappings in mappings were once read with one bracket for both keys. */
function lowerSubscript(context: Context, node: vyper.SubscriptExpression): Expression {
  const object = context.lower(context, node.object);
  return lowerAll(context, node.index).reduce((inner, key) => index(node, inner, key), object);
}

function lowerUnary(context: Context, node: vyper.UnaryExpression): Expression {
  const operand = context.lower(context, node.operand);
  if (node.operator === 'not') return not(node, operand);
  return node.operator === '+' ? operand : { type: 'UnaryExpression', operator: node.operator, isPrefix: true, operand, ...at(node) };
}
