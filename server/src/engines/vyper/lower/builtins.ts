import type { Expression } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { type Context, lowerAll } from './context.ts';
import { CREATION, lowerRawCall, lowerSend } from './interaction.ts';
import { at, binary, call, callOf, convert, elementary, identifier, index, member, number, text } from './make.ts';
import { lowerUnchecked } from './unchecked.ts';
import { lowerClear, lowerConvert, lowerEmpty, lowerLimit } from './values.ts';

export type Builtin = (context: Context, node: vyper.CallExpression) => Expression;

/** The same function under another name. */
const renamed = (name: string): Builtin => (context, node) => callOf(node, name, lowerAll(context, node.args));

/** An operator that is written as a function. */
const operator = (sign: string): Builtin => (context, node) => {
  const [left, right] = lowerAll(context, node.args);
  return left && right ? binary(node, sign, [left, right]) : { type: 'UnknownExpression', ...at(node) };
};

/** Functions of `abi`. */
const encoder = (name: string): Builtin => (context, node) => call(node, member(node, identifier(node, 'abi'), name), lowerAll(context, node.args));

/** The argument itself: what the function does to it is of no interest to the analysis. */
const argument: Builtin = (context, node) => {
  const [first, ...rest] = lowerAll(context, node.args);
  if (!first) return { type: 'UnknownExpression', ...at(node) };
  return rest.reduce((base: Expression, bound) => ({ type: 'SliceAccess', base, from: bound, to: null, ...at(node) }), first);
};

const choose = (sign: string): Builtin => (context, node) => {
  const [left, right] = lowerAll(context, node.args);
  if (!left || !right) return { type: 'UnknownExpression', ...at(node) };
  return { type: 'ConditionalExpression', condition: binary(node, sign, [left, right]), whenTrue: left, whenFalse: right, ...at(node) };
};

const length: Builtin = (context, node) => {
  const [first] = lowerAll(context, node.args);
  if (!first) return { type: 'UnknownExpression', ...at(node) };
  return member(node, first, 'length');
};

const methodId: Builtin = (context, node) => convert(node, elementary(node, 'bytes4'), callOf(node, 'keccak256', lowerAll(context, node.args.slice(0, 1))));

const complement: Builtin = (context, node) => {
  const [operand] = lowerAll(context, node.args);
  return operand ? { type: 'UnaryExpression', operator: '~', isPrefix: true, operand, ...at(node) } : { type: 'UnknownExpression', ...at(node) };
};

/** `shift(x, n)` goes left for positive and right for negative numbers. */
const shift: Builtin = (context, node) => {
  const [value, distance] = lowerAll(context, node.args);
  if (!value || !distance) return { type: 'UnknownExpression', ...at(node) };
  const isRight = distance.type === 'UnaryExpression' && distance.operator === '-';
  return binary(node, isRight ? '>>' : '<<', [value, isRight ? distance.operand : distance]);
};

const decode: Builtin = (context, node) => {
  const [data] = node.args;
  return data ? call(node, member(node, identifier(node, 'abi'), 'decode'), [context.lower(context, data)]) : { type: 'UnknownExpression', ...at(node) };
};

const weiValue: Builtin = (context, node) => {
  const [amount, unit] = node.args;
  if (!amount) return { type: 'UnknownExpression', ...at(node) };
  const factor = unit?.type === 'Literal' ? WEI[unit.text] : undefined;
  return binary(node, '*', [context.lower(context, amount), number(node, factor ?? 1n)]);
};

const WEI: Readonly<Record<string, bigint>> = {
  wei: 1n, femtoether: 10n ** 3n, kwei: 10n ** 3n, babbage: 10n ** 3n, picoether: 10n ** 6n, mwei: 10n ** 6n, lovelace: 10n ** 6n,
  nanoether: 10n ** 9n, gwei: 10n ** 9n, shannon: 10n ** 9n, microether: 10n ** 12n, szabo: 10n ** 12n, milliether: 10n ** 15n,
  finney: 10n ** 15n, ether: 10n ** 18n, kether: 10n ** 21n, grand: 10n ** 21n, mether: 10n ** 24n, gether: 10n ** 27n, tether: 10n ** 30n,
};

const asText: Builtin = (context, node) => {
  const [value] = lowerAll(context, node.args);
  return value ? call(node, member(node, identifier(node, 'abi'), 'encodePacked'), [value]) : text(node, '');
};

/** `extract32` reads bytes as one word. */
const word: Builtin = (context, node) => {
  const [data, start] = lowerAll(context, node.args);
  return data && start ? convert(node, elementary(node, 'bytes32'), index(node, data, start)) : { type: 'UnknownExpression', ...at(node) };
};

/** What only a developer's machine does. */
const nothing: Builtin = (_, node) => number(node, 0);

/** Every function of the language by its name, those of older versions included. */
export const BUILTINS: Readonly<Record<string, Builtin>> = {
  ...CREATION,
  keccak256: renamed('keccak256'), sha3: renamed('keccak256'), sha256: renamed('sha256'), ecrecover: renamed('ecrecover'), blockhash: renamed('blockhash'),
  selfdestruct: renamed('selfdestruct'), uint256_addmod: renamed('addmod'), uint256_mulmod: renamed('mulmod'), raw_revert: renamed('revert'), raw_log: renamed('log1'),
  assert_modifiable: renamed('require'), concat: encoder('encodePacked'), abi_encode: encoder('encode'), _abi_encode: encoder('encode'), _abi_decode: decode, abi_decode: decode,
  bitwise_and: operator('&'), bitwise_or: operator('|'), bitwise_xor: operator('^'), bitwise_not: complement, shift,
  slice: argument, as_unitless_number: argument, as_wei_value: weiValue, len: length, extract32: word, uint2str: asText, method_id: methodId,
  ecadd: argument, ecmul: argument, isqrt: argument, sqrt: argument, abs: argument, floor: argument, ceil: argument, pow_mod256: lowerUnchecked('**'),
  blobhash: renamed('blobhash'), print: nothing, breakpoint: nothing,
  min: choose('<'), max: choose('>'), raw_call: lowerRawCall, send: lowerSend,
  unsafe_add: lowerUnchecked('+'), unsafe_sub: lowerUnchecked('-'), unsafe_mul: lowerUnchecked('*'), unsafe_div: lowerUnchecked('/'),
  empty: lowerEmpty, clear: lowerClear, convert: lowerConvert, max_value: lowerLimit, min_value: lowerLimit, epsilon: lowerLimit,
};
