/** BLAKE2b compression F (RFC 7693, EIP-152) for precompile 0x09. */

const iv = memory.data<u64>([
  0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
  0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
]);
const sigma = memory.data<u8>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
  11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4, 7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
  9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13, 2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
  12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11, 13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
  6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5, 10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
]);
const v = memory.data(128, 16);
const message = memory.data(128, 16);

@inline
function mix(a: usize, b: usize, c: usize, d: usize, x: u64, y: u64): void {
  let va = load<u64>(v + a * 8) + load<u64>(v + b * 8) + x;
  let vd = rotr<u64>(load<u64>(v + d * 8) ^ va, 32);
  let vc = load<u64>(v + c * 8) + vd;
  let vb = rotr<u64>(load<u64>(v + b * 8) ^ vc, 24);
  va = va + vb + y;
  vd = rotr<u64>(vd ^ va, 16);
  vc = vc + vd;
  vb = rotr<u64>(vb ^ vc, 63);
  store<u64>(v + a * 8, va);
  store<u64>(v + b * 8, vb);
  store<u64>(v + c * 8, vc);
  store<u64>(v + d * 8, vd);
}

@inline
function word(order: usize, i: usize): u64 {
  return load<u64>(message + (<usize>load<u8>(order + i) << 3));
}

/** Runs the 213-byte input at `input`; 64 bytes to `out`. */
export function blake2f(input: usize, out: usize): void {
  const rounds = bswap<u32>(load<u32>(input)), h = input + 4;
  memory.copy(v, h, 64);
  memory.copy(v + 64, iv, 64);
  memory.copy(message, input + 68, 128);
  store<u64>(v, load<u64>(v, 96) ^ load<u64>(input, 196), 96);
  store<u64>(v, load<u64>(v, 104) ^ load<u64>(input, 204), 104);
  if (load<u8>(input, 212)) store<u64>(v, ~load<u64>(v, 112), 112);
  let row: u32 = 0;
  for (let round: u32 = 0; round < rounds; round++) {
    const order = sigma + (row << 4);
    row = row == 9 ? 0 : row + 1;
    mix(0, 4, 8, 12, word(order, 0), word(order, 1));
    mix(1, 5, 9, 13, word(order, 2), word(order, 3));
    mix(2, 6, 10, 14, word(order, 4), word(order, 5));
    mix(3, 7, 11, 15, word(order, 6), word(order, 7));
    mix(0, 5, 10, 15, word(order, 8), word(order, 9));
    mix(1, 6, 11, 12, word(order, 10), word(order, 11));
    mix(2, 7, 8, 13, word(order, 12), word(order, 13));
    mix(3, 4, 9, 14, word(order, 14), word(order, 15));
  }
  for (let i: usize = 0; i < 64; i += 8) {
    store<u64>(out + i, load<u64>(h + i) ^ load<u64>(v + i) ^ load<u64>(v + i, 64));
  }
}
