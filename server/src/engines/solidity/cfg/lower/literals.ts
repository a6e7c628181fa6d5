import { ADDRESS, BOOL, BYTES, LITERAL, type SolType, STRING } from '../../project/types.ts';
import type { Expression } from '../../syntax/nodes.ts';
import type { Instruction } from '../instructions.ts';
import { constant, type Lowering } from './context.ts';

const UNITS: Readonly<Record<string, bigint>> = {
  wei: 1n, gwei: 10n ** 9n, szabo: 10n ** 12n, finney: 10n ** 15n, ether: 10n ** 18n,
  seconds: 1n, minutes: 60n, hours: 3_600n, days: 86_400n, weeks: 604_800n, years: 31_536_000n,
};

type Literal = Extract<Expression, { type: 'NumberLiteral' | 'StringLiteral' | 'BooleanLiteral' }>;

export function lowerLiteral(lowering: Lowering, node: Literal): Instruction {
  if (node.type === 'BooleanLiteral') return constant(lowering, node.value, { type: BOOL, node });
  if (node.type === 'StringLiteral') {
    const type: SolType = node.kind === 'hex' ? BYTES : STRING;
    return constant(lowering, node.value, { type, node });
  }
  const isAddress = /^0x[0-9a-fA-F]{40}$/.test(node.text);
  return constant(lowering, numberValue(node.text, node.unit), { type: isAddress ? ADDRESS : LITERAL, node });
}

/** The integer value of a number as written; fractions that no unit completes are cut off. */
export function numberValue(text: string, unit: string | null): bigint {
  const factor = unit === null ? 1n : (UNITS[unit] ?? 1n);
  const plain = text.replaceAll('_', '');
  if (/^0[xX]/.test(plain)) return plain.length > 2 ? BigInt(plain) * factor : 0n;
  return decimalValue(plain, factor);
}

function decimalValue(plain: string, factor: bigint): bigint {
  const match = /^(\d*)(?:\.(\d*))?(?:[eE](-?\d+))?$/.exec(plain);
  if (!match) return 0n;
  const [, whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) - fraction.length;
  const digits = BigInt(`${whole}${fraction}` || '0') * factor;
  // Beyond 256 bits nothing compiles; an absurd exponent must not cost memory.
  if (Math.abs(shift) > 100) return shift > 0 ? 2n ** 256n : 0n;
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
}

/** The smallest type that `var x = literal` was given before 0.5. */
export function deducedType(value: bigint): SolType {
  const isSigned = value < 0n;
  const magnitude = isSigned ? -value - 1n : value;
  const needed = magnitude.toString(2).length + (isSigned ? 1 : 0);
  return { kind: 'int', bits: Math.min(256, Math.ceil(needed / 8) * 8), isSigned };
}
