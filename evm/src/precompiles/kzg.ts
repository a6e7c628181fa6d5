import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equal, toBigInt, toBytes, toHex } from '../bytes.ts';
import { PrecompileError } from './types.ts';
import type { Precompile } from './types.ts';

const { G1, G2, fields } = bls12_381;
/** [τ]₂ of the mainnet ceremony (EIP-4844, trusted setup). */
const TAU_G2 =
  'b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72' +
  '185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2';
const ORDER = fields.Fr.ORDER;
const FIELD_ELEMENTS = 4096n;
type G1Point = InstanceType<typeof G1.Point>;

function readPoint(bytes: Uint8Array): G1Point {
  try {
    const point = G1.Point.fromHex(toHex(bytes).slice(2));
    if (!point.is0()) point.assertValidity();
    return point;
  } catch {
    throw new PrecompileError('error verifying kzg proof');
  }
}

function times(point: G1Point, scalar: bigint): G1Point {
  return scalar === 0n ? G1.Point.ZERO : point.multiplyUnsafe(scalar);
}

/** e(C - [y]₁, [1]₂) = e(π, [τ - z]₂), as one product of pairings. */
function verify(commitment: G1Point, z: bigint, y: bigint, proof: G1Point): boolean {
  const left = commitment.subtract(times(G1.Point.BASE, y)).add(times(proof, z));
  const pairs = [{ g1: left, g2: G2.Point.BASE }, { g1: proof.negate(), g2: G2.Point.fromHex(TAU_G2) }];
  const finite = pairs.filter((pair) => !pair.g1.is0());
  return finite.length === 0 || fields.Fp12.eql(bls12_381.pairingBatch(finite), fields.Fp12.ONE);
}

/** Point evaluation (0x0a, EIP-4844). */
export const pointEvaluation: Precompile = {
  gas: () => 50_000,
  run: ({ input }) => {
    if (input.length !== 192) throw new PrecompileError('invalid input length');
    const commitment = input.subarray(96, 144), hash = sha256(commitment);
    hash[0] = 1;
    if (!equal(hash, input.subarray(0, 32))) throw new PrecompileError('mismatched versioned hash');
    const z = toBigInt(input.subarray(32, 64)), y = toBigInt(input.subarray(64, 96));
    if (z >= ORDER || y >= ORDER) throw new PrecompileError('error verifying kzg proof');
    if (!verify(readPoint(commitment), z, y, readPoint(input.subarray(144, 192)))) {
      throw new PrecompileError('error verifying kzg proof');
    }
    return concat([toBytes(FIELD_ELEMENTS, 32), toBytes(ORDER, 32)]);
  },
};
