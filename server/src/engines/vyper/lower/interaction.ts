import type { Expression } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { type Context, lowerAll, report, temporary } from './context.ts';
import { at, call, convert, elementary, identifier, local, member, option, require, text, withOptions } from './make.ts';

type Handler = (context: Context, node: vyper.CallExpression) => Expression;

function keyword(node: vyper.CallExpression, name: string): vyper.Expression | null {
  return node.keywords.find((one) => one.name === name)?.value ?? null;
}

/** True where an argument is written as `True`; what is computed is reported, since the tree must know. */
function isSet(context: Context, node: vyper.CallExpression, name: string): boolean {
  const value = keyword(node, name);
  if (!value) return false;
  if (value.type !== 'Literal') report(context, value, `${name} of ${node.callee.type === 'Name' ? node.callee.name : 'this call'} is not written out`);
  return value.type === 'Literal' && (value.text === 'True' || value.text === '1');
}

function optionsOf(context: Context, node: vyper.CallExpression): Parameters<typeof withOptions>[2] {
  return node.keywords.flatMap(({ name, value }) => (name === 'value' || name === 'gas' ? [option(name, context.lower(context, value))] : []));
}

/** `raw_call(to, data, …)`: a low-level call that reverts on failure unless it is told not to. */
export const lowerRawCall: Handler = (context, node) => {
  const [target, data] = lowerAll(context, node.args);
  if (!target) return { type: 'UnknownExpression', ...at(node) };
  const method = isSet(context, node, 'is_delegate_call') ? 'delegatecall' : isSet(context, node, 'is_static_call') ? 'staticcall' : 'call';
  const raw = call(node, withOptions(node, member(node, target, method), optionsOf(context, node)), [data ?? text(node, '')]);
  const onFailure = keyword(node, 'revert_on_failure');
  const mayFail = onFailure !== null && !isSet(context, node, 'revert_on_failure');
  if (!mayFail) return checked(context, node, raw);
  const hasData = keyword(node, 'max_outsize') !== null || keyword(node, 'outsize') !== null;
  return hasData ? raw : successOf(context, node, raw);
};

/** Runs the call before the statement and reverts where it failed; its value is the returned data. */
function checked(context: Context, node: vyper.CallExpression, raw: Expression): Expression {
  const { success, data } = runBefore(context, node, raw);
  context.prelude.push(require(node, success));
  return data;
}

/** Where the statement is the call itself nobody looks at the result, and the call may stay as it is. */
function successOf(context: Context, node: vyper.CallExpression, raw: Expression): Expression {
  return context.discards === node ? raw : runBefore(context, node, raw).success;
}

function runBefore(context: Context, node: vyper.CallExpression, raw: Expression): { success: Expression; data: Expression } {
  const [success, data] = [temporary(context), temporary(context)];
  const variables = [local(node, success, elementary(node, 'bool')), local(node, data, elementary(node, 'bytes'))];
  context.prelude.push({ type: 'LocalDeclaration', variables, value: raw, isTuple: true, ...at(node) });
  return { success: identifier(node, success), data: identifier(node, data) };
}

/** `send(to, amount)` reverts on failure and leaves the receiver 2300 gas; with `gas` it is a call. */
export const lowerSend: Handler = (context, node) => {
  const [target, amount] = lowerAll(context, node.args);
  if (!target || !amount) return { type: 'UnknownExpression', ...at(node) };
  const gas = keyword(node, 'gas');
  if (!gas) return call(node, member(node, target, 'transfer'), [amount]);
  const options = [option('value', amount), option('gas', context.lower(context, gas))];
  return checked(context, node, call(node, withOptions(node, member(node, target, 'call'), options), [text(node, '')]));
};

/** Every way of creating a contract gives its address. */
const create: Handler = (context, node) => {
  const name = node.callee.type === 'Name' ? node.callee.name : 'create';
  const callee: Expression = { type: 'NewExpression', typeName: { type: 'NamedType', path: [name], ...at(node) }, ...at(node) };
  return convert(node, elementary(node, 'address'), call(node, withOptions(node, callee, optionsOf(context, node)), lowerAll(context, node.args)));
};

/** The functions that create contracts, by the names of all versions. */
export const CREATION: Readonly<Record<string, Handler>> = Object.fromEntries(
  ['raw_create', 'create_minimal_proxy_to', 'create_forwarder_to', 'create_with_code_of', 'create_copy_of', 'create_from_blueprint'].map((name) => [name, create]),
);
