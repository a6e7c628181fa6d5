import { bls12_381 } from '@noble/curves/bls12-381.js';
import { concat, toBigInt, toBytes } from '../bytes.ts';
import { PrecompileError } from './types.ts';

const { G1, G2, fields } = bls12_381;
const { Fp, Fp2 } = fields;
export type G1Point = InstanceType<typeof G1.Point>;
export type G2Point = InstanceType<typeof G2.Point>;
type Fp2Element = ReturnType<typeof Fp2.fromBigTuple>;

/** A field element in 64 bytes, the first 16 zero (EIP-2537). */
export function readFp(input: Uint8Array, at: number): bigint {
  for (let i = at; i < at + 16; i++) if (input[i] !== 0) throw new PrecompileError('invalid field element top bytes');
  const value = toBigInt(input.subarray(at + 16, at + 64));
  if (value >= Fp.ORDER) throw new PrecompileError('must be less than modulus');
  return value;
}

export function readFp2(input: Uint8Array, at: number): Fp2Element {
  return Fp2.fromBigTuple([readFp(input, at), readFp(input, at + 64)]);
}

/** The library refuses some affine pairs with an error of its own (y = 0). */
function affine<T>(make: () => T): T {
  try {
    return make();
  } catch {
    throw new PrecompileError('invalid point: not on curve');
  }
}

/** A point of the curve over Fp, subgroup not checked. */
export function readG1(input: Uint8Array, at: number): G1Point {
  const x = readFp(input, at), y = readFp(input, at + 64);
  if (x === 0n && y === 0n) return G1.Point.ZERO;
  if (Fp.sqr(y) !== Fp.add(Fp.mul(Fp.sqr(x), x), 4n)) throw new PrecompileError('invalid point: not on curve');
  return affine(() => G1.Point.fromAffine({ x, y }));
}

const TWIST_B = Fp2.fromBigTuple([4n, 4n]);

/** A point of the twist over Fp2, subgroup not checked. */
export function readG2(input: Uint8Array, at: number): G2Point {
  const x = readFp2(input, at), y = readFp2(input, at + 128);
  if (Fp2.is0(x) && Fp2.is0(y)) return G2.Point.ZERO;
  if (!Fp2.eql(Fp2.sqr(y), Fp2.add(Fp2.mul(Fp2.sqr(x), x), TWIST_B))) throw new PrecompileError('invalid point: not on curve');
  return affine(() => G2.Point.fromAffine({ x, y }));
}

/** Throws unless the point lies in the prime-order subgroup. */
export function assertSubgroup(point: { is0(): boolean; isTorsionFree(): boolean }, group: string): void {
  if (!point.is0() && !point.isTorsionFree()) throw new PrecompileError(`${group} point is not on correct subgroup`);
}

export function writeG1(point: G1Point): Uint8Array {
  if (point.is0()) return new Uint8Array(128);
  const { x, y } = point.toAffine();
  return concat([toBytes(x, 64), toBytes(y, 64)]);
}

export function writeG2(point: G2Point): Uint8Array {
  if (point.is0()) return new Uint8Array(256);
  const { x, y } = point.toAffine();
  return concat([toBytes(x.c0, 64), toBytes(x.c1, 64), toBytes(y.c0, 64), toBytes(y.c1, 64)]);
}
