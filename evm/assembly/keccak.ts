/** Keccak-256 (FIPS 202 permutation, original padding) over linear memory. */

const roundConstants = memory.data<u64>([
  0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000,
  0x000000000000808b, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
  0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
  0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003,
  0x8000000000008002, 0x8000000000000080, 0x000000000000800a, 0x800000008000000a,
  0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
]);
const lanes = memory.data(200, 16);

/** One permutation of the 25 lanes; straight-line so that the engine keeps them in registers. */
function permute(): void {
  let a0 = load<u64>(lanes, 0), a1 = load<u64>(lanes, 8), a2 = load<u64>(lanes, 16), a3 = load<u64>(lanes, 24), a4 = load<u64>(lanes, 32);
  let a5 = load<u64>(lanes, 40), a6 = load<u64>(lanes, 48), a7 = load<u64>(lanes, 56), a8 = load<u64>(lanes, 64), a9 = load<u64>(lanes, 72);
  let a10 = load<u64>(lanes, 80), a11 = load<u64>(lanes, 88), a12 = load<u64>(lanes, 96), a13 = load<u64>(lanes, 104), a14 = load<u64>(lanes, 112);
  let a15 = load<u64>(lanes, 120), a16 = load<u64>(lanes, 128), a17 = load<u64>(lanes, 136), a18 = load<u64>(lanes, 144), a19 = load<u64>(lanes, 152);
  let a20 = load<u64>(lanes, 160), a21 = load<u64>(lanes, 168), a22 = load<u64>(lanes, 176), a23 = load<u64>(lanes, 184), a24 = load<u64>(lanes, 192);
  for (let round: usize = 0; round < 192; round += 8) {
    const c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
    const c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
    const c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
    const c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
    const c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
    const d0 = c4 ^ rotl<u64>(c1, 1);
    const d1 = c0 ^ rotl<u64>(c2, 1);
    const d2 = c1 ^ rotl<u64>(c3, 1);
    const d3 = c2 ^ rotl<u64>(c4, 1);
    const d4 = c3 ^ rotl<u64>(c0, 1);
    const b0 = a0 ^ d0;
    const b10 = rotl<u64>(a1 ^ d1, 1);
    const b20 = rotl<u64>(a2 ^ d2, 62);
    const b5 = rotl<u64>(a3 ^ d3, 28);
    const b15 = rotl<u64>(a4 ^ d4, 27);
    const b16 = rotl<u64>(a5 ^ d0, 36);
    const b1 = rotl<u64>(a6 ^ d1, 44);
    const b11 = rotl<u64>(a7 ^ d2, 6);
    const b21 = rotl<u64>(a8 ^ d3, 55);
    const b6 = rotl<u64>(a9 ^ d4, 20);
    const b7 = rotl<u64>(a10 ^ d0, 3);
    const b17 = rotl<u64>(a11 ^ d1, 10);
    const b2 = rotl<u64>(a12 ^ d2, 43);
    const b12 = rotl<u64>(a13 ^ d3, 25);
    const b22 = rotl<u64>(a14 ^ d4, 39);
    const b23 = rotl<u64>(a15 ^ d0, 41);
    const b8 = rotl<u64>(a16 ^ d1, 45);
    const b18 = rotl<u64>(a17 ^ d2, 15);
    const b3 = rotl<u64>(a18 ^ d3, 21);
    const b13 = rotl<u64>(a19 ^ d4, 8);
    const b14 = rotl<u64>(a20 ^ d0, 18);
    const b24 = rotl<u64>(a21 ^ d1, 2);
    const b9 = rotl<u64>(a22 ^ d2, 61);
    const b19 = rotl<u64>(a23 ^ d3, 56);
    const b4 = rotl<u64>(a24 ^ d4, 14);
    a0 = b0 ^ (~b1 & b2) ^ load<u64>(roundConstants + round);
    a1 = b1 ^ (~b2 & b3);
    a2 = b2 ^ (~b3 & b4);
    a3 = b3 ^ (~b4 & b0);
    a4 = b4 ^ (~b0 & b1);
    a5 = b5 ^ (~b6 & b7);
    a6 = b6 ^ (~b7 & b8);
    a7 = b7 ^ (~b8 & b9);
    a8 = b8 ^ (~b9 & b5);
    a9 = b9 ^ (~b5 & b6);
    a10 = b10 ^ (~b11 & b12);
    a11 = b11 ^ (~b12 & b13);
    a12 = b12 ^ (~b13 & b14);
    a13 = b13 ^ (~b14 & b10);
    a14 = b14 ^ (~b10 & b11);
    a15 = b15 ^ (~b16 & b17);
    a16 = b16 ^ (~b17 & b18);
    a17 = b17 ^ (~b18 & b19);
    a18 = b18 ^ (~b19 & b15);
    a19 = b19 ^ (~b15 & b16);
    a20 = b20 ^ (~b21 & b22);
    a21 = b21 ^ (~b22 & b23);
    a22 = b22 ^ (~b23 & b24);
    a23 = b23 ^ (~b24 & b20);
    a24 = b24 ^ (~b20 & b21);
  }
  store<u64>(lanes, a0, 0);
  store<u64>(lanes, a1, 8);
  store<u64>(lanes, a2, 16);
  store<u64>(lanes, a3, 24);
  store<u64>(lanes, a4, 32);
  store<u64>(lanes, a5, 40);
  store<u64>(lanes, a6, 48);
  store<u64>(lanes, a7, 56);
  store<u64>(lanes, a8, 64);
  store<u64>(lanes, a9, 72);
  store<u64>(lanes, a10, 80);
  store<u64>(lanes, a11, 88);
  store<u64>(lanes, a12, 96);
  store<u64>(lanes, a13, 104);
  store<u64>(lanes, a14, 112);
  store<u64>(lanes, a15, 120);
  store<u64>(lanes, a16, 128);
  store<u64>(lanes, a17, 136);
  store<u64>(lanes, a18, 144);
  store<u64>(lanes, a19, 152);
  store<u64>(lanes, a20, 160);
  store<u64>(lanes, a21, 168);
  store<u64>(lanes, a22, 176);
  store<u64>(lanes, a23, 184);
  store<u64>(lanes, a24, 192);
}

