import { childTypeOf } from '../../project/resolve-type.ts';
import { findVariable } from '../../project/lookup.ts';
import { resolveType } from '../../project/resolve-type.ts';
import { isReferenceType, type SolType, UINT256, UNKNOWN } from '../../project/types.ts';
import type { StateVariable } from '../../project/model.ts';
import type { Expression } from '../../syntax/nodes.ts';
import type { Range } from '../../syntax/tokens.ts';
import type { Local } from '../builder.ts';
import type { Instruction, PathKey, StoragePath } from '../instructions.ts';
import { append, findLocal, type Lowering } from './context.ts';

/** Something that can be assigned to. */
export type Place =
  | { kind: 'local'; local: Local; type: SolType }
  | { kind: 'storage'; path: StoragePath; type: SolType }
  | { kind: 'element'; parent: Place; key: PathKey; type: SolType }
  | { kind: 'value'; value: Instruction; type: SolType }
  | { kind: 'tuple'; items: (Place | null)[]; type: SolType };

export function variablePath(variable: StateVariable): StoragePath {
  return { variable, pointer: null, keys: [] };
}

export function variableType(variable: StateVariable): SolType {
  return resolveType(variable.node.typeName, variable);
}

/** True for a value that points into storage rather than being a copy. */
function isStorageValue(value: Instruction): boolean {
  if (value.kind === 'reference') return true;
  if (value.kind === 'parameter') return value.location === 'storage';
  if (value.kind === 'zero') return value.isStoragePointer;
  return value.kind === 'phi' && value.inputs.some((input) => input.kind === 'reference');
}

function storagePathOf(value: Instruction): StoragePath {
  return value.kind === 'reference' ? value.path : { variable: null, pointer: value, keys: [] };
}

export function extend(path: StoragePath, key: PathKey): StoragePath {
  return { ...path, keys: [...path.keys, key] };
}

/** Reads a storage path: a value is loaded, a structure becomes a reference to its place. */
export function readPath(lowering: Lowering, path: StoragePath, at: { type: SolType; node: Range }): Instruction {
  const kind = isReferenceType(at.type) ? 'reference' : 'load';
  return append(lowering, { kind, path, type: at.type }, at.node);
}

/** One step into a value: a field or an element, in storage or in memory. */
export function readChild(lowering: Lowering, object: Instruction, step: { key: PathKey; node: Range }): Instruction {
  const { key, node } = step;
  const isLength = key.kind === 'field' && key.name === 'length' && object.type.kind !== 'struct';
  const type = isLength ? UINT256 : childTypeOf(object.type, key.kind === 'field' ? key.name : null);
  if (isStorageValue(object)) return readPath(lowering, extend(storagePathOf(object), key), { type, node });
  if (key.kind === 'field') return append(lowering, { kind: 'member', object, name: key.name, type }, node);
  return append(lowering, { kind: 'index', object, index: key.value, type }, node);
}

export function lowerPlace(lowering: Lowering, node: Expression): Place {
  switch (node.type) {
    case 'Identifier':
      return identifierPlace(lowering, node.name) ?? valuePlace(lowering, node);
    case 'IndexAccess': {
      const parent = lowerPlace(lowering, node.base);
      if (!node.index) return parent;
      return childPlace(lowering, parent, { kind: 'index', value: lowering.lowerExpression(lowering, node.index) });
    }
    case 'MemberAccess':
      return childPlace(lowering, lowerPlace(lowering, node.object), { kind: 'field', name: node.member });
    case 'TupleExpression': {
      const [only] = node.components;
      if (node.components.length === 1 && only) return lowerPlace(lowering, only);
      const items = node.components.map((item) => item && lowerPlace(lowering, item));
      return { kind: 'tuple', items, type: { kind: 'tuple', items: items.map((item) => item?.type ?? UNKNOWN) } };
    }
    default:
      return valuePlace(lowering, node);
  }
}

