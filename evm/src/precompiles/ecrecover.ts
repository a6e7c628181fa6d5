import { secp256k1 } from '@noble/curves/secp256k1.js';
import { toBigInt } from '../bytes.ts';
import { keccak256 } from '../hash.ts';
import type { Precompile } from './types.ts';
import { slice } from './types.ts';

const EMPTY = new Uint8Array(0);

/** The signer's 20-byte address, or undefined when the signature is not one. `recovery` is 0 or 1. */
export function recoverAddress(hash: Uint8Array, recovery: number, r: bigint, s: bigint): Uint8Array | undefined {
  const order = secp256k1.Point.Fn.ORDER;
  if (r <= 0n || r >= order || s <= 0n || s >= order) return undefined;
  try {
    const point = new secp256k1.Signature(r, s, recovery).recoverPublicKey(hash);
    return keccak256(point.toBytes(false).subarray(1)).subarray(12);
  } catch {
    return undefined;
  }
}

/** ECRECOVER (0x01, yellow paper appendix E). Bad input gives empty output, not a failure. */
export const ecrecover: Precompile = {
  gas: () => 3000,
  run: ({ input }) => {
    const v = toBigInt(slice(input, 32, 32));
    if (v !== 27n && v !== 28n) return EMPTY;
    const address = recoverAddress(
      slice(input, 0, 32), Number(v - 27n), toBigInt(slice(input, 64, 32)), toBigInt(slice(input, 96, 32)),
    );
    if (address === undefined) return EMPTY;
    const out = new Uint8Array(32);
    out.set(address, 12);
    return out;
  },
};
