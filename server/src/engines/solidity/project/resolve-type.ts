import type { Declaration, TypeName } from '../syntax/nodes.ts';
import type { Contract } from './model.ts';
import { lookupPath } from './symbols.ts';
import { ADDRESS, BOOL, BYTES, PAYABLE, type SolType, STRING, type TypeScope, UNKNOWN } from './types.ts';

const SIMPLE: Readonly<Record<string, SolType>> = {
  bool: BOOL,
  string: STRING,
  bytes: BYTES,
  byte: { kind: 'fixedBytes', size: 1 },
  var: UNKNOWN,
};

/** The type a type name means in a contract or file. */
export function resolveType(node: TypeName, scope: TypeScope): SolType {
  switch (node.type) {
    case 'ElementaryType':
      return elementaryType(node.name, node.isPayable);
    case 'NamedType':
      return namedType(node.path, scope) ?? UNKNOWN;
    case 'MappingType':
      return { kind: 'mapping', key: resolveType(node.key, scope), value: resolveType(node.value, scope) };
    case 'ArrayType':
      return { kind: 'array', element: resolveType(node.element, scope), length: literalLength(node.length) };
    case 'FunctionType':
      return { kind: 'function', node };
    case 'UnknownType':
      return UNKNOWN;
  }
}

function literalLength(node: { type: string; text?: string } | null): bigint | null {
  return node?.type === 'NumberLiteral' && node.text && /^\d+$/.test(node.text) ? BigInt(node.text) : null;
}

function elementaryType(name: string, isPayable: boolean): SolType {
  if (name === 'address') return isPayable ? PAYABLE : ADDRESS;
  const int = /^(u?)int(\d*)$/.exec(name);
  if (int) return { kind: 'int', bits: int[2] ? Number(int[2]) : 256, isSigned: int[1] === '' };
  const bytes = /^bytes(\d+)$/.exec(name);
  if (bytes) return { kind: 'fixedBytes', size: Number(bytes[1]) };
  return SIMPLE[name] ?? UNKNOWN;
}

/** Looks a path up in the contract and its bases, then in the file. */
export function namedType(path: string[], scope: TypeScope): SolType | null {
  const [head = '', ...rest] = path;
  for (const ancestor of scope.contract?.linear ?? []) {
    const declared = ancestor.types.get(head);
    if (declared && rest.length === 0) return declaredType(declared, { file: ancestor.file, contract: ancestor });
  }
  return fileType(path, scope);
}

function fileType(path: string[], scope: TypeScope): SolType | null {
  const symbol = lookupPath(scope.file, path);
  if (symbol?.kind === 'declaration') return declaredType(symbol.node, { file: symbol.file, contract: null });
  if (symbol?.kind !== 'contract') return null;
  const inner = path.at(-1) ?? '';
  const isContract = path.length === 1 || inner === symbol.contract.name;
  return isContract ? { kind: 'contract', contract: symbol.contract } : memberType(symbol.contract, inner);
}

/** A type declared inside a contract, seen from outside: `Library.Struct`. */
export function memberType(contract: Contract, name: string): SolType | null {
  for (const ancestor of contract.linear) {
    const declared = ancestor.types.get(name);
    if (declared) return declaredType(declared, { file: ancestor.file, contract: ancestor });
  }
  return null;
}

function declaredType(node: Declaration, scope: TypeScope): SolType | null {
  switch (node.type) {
    case 'StructDefinition':
      return { kind: 'struct', definition: node, scope };
    case 'EnumDefinition':
      return { kind: 'enum', definition: node };
    case 'ValueTypeDefinition':
      return { kind: 'valueType', definition: node, underlying: resolveType(node.underlying, scope) };
    default:
      return null;
  }
}

/** The type below one step of a path: a field, an element, a mapping's value. */
export function childTypeOf(type: SolType, field: string | null): SolType {
  switch (type.kind) {
    case 'struct': {
      const found = type.definition.fields.find((candidate) => candidate.name === field);
      return found ? resolveType(found.typeName, type.scope) : UNKNOWN;
    }
    case 'mapping':
      return type.value;
    case 'array':
      return type.element;
    case 'dynamicBytes':
    case 'string':
    case 'fixedBytes':
      return { kind: 'fixedBytes', size: 1 };
    default:
      return UNKNOWN;
  }
}
