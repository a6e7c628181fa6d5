import { PrecompileError } from './types.ts';
import type { Precompile } from './types.ts';

const MASK = (1n << 64n) - 1n;
const IV = [
  0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n, 0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
];
const SIGMA = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15], [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4], [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13], [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11], [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5], [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
];
/** Columns, then diagonals. */
const LINES = [
  [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
  [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
];

function rotate(value: bigint, bits: bigint): bigint {
  return (value >> bits) | ((value << (64n - bits)) & MASK);
}

/** The mixing function G of RFC 7693 on one line of the work vector. */
function mix(v: BigUint64Array, line: readonly number[], x: bigint, y: bigint): void {
  const [a = 0, b = 0, c = 0, d = 0] = line;
  v[a] = (v[a] ?? 0n) + (v[b] ?? 0n) + x;
  v[d] = rotate((v[d] ?? 0n) ^ (v[a] ?? 0n), 32n);
  v[c] = (v[c] ?? 0n) + (v[d] ?? 0n);
  v[b] = rotate((v[b] ?? 0n) ^ (v[c] ?? 0n), 24n);
  v[a] = (v[a] ?? 0n) + (v[b] ?? 0n) + y;
  v[d] = rotate((v[d] ?? 0n) ^ (v[a] ?? 0n), 16n);
  v[c] = (v[c] ?? 0n) + (v[d] ?? 0n);
  v[b] = rotate((v[b] ?? 0n) ^ (v[c] ?? 0n), 63n);
}

function words(input: Uint8Array, at: number, count: number): bigint[] {
  const view = new DataView(input.buffer, input.byteOffset);
  return Array.from({ length: count }, (_, i) => view.getBigUint64(at + 8 * i, true));
}

function compress(input: Uint8Array, rounds: number): Uint8Array {
  const h = words(input, 4, 8), m = words(input, 68, 16), t = words(input, 196, 2);
  const v = new BigUint64Array([...h, ...IV]);
  v[12] = (v[12] ?? 0n) ^ (t[0] ?? 0n);
  v[13] = (v[13] ?? 0n) ^ (t[1] ?? 0n);
  if (input[212] === 1) v[14] = (v[14] ?? 0n) ^ MASK;
  for (let round = 0; round < rounds; round++) {
    const order = SIGMA[round % 10] ?? [];
    LINES.forEach((line, i) => mix(v, line, m[order[2 * i] ?? 0] ?? 0n, m[order[2 * i + 1] ?? 0] ?? 0n));
  }
  const out = new DataView(new ArrayBuffer(64));
  h.forEach((word, i) => out.setBigUint64(8 * i, word ^ (v[i] ?? 0n) ^ (v[i + 8] ?? 0n), true));
  return new Uint8Array(out.buffer);
}

/** BLAKE2b compression (0x09, EIP-152). */
export const blake2f: Precompile = {
  gas: ({ input }) => (input.length === 213 ? new DataView(input.buffer, input.byteOffset).getUint32(0) : 0),
  run: ({ input }) => {
    if (input.length !== 213) throw new PrecompileError('invalid input length');
    if ((input[212] ?? 0) > 1) throw new PrecompileError('invalid final flag');
    return compress(input, new DataView(input.buffer, input.byteOffset).getUint32(0));
  },
};
