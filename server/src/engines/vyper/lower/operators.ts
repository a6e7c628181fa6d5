import type { Expression } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import type { Context } from './context.ts';
import { binary, boolean, index, not, number } from './make.ts';

const OPERATORS: Readonly<Record<string, string>> = { and: '&&', or: '||', '//': '/', '//=': '/=' };

/** The same operator under the name it has in the tree. */
export const operatorOf = (operator: string): string => (Object.hasOwn(OPERATORS, operator) ? (OPERATORS[operator] ?? operator) : operator);

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '>', '<=', '>=']);

export function lowerOperator(context: Context, node: vyper.BinaryExpression): Expression {
  const { operator, left, right } = node;
  if (operator === 'in' || operator === 'not in') {
    const found = lowerMembership(context, node);
    return operator === 'in' ? found : not(node, found);
  }
  const sides: [Expression, Expression] = [context.lower(context, left), context.lower(context, right)];
  const isChain = COMPARISONS.has(operator) && left.type === 'Binary' && COMPARISONS.has(left.operator);
  if (!isChain) return binary(node, operatorOf(operator), sides);
  // `a < b < c`: only in broken code, and meant like this.
  return binary(node, '&&', [sides[0], binary(node, operator, [context.lower(context, left.right), sides[1]])]);
}

/** A list as written is compared one by one, flags are bits, and a list in storage is asked like a mapping. */
function lowerMembership(context: Context, node: vyper.BinaryExpression): Expression {
  const { left, right } = node;
  const listed = listOf(context, right);
  if (listed) {
    const tests = listed.map((element) => binary(node, '==', [context.lower(context, left), context.lower(context, element)]));
    return tests.reduceRight<Expression | null>((rest, test) => (rest ? binary(node, '||', [test, rest]) : test), null) ?? boolean(node, false);
  }
  const [one, other] = [context.lower(context, left), context.lower(context, right)];
  if (isFlags(context, left) || isFlags(context, right)) return binary(node, '!=', [binary(node, '&', [one, other]), number(node, 0)]);
  return index(node, other, one);
}

const MAX_LISTED = 64;

function listOf(context: Context, node: vyper.Expression): vyper.Expression[] | null {
  const value = node.type === 'Name' ? context.module.variables.get(node.name)?.value : node;
  return value?.type === 'List' && value.elements.length <= MAX_LISTED ? value.elements : null;
}

function isFlags(context: Context, node: vyper.Expression): boolean {
  if (node.type === 'Binary') return ['|', '&', '^'].includes(node.operator);
  if (node.type === 'Unary') return node.operator === '~';
  if (node.type !== 'Attribute' || node.object.type !== 'Name') return false;
  if (context.module.flags.has(node.object.name)) return true;
  const annotation = node.object.name === 'self' ? context.module.variables.get(node.name)?.annotation : undefined;
  return annotation?.type === 'Name' && context.module.flags.has(annotation.name);
}
