import type { Contract, StateVariable } from './model.ts';
import { resolveType } from './resolve-type.ts';
import type { SolType } from './types.ts';

const SLOT = 256;

/** Bits that a value of the type takes when packed; null for what starts a slot of its own and fills one. */
function packedSize(type: SolType): number | null {
  switch (type.kind) {
    case 'int':
      return type.bits;
    case 'bool':
    case 'enum':
      return 8;
    case 'address':
    case 'contract':
      return 160;
    case 'fixedBytes':
      return type.size * 8;
    case 'valueType':
      return packedSize(type.underlying);
    default:
      return null;
  }
}

/**
 * The first variable in a storage slot, counted as the compiler does: bases first, small values packed. Null past a
 * struct or an array of fixed length, whose size is not computed here.
 */
export function variableAt(contract: Contract, slot: bigint): StateVariable | null {
  let [current, used] = [-1n, SLOT];
  for (const variable of storedVariables(contract)) {
    const type = resolveType(variable.node.typeName, variable);
    if (hasUnknownSize(type)) return null;
    const size = packedSize(type);
    if (used + (size ?? SLOT) > SLOT) [current, used] = [current + 1n, 0];
    if (current === slot && used === 0) return variable;
    if (current > slot) return null;
    used += size ?? SLOT;
  }
  return null;
}

function storedVariables(contract: Contract): StateVariable[] {
  const all = [...contract.linear].reverse().flatMap((one) => one.variables);
  return all.filter(({ node }) => !node.isConstant && !node.isImmutable && !node.isTransient);
}

function hasUnknownSize(type: SolType): boolean {
  return type.kind === 'struct' || type.kind === 'unknown' || (type.kind === 'array' && type.length !== null);
}