function valuePlace(lowering: Lowering, node: Expression): Place {
  const value = lowering.lowerExpression(lowering, node);
  if (isStorageValue(value)) return { kind: 'storage', path: storagePathOf(value), type: value.type };
  return { kind: 'value', value, type: value.type };
}

function identifierPlace(lowering: Lowering, name: string): Place | null {
  const local = findLocal(lowering, name);
  if (local) return { kind: 'local', local, type: local.type };
  const { contract } = lowering.body.scope;
  const variable = contract && findVariable(contract, name);
  if (!variable) return null;
  return { kind: 'storage', path: variablePath(variable), type: variableType(variable) };
}

function childPlace(lowering: Lowering, parent: Place, key: PathKey): Place {
  const isLength = key.kind === 'field' && key.name === 'length' && parent.type.kind !== 'struct';
  const type = isLength ? UINT256 : childTypeOf(parent.type, key.kind === 'field' ? key.name : null);
  if (parent.kind === 'storage') return { kind: 'storage', path: extend(parent.path, key), type };
  if (parent.kind === 'local') {
    const value = lowering.builder.read(parent.local);
    if (parent.local.isStorage || isStorageValue(value)) {
      return { kind: 'storage', path: extend(storagePathOf(value), key), type };
    }
  }
  return { kind: 'element', parent, key, type };
}

export function readPlace(lowering: Lowering, place: Place, node: Range): Instruction {
  switch (place.kind) {
    case 'local':
      return lowering.builder.read(place.local);
    case 'storage':
      return readPath(lowering, place.path, { type: place.type, node });
    case 'element':
      return readChild(lowering, readPlace(lowering, place.parent, node), { key: place.key, node });
    case 'value':
      return place.value;
    case 'tuple': {
      const items = place.items.filter((item) => item !== null).map((item) => readPlace(lowering, item, node));
      return append(lowering, { kind: 'tuple', items, type: place.type }, node);
    }
  }
}

export interface Write {
  value: Instruction;
  operator: string;
  node: Range;
}

export function writePlace(lowering: Lowering, place: Place, write: Write): void {
  switch (place.kind) {
    case 'local':
      lowering.builder.write(place.local, place.local.isStorage ? write.value : adopt(lowering, write, place.type));
      break;
    case 'storage':
      append(lowering, { kind: 'store', path: place.path, value: write.value, operator: write.operator, type: place.type }, write.node);
      break;
    case 'element': {
      const object = readPlace(lowering, place.parent, write.node);
      const value = append(lowering, { kind: 'update', object, key: place.key, value: write.value, type: object.type }, write.node);
      if (place.parent.kind !== 'storage') writePlace(lowering, place.parent, { ...write, value });
      break;
    }
    case 'tuple':
      place.items.forEach((item, at) => {
        if (item) writePlace(lowering, item, { ...write, value: takeItem(lowering, write.value, { index: at, node: write.node }) });
      });
      break;
    case 'value':
      break;
  }
}

/** A structure is copied out of storage, a number as written takes the variable's type. */
function adopt(lowering: Lowering, { value, node }: Write, type: SolType): Instruction {
  if (value.kind === 'reference') return append(lowering, { kind: 'load', path: value.path, type: value.type }, node);
  const isNumber = value.kind === 'constant' && value.type.kind === 'int' && value.type.isLiteral && type.kind === 'int';
  return isNumber ? append(lowering, { kind: 'constant', value: value.value, type }, value.range) : value;
}

export function takeItem(lowering: Lowering, tuple: Instruction, at: { index: number; node: Range }): Instruction {
  if (tuple.kind === 'tuple') return tuple.items[at.index] ?? tuple;
  const type = tuple.type.kind === 'tuple' ? (tuple.type.items[at.index] ?? UNKNOWN) : at.index === 0 ? tuple.type : UNKNOWN;
  return append(lowering, { kind: 'item', tuple, index: at.index, type }, at.node);
}
