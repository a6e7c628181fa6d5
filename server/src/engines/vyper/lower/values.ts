import type { Expression, TypeName } from '../../solidity/syntax/nodes.ts';
import type { Range } from '../../solidity/syntax/tokens.ts';
import type * as vyper from '../syntax/nodes.ts';
import type { Context } from './context.ts';
import { at, boolean, convert, elementary, number, text } from './make.ts';
import { lowerType } from './types.ts';

const unknown = (node: Range): Expression => ({ type: 'UnknownExpression', ...at(node) });

/** `empty(address)`: the zero of a type. */
export function lowerEmpty(context: Context, node: vyper.CallExpression): Expression {
  const [type] = node.args;
  return type ? zeroOf(node, lowerType(context, type)) : unknown(node);
}

function zeroOf(node: Range, type: TypeName): Expression {
  if (type.type !== 'ElementaryType') {
    const isNamed = type.type === 'NamedType' && type.path.length === 1;
    // The zero of a struct or list is a fresh one; that of an interface or flag is a number.
    return type.type === 'ArrayType' || isNamed ? { type: 'CallExpression', callee: { type: 'NewExpression', typeName: listOf(node, type), ...at(node) }, args: [], names: null, ...at(node) } : unknown(node);
  }
  if (type.name === 'bool') return boolean(node, false);
  if (type.name === 'string' || type.name === 'bytes') return text(node, '');
  return convert(node, type, number(node, 0));
}

/** `new` of a name that turns out to be an interface would create a contract; a list never does. */
function listOf(node: Range, element: TypeName): TypeName {
  return element.type === 'ArrayType' ? element : { type: 'ArrayType', element, length: null, ...at(node) };
}

/** `clear(self.x)` of the first versions. */
export function lowerClear(context: Context, node: vyper.CallExpression): Expression {
  const [place] = node.args;
  return place ? { type: 'UnaryExpression', operator: 'delete', isPrefix: true, operand: context.lower(context, place), ...at(node) } : unknown(node);
}

/**
 * `convert(x, type)`. Between numbers it reverts where the value does not fit, so the value stays what it is; a
 * conversion in the tree would cut bits off.
 */
export function lowerConvert(context: Context, node: vyper.CallExpression): Expression {
  const [value, type] = node.args;
  if (!value || !type) return unknown(node);
  const lowered = context.lower(context, value);
  const name = type.type === 'Literal' ? elementary(type, type.text) : lowerType(context, type);
  if (name.type !== 'ElementaryType' || name.name === 'bool' || name.name === 'bytes' || name.name === 'string') return { type: 'TupleExpression', components: [lowered], ...at(node) };
  const isNarrow = /^u?int\d+$/.test(name.name) && !name.name.endsWith('256');
  return isNarrow ? { type: 'TupleExpression', components: [lowered], ...at(node) } : convert(node, name, lowered);
}

/** `max_value(uint128)`, `min_value(int128)`. */
export function lowerLimit(_: Context, node: vyper.CallExpression): Expression {
  const [type] = node.args;
  const match = /^(u?)int(\d{1,3})$/.exec(type?.type === 'Name' ? type.name : '');
  if (!match) return unknown(node);
  const bits = BigInt(match[2] ?? '256');
  const [lowest, highest] = match[1] === '' ? [2n ** (bits - 1n), 2n ** (bits - 1n) - 1n] : [0n, 2n ** bits - 1n];
  if (node.callee.type === 'Name' && node.callee.name === 'max_value') return number(node, highest);
  return { type: 'UnaryExpression', operator: '-', isPrefix: true, operand: number(node, lowest), ...at(node) };
}
