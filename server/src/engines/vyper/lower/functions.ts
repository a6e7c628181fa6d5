import type { FunctionDefinition, ModifierInvocation, Mutability, Visibility } from '../../solidity/syntax/nodes.ts';
import type * as vyper from '../syntax/nodes.ts';
import { type Context, lowerAll } from './context.ts';
import { type Locks, useLock } from './locks.ts';
import { at, block } from './make.ts';
import { lowerStatements } from './statements.ts';
import { lowerParameter, lowerReturns } from './types.ts';

const VISIBILITIES: Readonly<Record<string, Visibility>> = { external: 'external', public: 'public', deploy: 'public', internal: 'internal', private: 'internal' };
const MUTABILITIES: Readonly<Record<string, Mutability>> = {
  payable: 'payable', view: 'view', constant: 'view', pure: 'pure', static: 'view', staticcall: 'view',
};

/** A decorator's name, also of one with arguments. */
export function decoratorName(node: vyper.Expression): string {
  const head = node.type === 'Call' ? node.callee : node;
  return head.type === 'Name' ? head.name : '';
}

/** A function with its body; without a decorator that says otherwise it is internal, as from 0.4 on. */
export function lowerFunction(context: Context, node: vyper.FunctionDeclaration, locks: Locks): FunctionDefinition {
  const { name } = node.name;
  const names = node.decorators.map(decoratorName);
  const kind = name === '__init__' ? 'constructor' : name === '__default__' ? 'fallback' : 'function';
  const visibility = names.map((one) => VISIBILITIES[one]).find((one) => one !== undefined) ?? (kind === 'function' ? 'internal' : 'public');
  const mutability = mutabilityOf(names);
  const isReadOnly = mutability === 'view' || mutability === 'pure';
  const lock = kind === 'constructor' ? null : useLock(locks, node, { isReadOnly, isOpen: visibility === 'external' || visibility === 'public' });
  return {
    type: 'FunctionDefinition', kind, name: kind === 'function' ? name : '', nameRange: at(node.name),
    parameters: node.parameters.map((parameter) => lowerParameter(context, parameter, true)), returns: lowerReturns(context, node.returns),
    visibility, mutability, isVirtual: true, overrides: null, modifiers: [...(lock ? [lock] : []), ...constructorCalls(context, node)],
    body: isAbstract(node, names) ? null : block(node, lowerStatements(context, node.body.filter((one) => !moduleConstructor(context, one)))), ...at(node),
  };
}

function mutabilityOf(names: string[]): Mutability | null {
  const found = names.flatMap((one) => (Object.hasOwn(MUTABILITIES, one) ? (MUTABILITIES[one] ?? []) : []));
  return found.find((one) => one === 'payable') ?? found[0] ?? null;
}

/** `...` as the whole body: another module gives it. */
function isAbstract(node: vyper.FunctionDeclaration, names: string[]): boolean {
  const [only] = node.body;
  const isEllipsis = node.body.length === 1 && only?.type === 'ExpressionStatement' && only.value.type === 'Literal' && only.value.kind === 'ellipsis';
  return names.includes('abstract') || isEllipsis;
}

/** `ownable.__init__(x)` runs another module's constructor: in the tree, a base with its arguments. */
function moduleConstructor(context: Context, node: vyper.Statement): vyper.CallExpression | null {
  const call = node.type === 'ExpressionStatement' ? node.value : null;
  if (call?.type !== 'Call' || call.callee.type !== 'Attribute' || call.callee.name !== '__init__') return null;
  const { object } = call.callee;
  return object.type === 'Name' && context.module.modules.has(object.name) ? call : null;
}

function constructorCalls(context: Context, node: vyper.FunctionDeclaration): ModifierInvocation[] {
  return node.body.flatMap((one) => {
    const call = moduleConstructor(context, one);
    if (!call || call.callee.type !== 'Attribute' || call.callee.object.type !== 'Name') return [];
    const module = context.module.modules.get(call.callee.object.name);
    // Bases are known by the name of their file.
    return [{ type: 'ModifierInvocation', path: [module?.path.at(-1) ?? ''], args: lowerAll(context, call.args), ...at(call) }];
  });
}

/** A function of an interface: no body, called from outside. */
export function lowerPrototype(context: Context, node: vyper.FunctionDeclaration): FunctionDefinition {
  const names = [...node.decorators.map(decoratorName), node.mutability ?? ''];
  return {
    type: 'FunctionDefinition', kind: 'function', name: node.name.name, nameRange: at(node.name),
    parameters: node.parameters.map((parameter) => lowerParameter(context, parameter, false)), returns: lowerReturns(context, node.returns),
    visibility: 'external', mutability: mutabilityOf(names), isVirtual: true, overrides: null, modifiers: [], body: null, ...at(node),
  };
}
