import { ripemd160 } from '@noble/hashes/legacy.js';
import type { Precompile } from './types.ts';

/** RIPEMD-160 (0x03, yellow paper appendix E). */
export const ripemd: Precompile = {
  gas: ({ input }) => 600 + 120 * Math.ceil(input.length / 32),
  run: ({ input }) => {
    const out = new Uint8Array(32);
    out.set(ripemd160(input), 12);
    return out;
  },
};
