import type { EnumDefinition, FunctionType, StructDefinition, ValueTypeDefinition } from '../syntax/nodes.ts';
import type { Contract, FileUnit, FunctionInfo } from './model.ts';

/** The type of a value, as far as the analysis needs it. */
export type SolType =
  | IntType
  | { kind: 'bool' | 'string' | 'dynamicBytes' | 'void' | 'unknown' }
  | { kind: 'address'; isPayable: boolean }
  | { kind: 'fixedBytes'; size: number }
  | { kind: 'contract'; contract: Contract }
  | { kind: 'struct'; definition: StructDefinition; scope: TypeScope }
  | { kind: 'enum'; definition: EnumDefinition }
  | { kind: 'valueType'; definition: ValueTypeDefinition; underlying: SolType }
  | { kind: 'mapping'; key: SolType; value: SolType }
  | { kind: 'array'; element: SolType; length: bigint | null }
  | { kind: 'function'; node: FunctionType }
  | { kind: 'tuple'; items: SolType[] }
  /** The name of a type used as an expression: `uint8(…)`, `Token(…)`, `Color.Red`. */
  | { kind: 'typeName'; named: SolType }
  /** `msg`, `block`, `tx`, `abi`, `super`, `this` before a member is taken. */
  | { kind: 'magic'; name: string }
  | { kind: 'file'; file: FileUnit }
  | { kind: 'functions'; candidates: FunctionInfo[] };

export interface IntType {
  kind: 'int';
  bits: number;
  isSigned: boolean;
  /** A number written in the source, which takes the type of what it meets. */
  isLiteral?: boolean;
  /** A word of the machine, in assembly: a pointer or a bit pattern as often as a number. */
  isWord?: boolean;
}

/** Where the names inside a type are looked up. */
export interface TypeScope {
  file: FileUnit;
  contract: Contract | null;
}

export const UNKNOWN: SolType = { kind: 'unknown' };
export const VOID: SolType = { kind: 'void' };
export const BOOL: SolType = { kind: 'bool' };
export const STRING: SolType = { kind: 'string' };
export const BYTES: SolType = { kind: 'dynamicBytes' };
export const BYTES32: SolType = { kind: 'fixedBytes', size: 32 };
export const ADDRESS: SolType = { kind: 'address', isPayable: false };
export const PAYABLE: SolType = { kind: 'address', isPayable: true };
export const UINT256: IntType = { kind: 'int', bits: 256, isSigned: false };
export const WORD: IntType = { kind: 'int', bits: 256, isSigned: false, isWord: true };
export const LITERAL: IntType = { kind: 'int', bits: 256, isSigned: false, isLiteral: true };

/** True for what lives in storage as a structure and is handed around by reference there. */
export function isReferenceType(type: SolType): boolean {
  return ['struct', 'mapping', 'array', 'string', 'dynamicBytes'].includes(type.kind);
}

export function describeType(type: SolType): string {
  switch (type.kind) {
    case 'int':
      return `${type.isSigned ? 'int' : 'uint'}${type.bits}`;
    case 'fixedBytes':
      return `bytes${type.size}`;
    case 'dynamicBytes':
      return 'bytes';
    case 'contract':
      return type.contract.name;
    case 'struct':
    case 'enum':
    case 'valueType':
      return type.definition.name;
    case 'array':
      return `${describeType(type.element)}[${type.length ?? ''}]`;
    case 'mapping':
      return `mapping(${describeType(type.key)} => ${describeType(type.value)})`;
    case 'tuple':
      return `(${type.items.map(describeType).join(',')})`;
    default:
      return type.kind;
  }
}

/** How well a value of `from` fits a parameter of `to`: 0 not at all, 3 exactly. */
export function fit(from: SolType, to: SolType): number {
  if (from.kind === 'unknown' || to.kind === 'unknown') return 1;
  if (describeType(from) === describeType(to)) return 3;
  return from.kind === to.kind ? fitAlike(from, to) : fitOther(from, to);
}

function fitAlike(from: SolType, to: SolType): number {
  if (from.kind === 'int' && to.kind === 'int') return fitInt(from, to);
  if (from.kind === 'function') return 2;
  return isConvertible(from, to) ? 2 : 0;
}

function isConvertible(from: SolType, to: SolType): boolean {
  if (from.kind === 'contract' && to.kind === 'contract') return from.contract.linear.includes(to.contract);
  if (from.kind === 'fixedBytes' && to.kind === 'fixedBytes') return from.size <= to.size;
  return from.kind === 'array' && to.kind === 'array' && fit(from.element, to.element) > 0;
}

/** Which kinds of value another kind of parameter takes. */
const ACCEPTS: Readonly<Record<string, readonly SolType['kind'][]>> = {
  address: ['contract'], dynamicBytes: ['string'], fixedBytes: ['string'],
};

function fitOther(from: SolType, to: SolType): number {
  if (from.kind === 'int') return from.isLiteral && (to.kind === 'fixedBytes' || to.kind === 'address') ? 1 : 0;
  return ACCEPTS[to.kind]?.includes(from.kind) ? 1 : 0;
}

function fitInt(from: IntType, to: IntType): number {
  if (from.isLiteral) return to.bits === 256 && !to.isSigned ? 2 : 1;
  return from.bits <= to.bits && (from.isSigned === to.isSigned || (to.isSigned && from.bits < to.bits)) ? 2 : 0;
}
