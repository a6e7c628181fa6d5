/** BLAKE2b compression F (RFC 7693, EIP-152) for precompile 0x09. */
import { hostPoll } from './host';
import { fault, setFault } from './state';

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
/** Message words in the order in which two lanes at a time need them: ten rows of eight pairs. */
const schedule = memory.data(10 * 128, 16);
const order = memory.data<u8>([0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15]);

function prepare(message: usize): void {
  for (let row: usize = 0; row < 10; row++) {
    for (let i: usize = 0; i < 16; i++) {
      const word = <usize>load<u8>(sigma + (row << 4) + load<u8>(order + i));
      store<u64>(schedule + (row << 7) + (i << 3), load<u64>(message + (word << 3)));
    }
  }
}

@inline
function rotr32(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
}

@inline
function rotr24(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 3, 4, 5, 6, 7, 0, 1, 2, 11, 12, 13, 14, 15, 8, 9, 10);
}

@inline
function rotr16(x: v128): v128 {
  return v128.shuffle<u8>(x, x, 2, 3, 4, 5, 6, 7, 0, 1, 10, 11, 12, 13, 14, 15, 8, 9);
}

@inline
function rotr63(x: v128): v128 {
  return v128.or(i64x2.add(x, x), i64x2.shr_u(x, 63));
}

/** The upper lane of one pair and the lower lane of the next. */
@inline
function across(x: v128, y: v128): v128 {
  return v128.shuffle<u64>(x, y, 1, 2);
}

/** Rounds after which the host is asked whether to go on, and from which on an outcome is worth remembering. */
const MANY: u32 = 1 << 18;
/** The last long computation: 213 bytes of input at 0, 64 of output at 224. */
const lastLong = memory.data(288, 16);

function isLast(input: usize): bool {
  let difference: u64 = load<u64>(input, 205) ^ load<u64>(lastLong, 205);
  for (let i: usize = 0; i < 208; i += 8) difference |= load<u64>(input + i) ^ load<u64>(lastLong + i);
  return difference == 0;
}

/** Runs the 213-byte input at `input`; 64 bytes to `out`. False when the host ended the run on the way. */
export function blake2f(input: usize, out: usize): bool {
  const isLong = bswap<u32>(load<u32>(input)) >= MANY;
  if (isLong && isLast(input)) {
    memory.copy(out, lastLong + 224, 64);
    return true;
  }
  if (!compress(input, out)) return false;
  if (isLong) {
    memory.copy(lastLong, input, 213);
    memory.copy(lastLong + 224, out, 64);
  }
  return true;
}

/** Pairs of lanes run side by side, diagonals after a rotation of rows. */
function compress(input: usize, out: usize): bool {
  const rounds = bswap<u32>(load<u32>(input)), h = input + 4;
  prepare(input + 68);
  let a0 = v128.load(h), a1 = v128.load(h, 16), b0 = v128.load(h, 32), b1 = v128.load(h, 48);
  let c0 = v128.load(iv), c1 = v128.load(iv, 16);
  let d0 = v128.xor(v128.load(iv, 32), v128.load(input, 196)), d1 = v128.load(iv, 48);
  if (load<u8>(input, 212)) d1 = v128.xor(d1, i64x2(-1, 0));
  let m: usize = schedule;
  for (let round: u32 = 0; round < rounds; round++) {
    a0 = i64x2.add(i64x2.add(a0, b0), v128.load(m)); a1 = i64x2.add(i64x2.add(a1, b1), v128.load(m, 16));
    d0 = rotr32(v128.xor(d0, a0)); d1 = rotr32(v128.xor(d1, a1));
    c0 = i64x2.add(c0, d0); c1 = i64x2.add(c1, d1);
    b0 = rotr24(v128.xor(b0, c0)); b1 = rotr24(v128.xor(b1, c1));
    a0 = i64x2.add(i64x2.add(a0, b0), v128.load(m, 32)); a1 = i64x2.add(i64x2.add(a1, b1), v128.load(m, 48));
    d0 = rotr16(v128.xor(d0, a0)); d1 = rotr16(v128.xor(d1, a1));
    c0 = i64x2.add(c0, d0); c1 = i64x2.add(c1, d1);
    b0 = rotr63(v128.xor(b0, c0)); b1 = rotr63(v128.xor(b1, c1));
    let t = across(b0, b1); b1 = across(b1, b0); b0 = t;
    t = across(d1, d0); d1 = across(d0, d1); d0 = t;
    a0 = i64x2.add(i64x2.add(a0, b0), v128.load(m, 64)); a1 = i64x2.add(i64x2.add(a1, b1), v128.load(m, 80));
    d0 = rotr32(v128.xor(d0, a0)); d1 = rotr32(v128.xor(d1, a1));
    c1 = i64x2.add(c1, d0); c0 = i64x2.add(c0, d1);
    b0 = rotr24(v128.xor(b0, c1)); b1 = rotr24(v128.xor(b1, c0));
    a0 = i64x2.add(i64x2.add(a0, b0), v128.load(m, 96)); a1 = i64x2.add(i64x2.add(a1, b1), v128.load(m, 112));
    d0 = rotr16(v128.xor(d0, a0)); d1 = rotr16(v128.xor(d1, a1));
    c1 = i64x2.add(c1, d0); c0 = i64x2.add(c0, d1);
    b0 = rotr63(v128.xor(b0, c1)); b1 = rotr63(v128.xor(b1, c0));
    t = across(b1, b0); b1 = across(b0, b1); b0 = t;
    t = across(d0, d1); d1 = across(d1, d0); d0 = t;
    m = m == schedule + 9 * 128 ? schedule : m + 128;
    if ((round & (MANY - 1)) == MANY - 1) {
      setFault(hostPoll());
      if (fault) return false;
    }
  }
  v128.store(out, v128.xor(v128.load(h), v128.xor(a0, c0)));
  v128.store(out, v128.xor(v128.load(h, 16), v128.xor(a1, c1)), 16);
  v128.store(out, v128.xor(v128.load(h, 32), v128.xor(b0, d0)), 32);
  v128.store(out, v128.xor(v128.load(h, 48), v128.xor(b1, d1)), 48);
  return true;
}
