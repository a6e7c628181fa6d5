import type { Expression, Statement, TypeName } from '../../solidity/syntax/nodes.ts';
import type { Range } from '../../solidity/syntax/tokens.ts';
import type * as vyper from '../syntax/nodes.ts';
import { type Context, report, temporary } from './context.ts';
import { at, binary, block, declare, elementary, identifier, index, local, member, not, number } from './make.ts';
import { localName } from './scope.ts';
import { unwrapType } from './storage-kind.ts';
import { boundOf, lowerType } from './types.ts';

type LowerBody = (body: vyper.Statement[]) => Statement[];

/** `for i in range(…)` counts, `for x in list` visits each element. */
export function lowerFor(context: Context, node: vyper.ForStatement, lowerBody: LowerBody): Statement {
  const { iterable } = node;
  const isRange = iterable.type === 'Call' && iterable.callee.type === 'Name' && iterable.callee.name === 'range';
  return isRange ? lowerRange(context, node, { range: iterable, lowerBody }) : lowerEach(context, node, lowerBody);
}

function lowerRange(context: Context, node: vyper.ForStatement, loop: { range: vyper.CallExpression; lowerBody: LowerBody }): Statement {
  const [first, second] = loop.range.args;
  const last = second ?? first;
  const from = second && first ? context.lower(context, first) : number(node.name, 0);
  const to: Expression = last ? context.lower(context, last) : { type: 'UnknownExpression', ...at(loop.range) };
  if (!last) report(context, loop.range, 'a range without an end');
  const counter = localName(context.module, node.name.name);
  const bound = loop.range.keywords.find(({ name }) => name === 'bound')?.value;
  const body = loop.lowerBody(node.body);
  const typeName = node.annotation ? lowerType(context, node.annotation) : elementary(node.name, 'uint256');
  const isInside = binary(loop.range, '<', [identifier(node.name, counter), to]);
  if (!bound) return count(node, { counter, typeName, from, condition: isInside, body });
  // The bound is fixed when compiling; the end decides within it.
  const condition = binary(loop.range, '<', [identifier(node.name, counter), context.lower(context, bound)]);
  const leave: Statement = { type: 'IfStatement', condition: not(loop.range, isInside), whenTrue: { type: 'BreakStatement', ...at(loop.range) }, whenFalse: null, ...at(loop.range) };
  return count(node, { counter, typeName, from, condition, body: [leave, ...body] });
}

interface Counting {
  counter: string;
  typeName: TypeName;
  from: Expression;
  condition: Expression;
  body: Statement[];
}

function count(node: vyper.ForStatement, { counter, typeName, from, condition, body }: Counting): Statement {
  const head: Range = { start: node.name.start, end: node.iterable.end };
  const step: Expression = { type: 'UnaryExpression', operator: '++', isPrefix: false, operand: identifier(node.name, counter), ...at(node.name) };
  return { type: 'ForStatement', initial: declare(local(head, counter, typeName), from), condition, step, body: block(node, body), ...at(node) };
}

function lowerEach(context: Context, node: vyper.ForStatement, lowerBody: LowerBody): Statement {
  const list = listOnce(context, node);
  const counter = temporary(context);
  const key = (): Expression => identifier(node.name, counter);
  const name = localName(context.module, node.name.name);
  const typeName = node.annotation ? lowerType(context, node.annotation) : elementary(node.name, 'var');
  const element = declare(local(node.name, name, typeName), index(node.name, list, key()));
  const bound = lengthBound(context, node.iterable);
  const limit = bound === null ? member(node.iterable, list, 'length') : number(node.iterable, bound);
  const condition = binary(node.iterable, '<', [key(), limit]);
  return count(node, {
    counter, typeName: elementary(node.name, 'uint256'), from: number(node.name, 0), condition, body: [element, ...lowerBody(node.body)],
  });
}

/** A list that is computed is computed once. */
function listOnce(context: Context, node: vyper.ForStatement): Expression {
  const list = context.lower(context, node.iterable);
  if (node.iterable.type === 'Name' || node.iterable.type === 'Attribute' || node.iterable.type === 'Subscript') return list;
  const name = temporary(context);
  context.prelude.push(declare(local(node.iterable, name, elementary(node.iterable, 'var')), list));
  return identifier(node.iterable, name);
}

/** How many elements a list can have at most, which its type says. */
function lengthBound(context: Context, node: vyper.Expression): bigint | null {
  if (node.type === 'List') return BigInt(node.elements.length);
  if (node.type !== 'Attribute' || node.object.type !== 'Name' || node.object.name !== 'self') return null;
  const annotation = context.module.variables.get(node.name)?.annotation;
  const type = annotation && unwrapType(annotation).type;
  if (type?.type !== 'Subscript') return null;
  const length = type.index.at(-1);
  return length ? boundOf(context.module, length) : null;
}
