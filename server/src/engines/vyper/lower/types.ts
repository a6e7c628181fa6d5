import type { Expression, Parameter, TypeName } from '../../solidity/syntax/nodes.ts';
import type { Range } from '../../solidity/syntax/tokens.ts';
import type * as vyper from '../syntax/nodes.ts';
import { type Context, report } from './context.ts';
import { at, elementary, number } from './make.ts';
import { localName, type ModuleScope } from './scope.ts';

/** Names of Vyper's types, those of 0.1 included, and what they are in the tree. */
const SIMPLE: Readonly<Record<string, string>> = {
  decimal: 'int168', Bytes: 'bytes', String: 'string', bytes: 'bytes', string: 'string', wei_value: 'uint256', timestamp: 'uint256',
  timedelta: 'uint256', num: 'int128', signed256: 'int256', num256: 'uint256',
};
const ELEMENTARY = /^(?:u?int\d*|address|bool|bytes\d+)$/;

/** The type that an annotation names. */
export function lowerType(context: Context, node: vyper.Expression): TypeName {
  switch (node.type) {
    case 'Name':
      return namedType(node);
    case 'Attribute':
      return moduleType(context, node);
    case 'Subscript':
      return subscriptType(context, node);
    case 'Call':
      return callType(context, node);
    default:
      if (node.type !== 'Unknown') report(context, node, 'this type could not be read');
      return { type: 'UnknownType', ...at(node) };
  }
}

function namedType(node: vyper.NameExpression): TypeName {
  const { name } = node;
  if (ELEMENTARY.test(name)) return elementary(node, name);
  if (Object.hasOwn(SIMPLE, name)) return elementary(node, SIMPLE[name] ?? name);
  return { type: 'NamedType', path: [name], ...at(node) };
}

/** `module.Struct`, and `module.__interface__`, which is the module seen from outside. */
function moduleType(context: Context, node: vyper.AttributeExpression): TypeName {
  if (node.object.type !== 'Name') {
    report(context, node, 'this type could not be read');
    return { type: 'UnknownType', ...at(node) };
  }
  const path = node.name === '__interface__' ? [node.object.name] : [node.object.name, node.name];
  return { type: 'NamedType', path, ...at(node) };
}

function subscriptType(context: Context, node: vyper.SubscriptExpression): TypeName {
  const [first, second] = node.index;
  const head = node.object.type === 'Name' ? node.object.name : '';
  switch (head) {
    case 'HashMap':
      if (first && second) return mapping(context, node, [first, second]);
      break;
    case 'DynArray':
      if (first) return { type: 'ArrayType', element: lowerType(context, first), length: null, ...at(node) };
      break;
    case 'Bytes':
    case 'bytes':
    case 'String':
    case 'string':
      return elementary(node, head.toLowerCase());
  }
  return fixedList(context, node, first);
}

function fixedList(context: Context, node: vyper.SubscriptExpression, size: vyper.Expression | undefined): TypeName {
  // `uint256[address]` was a mapping in the first versions.
  if (size?.type === 'Name' && size.name === 'address') return mapping(context, node, [size, node.object]);
  const length = size ? constantLength(context.module, size) : null;
  return { type: 'ArrayType', element: lowerType(context, node.object), length, ...at(node) };
}

function mapping(context: Context, node: Range, [key, value]: [vyper.Expression, vyper.Expression]): TypeName {
  return { type: 'MappingType', key: lowerType(context, key), keyName: null, value: lowerType(context, value), valueName: null, ...at(node) };
}

/** `map(a, b)` of 0.1, `indexed(t)`, and types with a unit of measure: `uint256(wei)`. */
function callType(context: Context, node: vyper.CallExpression): TypeName {
  const head = node.callee.type === 'Name' ? node.callee.name : '';
  const [first, second] = node.args;
  if (head === 'map' && first && second) return mapping(context, node, [first, second]);
  if (head === 'indexed' && first) return lowerType(context, first);
  return lowerType(context, node.callee);
}

/** How many elements an array or list type holds at most; null where a constant of another file decides. */
export function boundOf(module: ModuleScope, node: vyper.Expression): bigint | null {
  if (node.type === 'Literal' && node.kind === 'number') return /^\d[\d_]*$/.test(node.text) ? BigInt(node.text.replaceAll('_', '')) : null;
  if (node.type === 'Name') {
    const value = module.variables.get(node.name)?.value;
    return value && value.type === 'Literal' ? boundOf(module, value) : null;
  }
  return null;
}

function constantLength(module: ModuleScope, node: vyper.Expression): Expression {
  const bound = boundOf(module, node);
  return bound === null ? { type: 'UnknownExpression', ...at(node) } : number(node, bound);
}

export function lowerParameter(context: Context, parameter: vyper.Parameter, isLocal: boolean): Parameter {
  const { annotation, name } = parameter;
  const typeName: TypeName = annotation ? lowerType(context, annotation) : { type: 'UnknownType', ...at(name) };
  const isStructure = typeName.type === 'ArrayType' || (typeName.type === 'NamedType' && context.module.structs.has(typeName.path[0] ?? ''));
  const isIndexed = annotation?.type === 'Call' && annotation.callee.type === 'Name' && annotation.callee.name === 'indexed';
  return {
    type: 'Parameter', typeName, location: isLocal && isStructure ? 'memory' : null, isIndexed,
    name: { type: 'Identifier', name: isLocal ? localName(context.module, name.name) : name.name, ...at(name) }, ...at(parameter),
  };
}

/** What a function returns, one parameter without a name for each value. */
export function lowerReturns(context: Context, node: vyper.Expression | null): Parameter[] {
  if (!node) return [];
  const types = node.type === 'List' && node.isTuple ? node.elements : [node];
  return types.map((type) => ({ type: 'Parameter', typeName: lowerType(context, type), location: null, isIndexed: false, name: null, ...at(type) }));
}
