import type { Expression } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { type Context, lowerAll, temporary } from './context.ts';
import { assign, at, binary, block, declare, elementary, identifier, local, statement } from './make.ts';

/** `unsafe_add(a, b)` wraps silently: an unchecked block computes it before the statement runs. */
export function lowerUnchecked(operator: string): (context: Context, node: vyper.CallExpression) => Expression {
  return (context, node) => {
    const [left, right] = lowerAll(context, node.args);
    if (!left || !right) return { type: 'UnknownExpression', ...at(node) };
    const name = temporary(context);
    const result = (): Expression => identifier(node, name);
    // The result takes the type of the side that has one.
    const isLeft = left.type !== 'NumberLiteral';
    context.prelude.push(declare(local(node, name, elementary(node, 'var')), isLeft ? left : right));
    const sides: [Expression, Expression] = isLeft ? [result(), right] : [left, result()];
    context.prelude.push(block(node, [statement(assign(node, result(), binary(node, operator, sides)))], true));
    return result();
  };
}
