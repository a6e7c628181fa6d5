import { BOOL, type IntType, LITERAL, type SolType, UINT256 } from '../../project/types.ts';
import type { BinaryExpression, Expression, UnaryExpression } from '../../syntax/nodes.ts';
import type { Range } from '../../syntax/tokens.ts';
import type { Instruction } from '../instructions.ts';
import { append, constant, isChecked, type Lowering } from './context.ts';
import { lowerPlace, readPlace, writePlace } from './places.ts';

const BOOLEAN = new Set(['==', '!=', '<', '>', '<=', '>=', '&&', '||']);
const KEEPS_LEFT = new Set(['<<', '>>', '>>>', '**']);

interface Operation {
  operator: string;
  left: Instruction;
  right: Instruction;
  node: Range;
}

export function lowerBinary(lowering: Lowering, node: BinaryExpression): Instruction {
  const left = lowering.lowerExpression(lowering, node.left);
  const right = lowering.lowerExpression(lowering, node.right);
  return combine(lowering, { operator: node.operator, left, right, node });
}

/** Both sides of `&&` and `||` become values: the facts a branch proves are read from the condition's structure. */
function combine(lowering: Lowering, operation: Operation): Instruction {
  const { operator, left, right, node } = operation;
  const folded = fold(operation);
  if (folded !== null) return constant(lowering, folded, { type: typeof folded === 'boolean' ? BOOL : LITERAL, node });
  const type = BOOLEAN.has(operator) ? BOOL : resultType(operator, left, right);
  return append(lowering, { kind: 'binary', operator, left, right, isChecked: isChecked(lowering), type }, node);
}

function resultType(operator: string, left: Instruction, right: Instruction): SolType {
  const [a, b] = [left.type, right.type];
  if (KEEPS_LEFT.has(operator)) return isLiteral(left) ? UINT256 : a;
  if (isLiteral(left) || a.kind === 'unknown') return b;
  if (isLiteral(right) || a.kind !== 'int' || b.kind !== 'int') return a;
  const wider: IntType = a.bits >= b.bits ? a : b;
  return { kind: 'int', bits: wider.bits, isSigned: a.isSigned || b.isSigned };
}

/** The value of an operation on two numbers of the source. */
function fold({ operator, left, right }: Operation): bigint | boolean | null {
  if (left.kind !== 'constant' || right.kind !== 'constant') return null;
  const [a, b] = [left.value, right.value];
  if (typeof a !== 'bigint' || typeof b !== 'bigint' || !isLiteral(left) || !isLiteral(right)) return null;
  return foldArithmetic(operator, a, b) ?? foldComparison(operator, a, b);
}

/** A number as written; once assigned to a variable it has that variable's width and wraps with it. */
function isLiteral({ type }: Instruction): boolean {
  return type.kind === 'int' && type.isLiteral === true;
}

const LIMIT = 1_024n;

function foldArithmetic(operator: string, a: bigint, b: bigint): bigint | null {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0n ? null : a / b;
    case '%':
      return b === 0n ? null : a % b;
    case '**':
      return b >= 0n && b < LIMIT && a < LIMIT * LIMIT ? a ** b : null;
    case '<<':
      return b >= 0n && b < LIMIT ? a << b : null;
    case '>>':
      return b >= 0n && b < LIMIT ? a >> b : null;
    default:
      return null;
  }
}

function foldComparison(operator: string, a: bigint, b: bigint): boolean | null {
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return null;
  }
}

export function lowerUnary(lowering: Lowering, node: UnaryExpression): Instruction {
  if (node.operator === '++' || node.operator === '--') return lowerIncrement(lowering, node);
  if (node.operator === 'delete') return lowerDelete(lowering, node);
  const operand = lowering.lowerExpression(lowering, node.operand);
  if (operand.kind === 'constant' && typeof operand.value === 'bigint' && node.operator === '-') {
    return constant(lowering, -operand.value, { type: LITERAL, node });
  }
  const type = node.operator === '!' ? BOOL : operand.type;
  return append(lowering, { kind: 'unary', operator: node.operator, operand, type }, node);
}

function lowerIncrement(lowering: Lowering, node: UnaryExpression): Instruction {
  const place = lowerPlace(lowering, node.operand);
  const before = readPlace(lowering, place, node);
  const one = constant(lowering, 1n, { type: LITERAL, node });
  const after = append(lowering, {
    kind: 'binary', operator: node.operator === '++' ? '+' : '-', left: before, right: one,
    isChecked: isChecked(lowering), type: place.type,
  }, node);
  writePlace(lowering, place, { value: after, operator: node.operator, node });
  return node.isPrefix ? after : before;
}

function lowerDelete(lowering: Lowering, node: UnaryExpression): Instruction {
  const place = lowerPlace(lowering, node.operand);
  const value = constant(lowering, 0n, { type: place.type, node });
  writePlace(lowering, place, { value, operator: 'delete', node });
  return value;
}

type Assignment = Extract<Expression, { type: 'AssignmentExpression' }>;

export function lowerAssignment(lowering: Lowering, node: Assignment): Instruction {
  const right = lowering.lowerExpression(lowering, node.value);
  const place = lowerPlace(lowering, node.target);
  if (node.operator === '=') {
    writePlace(lowering, place, { value: right, operator: '=', node });
    return right;
  }
  const left = readPlace(lowering, place, node.target);
  const value = combine(lowering, { operator: node.operator.slice(0, -1), left, right, node });
  writePlace(lowering, place, { value, operator: node.operator, node });
  return value;
}