/** Keccak-256 of `len` bytes at `src`, 32 bytes to `dst`. */
export function keccak256(src: usize, len: u32, dst: usize): void {
  memory.fill(lanes, 0, 200);
  let left = len, at = src;
  while (left >= 136) {
    for (let i: usize = 0; i < 136; i += 8) store<u64>(lanes + i, load<u64>(lanes + i) ^ load<u64>(at + i));
    permute();
    at += 136;
    left -= 136;
  }
  let i: usize = 0;
  for (; i + 8 <= left; i += 8) store<u64>(lanes + i, load<u64>(lanes + i) ^ load<u64>(at + i));
  for (; i < left; i++) store<u8>(lanes + i, load<u8>(lanes + i) ^ load<u8>(at + i));
  store<u8>(lanes + left, load<u8>(lanes + left) ^ 0x01);
  store<u8>(lanes, load<u8>(lanes, 135) ^ 0x80, 135);
  permute();
  v128.store(dst, v128.load(lanes));
  v128.store(dst, v128.load(lanes, 16), 16);
}

/** Hashes of 64-byte inputs seen before: mapping slots recur all the time. [input 64][hash 32] per entry. */
const cache = memory.data(1024 * 96, 16);

@inline
function same64(a: usize, b: usize): bool {
  let difference: u64 = 0;
  for (let i: usize = 0; i < 64; i += 8) difference |= load<u64>(a + i) ^ load<u64>(b + i);
  return difference == 0;
}

/** Keccak-256 like `keccak256`, remembering 64-byte inputs. */
export function keccakCached(src: usize, len: u32, dst: usize): void {
  if (len != 64) return keccak256(src, len, dst);
  const mixed = (load<u64>(src, 8) ^ load<u64>(src, 24) ^ load<u64>(src, 16) ^ load<u64>(src, 56) ^ load<u64>(src, 32)) * 0x9e3779b97f4a7c15;
  const entry = cache + <u32>(mixed >> 54) * 96;
  // An entry never written holds 64 zero bytes and a zero hash, which is no hash of anything.
  if (!same64(entry, src) || load<u64>(entry, 64) == 0) {
    memory.copy(entry, src, 64);
    keccak256(src, 64, entry + 64);
  }
  v128.store(dst, v128.load(entry, 64));
  v128.store(dst, v128.load(entry, 80), 16);
}
