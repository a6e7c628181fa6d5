import { keccak_256 } from '@noble/hashes/sha3.js';
import type { FunctionInfo } from './model.ts';
import { resolveType } from './resolve-type.ts';
import { describeType, type SolType } from './types.ts';

/** The type as the ABI names it: contracts are addresses, enums bytes, structs tuples of their fields. */
export function abiType(type: SolType): string {
  switch (type.kind) {
    case 'contract':
      return 'address';
    case 'enum':
      return 'uint8';
    case 'valueType':
      return abiType(type.underlying);
    case 'array':
      return `${abiType(type.element)}[${type.length ?? ''}]`;
    case 'struct':
      return `(${type.definition.fields.map((field) => abiType(resolveType(field.typeName, type.scope))).join(',')})`;
    default:
      return describeType(type);
  }
}

/** `transfer(address,uint256)`; a type that is not among the files keeps its name. */
export function abiSignature(info: FunctionInfo): string {
  return `${info.name}(${info.parameters.map((parameter) => abiType(resolveType(parameter.typeName, info))).join(',')})`;
}

const selectors = new Map<string, string>();

/** The first four bytes of the signature's hash, in hexadecimal with 0x. */
export function selectorOf(signature: string): string {
  const known = selectors.get(signature);
  if (known !== undefined) return known;
  const hash = keccak_256(new TextEncoder().encode(signature));
  const selector = `0x${[...hash.subarray(0, 4)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  // A cache of what few contracts ask for must not grow with every scan of a server's life.
  if (selectors.size > 10_000) selectors.clear();
  selectors.set(signature, selector);
  return selector;
}
