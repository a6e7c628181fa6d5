import { p256 } from '@noble/curves/nist.js';
import { concat, toBigInt } from '../bytes.ts';
import type { Precompile } from './types.ts';

const EMPTY = new Uint8Array(0);

function isValid(input: Uint8Array): boolean {
  const r = toBigInt(input.subarray(32, 64)), s = toBigInt(input.subarray(64, 96));
  const order = p256.Point.Fn.ORDER;
  if (r <= 0n || r >= order || s <= 0n || s >= order) return false;
  const key = concat([Uint8Array.of(4), input.subarray(96, 160)]);
  try {
    return p256.verify(input.subarray(32, 96), input.subarray(0, 32), key, { prehash: false, lowS: false });
  } catch {
    return false;
  }
}

/** P256VERIFY (0x100, EIP-7951). A bad signature gives empty output, not a failure. */
export const p256Verify: Precompile = {
  gas: () => 6900,
  run: ({ input }) => {
    if (input.length !== 160 || !isValid(input)) return EMPTY;
    const out = new Uint8Array(32);
    out[31] = 1;
    return out;
  },
};
