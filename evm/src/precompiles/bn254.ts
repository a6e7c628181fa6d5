import { bn254 } from '@noble/curves/bn254.js';
import { concat, toBigInt, toBytes } from '../bytes.ts';
import { isAtLeast } from '../forks.ts';
import { PrecompileError, slice } from './types.ts';
import type { Precompile } from './types.ts';

const { G1, G2, fields } = bn254;
const { Fp, Fp2 } = fields;
type G1Point = InstanceType<typeof G1.Point>;
type G2Point = InstanceType<typeof G2.Point>;
const COORDINATE_ERROR = 'coordinate exceeds prime field modulus';
const CURVE_ERROR = 'malformed point';

function coordinate(input: Uint8Array, at: number): bigint {
  const value = toBigInt(slice(input, at, 32));
  if (value >= Fp.ORDER) throw new PrecompileError(COORDINATE_ERROR);
  return value;
}

/** G1 has no cofactor, so being on the curve is enough. */
function readG1(input: Uint8Array, at: number): G1Point {
  const x = coordinate(input, at), y = coordinate(input, at + 32);
  if (x === 0n && y === 0n) return G1.Point.ZERO;
  if (Fp.sqr(y) !== Fp.add(Fp.mul(Fp.sqr(x), x), 3n)) throw new PrecompileError(CURVE_ERROR);
  return G1.Point.fromAffine({ x, y }); // no point of this curve has y = 0, the only pair the library would refuse
}

/** Each coordinate is (imaginary, real). */
function readG2(input: Uint8Array, at: number): G2Point {
  const x = Fp2.fromBigTuple([coordinate(input, at + 32), coordinate(input, at)]);
  const y = Fp2.fromBigTuple([coordinate(input, at + 96), coordinate(input, at + 64)]);
  if (Fp2.is0(x) && Fp2.is0(y)) return G2.Point.ZERO;
  try {
    const point = G2.Point.fromAffine({ x, y });
    point.assertValidity();
    return point;
  } catch {
    throw new PrecompileError(CURVE_ERROR);
  }
}

function writeG1(point: G1Point): Uint8Array {
  if (point.is0()) return new Uint8Array(64);
  const { x, y } = point.toAffine();
  return concat([toBytes(x, 32), toBytes(y, 32)]);
}

/** ECADD (0x06, EIP-196; price EIP-1108). */
export const bnAdd: Precompile = {
  gas: ({ fork }) => (isAtLeast(fork, 'istanbul') ? 150 : 500),
  run: ({ input }) => writeG1(readG1(input, 0).add(readG1(input, 64))),
};

/** ECMUL (0x07, EIP-196; price EIP-1108). */
export const bnMul: Precompile = {
  gas: ({ fork }) => (isAtLeast(fork, 'istanbul') ? 6000 : 40_000),
  run: ({ input }) => {
    const point = readG1(input, 0), scalar = toBigInt(slice(input, 64, 32)) % G1.Point.Fn.ORDER;
    return writeG1(scalar === 0n ? G1.Point.ZERO : point.multiplyUnsafe(scalar));
  },
};

function truth(value: boolean): Uint8Array {
  const out = new Uint8Array(32);
  out[31] = value ? 1 : 0;
  return out;
}

/** Pairing check (0x08, EIP-197; price EIP-1108). */
export const bnPairing: Precompile = {
  gas: ({ input, fork }) => {
    const pairs = Math.floor(input.length / 192);
    return isAtLeast(fork, 'istanbul') ? 45_000 + 34_000 * pairs : 100_000 + 80_000 * pairs;
  },
  run: ({ input, checkpoint }) => {
    if (input.length % 192 !== 0) throw new PrecompileError('bad elliptic curve pairing size');
    const pairs: { g1: G1Point; g2: G2Point }[] = [];
    for (let at = 0; at < input.length; at += 192) {
      checkpoint?.();
      const g1 = readG1(input, at), g2 = readG2(input, at + 64);
      if (!g1.is0() && !g2.is0()) pairs.push({ g1, g2 });
    }
    if (pairs.length === 0) return truth(true);
    return truth(fields.Fp12.eql(bn254.pairingBatch(pairs), fields.Fp12.ONE));
  },
};
