import type { Expression } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { BUILTINS } from './builtins.ts';
import { type Context, lowerAll, report } from './context.ts';
import { assign, at, call, convert, elementary, identifier, index, member, number, option, withOptions } from './make.ts';

/** A call of any kind: of the language, of this contract, of a module, of another contract, or a struct being built. */
export function lowerCall(context: Context, node: vyper.CallExpression): Expression {
  const { callee } = node;
  if (callee.type === 'Name') return lowerNamedCall(context, node, callee);
  if (callee.type !== 'Attribute') return call(node, context.lower(context, callee), lowerAll(context, node.args));
  if (callee.object.type === 'Name' && callee.object.name === 'self') return lowerOwnCall(context, node, callee);
  if (callee.object.type === 'Name' && context.module.modules.has(callee.object.name)) return lowerModuleCall(context, node, callee);
  if (node.marker === null && (callee.name === 'append' || callee.name === 'pop')) return lowerListCall(context, node, callee);
  return lowerExternalCall(context, node, callee);
}

function lowerNamedCall(context: Context, node: vyper.CallExpression, callee: vyper.NameExpression): Expression {
  const { name } = callee;
  const { module } = context;
  if (module.structs.has(name)) return lowerRecord(context, node, identifier(callee, name));
  const target = identifier(callee, name);
  if (module.interfaces.has(name) || module.modules.has(name)) return call(node, target, lowerAll(context, node.args));
  const builtin = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined;
  if (builtin) return builtin(context, node);
  // `uint256(x)` is no conversion in Vyper but is written by people who come from Solidity.
  if (/^(?:u?int\d*|address|bool|bytes\d+|decimal)$/.test(name) && node.args[0]) return convert(node, elementary(node, name), context.lower(context, node.args[0]));
  report(context, node, `${name}() is no function of the language that is known here`);
  return call(node, target, lowerAll(context, node.args));
}

/** `Point(x=1, y=2)`, and `Point({x: 1, y: 2})` before 0.4; events look the same. */
export function lowerRecord(context: Context, node: vyper.CallExpression, callee: Expression): Expression {
  const [only] = node.args;
  const fields = node.args.length === 1 && only?.type === 'Dict' ? only.entries : node.keywords;
  if (fields.length === 0) return call(node, callee, lowerAll(context, node.args));
  const args = fields.map((field) => context.lower(context, field.value));
  return { type: 'CallExpression', callee, args, names: fields.map((field) => field.name), ...at(node) };
}

/** What the call leaves out is given by the defaults of the function. */
function lowerOwnCall(context: Context, node: vyper.CallExpression, callee: vyper.AttributeExpression): Expression {
  const args = lowerAll(context, node.args);
  const declared = context.module.functions.get(callee.name)?.parameters ?? [];
  for (const { value } of declared.slice(args.length)) if (value) args.push(context.lower(context, value));
  return call(node, identifier(callee, callee.name), args);
}

function lowerModuleCall(context: Context, node: vyper.CallExpression, callee: vyper.AttributeExpression): Expression {
  const module = context.lower(context, callee.object);
  const target = callee.name === '__interface__' ? module : member(callee, module, callee.name);
  return lowerRecord(context, node, target);
}

/** `list.append(x)` and `list.pop()`, in storage or in memory. */
function lowerListCall(context: Context, node: vyper.CallExpression, callee: vyper.AttributeExpression): Expression {
  const list = context.lower(context, callee.object);
  const [value] = lowerAll(context, node.args);
  if (isInStorage(context, callee.object)) return call(node, member(callee, list, callee.name === 'append' ? 'push' : 'pop'), value ? [value] : []);
  const length = member(node, list, 'length');
  return value ? assign(node, index(node, list, length), value) : index(node, list, { type: 'BinaryExpression', operator: '-', left: length, right: number(node, 1), ...at(node) });
}

function isInStorage(context: Context, node: vyper.Expression): boolean {
  let root = node;
  while (root.type === 'Attribute' || root.type === 'Subscript') root = root.object;
  return root.type === 'Name' && (root.name === 'self' || context.module.modules.has(root.name));
}

/** `extcall token.transfer(to, 1, value=2)`; before 0.4 without the word in front. */
function lowerExternalCall(context: Context, node: vyper.CallExpression, callee: vyper.AttributeExpression): Expression {
  const target = member(callee, context.lower(context, callee.object), callee.name);
  const options = node.keywords
    .filter(({ name }) => name === 'value' || name === 'gas')
    .map(({ name, value }) => option(name, context.lower(context, value)));
  return call(node, withOptions(callee, target, options), lowerAll(context, node.args));
}

