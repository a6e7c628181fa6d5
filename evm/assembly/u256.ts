/**
 * 256-bit words as four little-endian u64 limbs in memory. Every function takes pointers.
 * Cells are read limb by limb, never 128 bits at a time: a wide load cannot be forwarded from narrow stores.
 */

@inline
export function setU64(r: usize, v: u64): void {
  v128.store(r, i64x2.replace_lane(i64x2.splat(0), 0, v));
  v128.store(r, i64x2.splat(0), 16);
}

@inline
export function setZero(r: usize): void {
  v128.store(r, i64x2.splat(0));
  v128.store(r, i64x2.splat(0), 16);
}

@inline
export function copy(r: usize, a: usize): void {
  const a0 = load<u64>(a), a1 = load<u64>(a, 8), a2 = load<u64>(a, 16), a3 = load<u64>(a, 24);
  store<u64>(r, a0);
  store<u64>(r, a1, 8);
  store<u64>(r, a2, 16);
  store<u64>(r, a3, 24);
}

@inline
export function isZero(a: usize): bool {
  return (load<u64>(a) | load<u64>(a, 8) | load<u64>(a, 16) | load<u64>(a, 24)) == 0;
}

@inline
export function fitsU64(a: usize): bool {
  return (load<u64>(a, 8) | load<u64>(a, 16) | load<u64>(a, 24)) == 0;
}

@inline
export function eq(a: usize, b: usize): bool {
  return ((load<u64>(a) ^ load<u64>(b)) | (load<u64>(a, 8) ^ load<u64>(b, 8)) |
    (load<u64>(a, 16) ^ load<u64>(b, 16)) | (load<u64>(a, 24) ^ load<u64>(b, 24))) == 0;
}

@inline
export function lt(a: usize, b: usize): bool {
  let x = load<u64>(a, 24), y = load<u64>(b, 24);
  if (x != y) return x < y;
  x = load<u64>(a, 16); y = load<u64>(b, 16);
  if (x != y) return x < y;
  x = load<u64>(a, 8); y = load<u64>(b, 8);
  if (x != y) return x < y;
  return load<u64>(a) < load<u64>(b);
}

@inline
export function slt(a: usize, b: usize): bool {
  const x = load<i64>(a, 24), y = load<i64>(b, 24);
  if ((x ^ y) < 0) return x < y;
  return lt(a, b);
}

@inline
export function add(a: usize, b: usize, r: usize): void {
  const a0 = load<u64>(a), a1 = load<u64>(a, 8), a2 = load<u64>(a, 16), a3 = load<u64>(a, 24);
  const s0 = a0 + load<u64>(b);
  const c0 = <u64>(s0 < a0);
  const t1 = a1 + load<u64>(b, 8), s1 = t1 + c0;
  const c1 = <u64>(t1 < a1) | <u64>(s1 < t1);
  const t2 = a2 + load<u64>(b, 16), s2 = t2 + c1;
  const c2 = <u64>(t2 < a2) | <u64>(s2 < t2);
  const s3 = a3 + load<u64>(b, 24) + c2;
  store<u64>(r, s0);
  store<u64>(r, s1, 8);
  store<u64>(r, s2, 16);
  store<u64>(r, s3, 24);
}

/** r = a + b, returning whether the sum left 256 bits. */
export function addCarry(a: usize, b: usize, r: usize): bool {
  const b0 = load<u64>(b), b1 = load<u64>(b, 8), b2 = load<u64>(b, 16), b3 = load<u64>(b, 24);
  const s0 = load<u64>(a) + b0;
  const c0 = <u64>(s0 < b0);
  const t1 = load<u64>(a, 8) + b1, s1 = t1 + c0;
  const c1 = <u64>(t1 < b1) | <u64>(s1 < t1);
  const t2 = load<u64>(a, 16) + b2, s2 = t2 + c1;
  const c2 = <u64>(t2 < b2) | <u64>(s2 < t2);
  const t3 = load<u64>(a, 24) + b3, s3 = t3 + c2;
  store<u64>(r, s0);
  store<u64>(r, s1, 8);
  store<u64>(r, s2, 16);
  store<u64>(r, s3, 24);
  return t3 < b3 || s3 < t3;
}

@inline
export function sub(a: usize, b: usize, r: usize): void {
  const a0 = load<u64>(a), a1 = load<u64>(a, 8), a2 = load<u64>(a, 16), a3 = load<u64>(a, 24);
  const b0 = load<u64>(b), b1 = load<u64>(b, 8), b2 = load<u64>(b, 16), b3 = load<u64>(b, 24);
  const c0 = <u64>(a0 < b0);
  const t1 = a1 - b1;
  const c1 = <u64>(a1 < b1) | <u64>(t1 < c0);
  const t2 = a2 - b2;
  const c2 = <u64>(a2 < b2) | <u64>(t2 < c1);
  store<u64>(r, a0 - b0);
  store<u64>(r, t1 - c0, 8);
  store<u64>(r, t2 - c1, 16);
  store<u64>(r, a3 - b3 - c2, 24);
}

/** r = -a (two's complement). */
export function neg(a: usize, r: usize): void {
  const a0 = ~load<u64>(a) + 1;
  let c = <u64>(a0 == 0);
  const a1 = ~load<u64>(a, 8) + c;
  c = c & <u64>(a1 == 0);
  const a2 = ~load<u64>(a, 16) + c;
  c = c & <u64>(a2 == 0);
  const a3 = ~load<u64>(a, 24) + c;
  store<u64>(r, a0);
  store<u64>(r, a1, 8);
  store<u64>(r, a2, 16);
  store<u64>(r, a3, 24);
}

/** High half of the 64x64 product; wasm has no instruction for it. */
@inline
export function mulHigh(a: u64, b: u64): u64 {
  const al = a & 0xffffffff, ah = a >> 32, bl = b & 0xffffffff, bh = b >> 32;
  const u = ah * bl + ((al * bl) >> 32);
  const v = al * bh + (u & 0xffffffff);
  return ah * bh + (u >> 32) + (v >> 32);
}

export function mul(a: usize, b: usize, r: usize): void {
  const a0 = load<u64>(a), a1 = load<u64>(a, 8), a2 = load<u64>(a, 16), a3 = load<u64>(a, 24);
  const b0 = load<u64>(b), b1 = load<u64>(b, 8), b2 = load<u64>(b, 16), b3 = load<u64>(b, 24);
  const r0 = a0 * b0;
  let r1 = mulHigh(a0, b0);
  store<u64>(r, r0);
  if ((a1 | a2 | a3 | b1 | b2 | b3) == 0) {
    store<u64>(r, r1, 8);
    store<u64>(r, 0, 16);
    store<u64>(r, 0, 24);
    return;
  }
  let c: u64 = 0;
  let p = a0 * b1;
  r1 += p;
  c = <u64>(r1 < p);
  p = a1 * b0;
  r1 += p;
  c += <u64>(r1 < p);
  store<u64>(r, r1, 8);
  let r2 = c;
  c = 0;
  p = mulHigh(a0, b1);
  r2 += p;
  c = <u64>(r2 < p);
  p = mulHigh(a1, b0);
  r2 += p;
  c += <u64>(r2 < p);
  p = a0 * b2;
  r2 += p;
  c += <u64>(r2 < p);
  p = a1 * b1;
  r2 += p;
  c += <u64>(r2 < p);
  p = a2 * b0;
  r2 += p;
  c += <u64>(r2 < p);
  store<u64>(r, r2, 16);
  const r3 = c + mulHigh(a0, b2) + mulHigh(a1, b1) + mulHigh(a2, b0) + a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
  store<u64>(r, r3, 24);
}

/** The 512-bit product a*b as eight limbs at r (r must not overlap the operands). */
export function mulWide(a: usize, b: usize, r: usize): void {
  memory.fill(r, 0, 64);
  for (let i: usize = 0; i < 32; i += 8) {
    const x = load<u64>(a + i);
    let carry: u64 = 0;
    for (let j: usize = 0; j < 32; j += 8) {
      const y = load<u64>(b + j);
      const at = r + i + j;
      const low = x * y;
      const s = low + load<u64>(at);
      let high = mulHigh(x, y) + <u64>(s < low);
      const t = s + carry;
      high += <u64>(t < s);
      store<u64>(at, t);
      carry = high;
    }
    store<u64>(r + i + 32, carry);
  }
}

@inline
export function and(a: usize, r: usize): void {
  store<u64>(r, load<u64>(r) & load<u64>(a));
  store<u64>(r, load<u64>(r, 8) & load<u64>(a, 8), 8);
  store<u64>(r, load<u64>(r, 16) & load<u64>(a, 16), 16);
  store<u64>(r, load<u64>(r, 24) & load<u64>(a, 24), 24);
}

@inline
export function or(a: usize, r: usize): void {
  store<u64>(r, load<u64>(r) | load<u64>(a));
  store<u64>(r, load<u64>(r, 8) | load<u64>(a, 8), 8);
  store<u64>(r, load<u64>(r, 16) | load<u64>(a, 16), 16);
  store<u64>(r, load<u64>(r, 24) | load<u64>(a, 24), 24);
}

@inline
export function xor(a: usize, r: usize): void {
  store<u64>(r, load<u64>(r) ^ load<u64>(a));
  store<u64>(r, load<u64>(r, 8) ^ load<u64>(a, 8), 8);
  store<u64>(r, load<u64>(r, 16) ^ load<u64>(a, 16), 16);
  store<u64>(r, load<u64>(r, 24) ^ load<u64>(a, 24), 24);
}

@inline
export function not(r: usize): void {
  store<u64>(r, ~load<u64>(r));
  store<u64>(r, ~load<u64>(r, 8), 8);
  store<u64>(r, ~load<u64>(r, 16), 16);
  store<u64>(r, ~load<u64>(r, 24), 24);
}

@inline
export function swap(a: usize, b: usize): void {
  const a0 = load<u64>(a), a1 = load<u64>(a, 8), a2 = load<u64>(a, 16), a3 = load<u64>(a, 24);
  const b0 = load<u64>(b), b1 = load<u64>(b, 8), b2 = load<u64>(b, 16), b3 = load<u64>(b, 24);
  store<u64>(a, b0);
  store<u64>(a, b1, 8);
  store<u64>(a, b2, 16);
  store<u64>(a, b3, 24);
  store<u64>(b, a0);
  store<u64>(b, a1, 8);
  store<u64>(b, a2, 16);
  store<u64>(b, a3, 24);
}

export function byteAt(index: usize, value: usize, r: usize): void {
  const n = load<u64>(index);
  if (!fitsU64(index) || n >= 32) {
    setZero(r);
    return;
  }
  setU64(r, load<u8>(value + 31 - <usize>n));
}

export function shl(shift: usize, value: usize, r: usize): void {
  const n = load<u64>(shift);
  if (!fitsU64(shift) || n >= 256) {
    setZero(r);
    return;
  }
  const words = <u32>(n >> 6), b = n & 63;
  const v0 = load<u64>(value), v1 = load<u64>(value, 8), v2 = load<u64>(value, 16), v3 = load<u64>(value, 24);
  const k = 63 - b;
  const c0 = v0 << b, c1 = (v1 << b) | ((v0 >> 1) >> k), c2 = (v2 << b) | ((v1 >> 1) >> k), c3 = (v3 << b) | ((v2 >> 1) >> k);
  setZero(r);
  store<u64>(r + (words << 3), c0);
  if (words < 3) store<u64>(r + (words << 3), c1, 8);
  if (words < 2) store<u64>(r + (words << 3), c2, 16);
  if (words < 1) store<u64>(r, c3, 24);
}

export function shr(shift: usize, value: usize, r: usize): void {
  const n = load<u64>(shift);
  if (!fitsU64(shift) || n >= 256) {
    setZero(r);
    return;
  }
  shiftRight(n, value, r, 0);
}

@inline
function shiftRight(n: u64, value: usize, r: usize, fill: u64): void {
  const words = <u32>(n >> 6), b = n & 63, k = 63 - b;
  const v0 = load<u64>(value), v1 = load<u64>(value, 8), v2 = load<u64>(value, 16), v3 = load<u64>(value, 24);
  const c3 = (v3 >> b) | ((fill << 1) << k);
  const c2 = (v2 >> b) | ((v3 << 1) << k), c1 = (v1 >> b) | ((v2 << 1) << k), c0 = (v0 >> b) | ((v1 << 1) << k);
  if (words == 0) {
    store<u64>(r, c0); store<u64>(r, c1, 8); store<u64>(r, c2, 16); store<u64>(r, c3, 24);
  } else if (words == 1) {
    store<u64>(r, c1); store<u64>(r, c2, 8); store<u64>(r, c3, 16); store<u64>(r, fill, 24);
  } else if (words == 2) {
    store<u64>(r, c2); store<u64>(r, c3, 8); store<u64>(r, fill, 16); store<u64>(r, fill, 24);
  } else {
    store<u64>(r, c3); store<u64>(r, fill, 8); store<u64>(r, fill, 16); store<u64>(r, fill, 24);
  }
}

export function sar(shift: usize, value: usize, r: usize): void {
  const fill = <u64>(load<i64>(value, 24) >> 63);
  const n = load<u64>(shift);
  if (!fitsU64(shift) || n >= 256) {
    store<u64>(r, fill); store<u64>(r, fill, 8); store<u64>(r, fill, 16); store<u64>(r, fill, 24);
    return;
  }
  shiftRight(n, value, r, fill);
}

export function signExtend(index: usize, value: usize, r: usize): void {
  const n = load<u64>(index);
  if (!fitsU64(index) || n >= 31) {
    copy(r, value);
    return;
  }
  const negative = load<i8>(value + <usize>n) < 0;
  copy(r, value);
  memory.fill(r + <usize>n + 1, negative ? 0xff : 0, 31 - <usize>n);
}

/** Number of bits of a (0 for zero). */
export function bitLength(a: usize): u32 {
  for (let i: i32 = 24; i >= 0; i -= 8) {
    const v = load<u64>(a + i);
    if (v) return (i << 3) + 64 - <u32>clz<u64>(v);
  }
  return 0;
}

/** The 32 bytes at `src`, reversed, to `dst`: big-endian memory word <-> little-endian cell. */
@inline
export function swap32(dst: usize, src: usize): void {
  const lo = v128.load(src), hi = v128.load(src, 16);
  v128.store(dst, v128.shuffle<u8>(hi, hi, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  v128.store(dst, v128.shuffle<u8>(lo, lo, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0), 16);
}

/** A cell to big-endian memory. Loads limb by limb: a wide load behind narrow stores would stall. */
@inline
export function toMemory(dst: usize, cell: usize): void {
  const lo = i64x2.replace_lane(i64x2.splat(load<u64>(cell)), 1, load<u64>(cell, 8));
  const hi = i64x2.replace_lane(i64x2.splat(load<u64>(cell, 16)), 1, load<u64>(cell, 24));
  v128.store(dst, v128.shuffle<u8>(hi, hi, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
  v128.store(dst, v128.shuffle<u8>(lo, lo, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0), 16);
}

/** A 20-byte big-endian address at `src` as a cell. */
export function addressToCell(dst: usize, src: usize): void {
  store<u64>(dst, bswap<u64>(load<u64>(src, 12)));
  store<u64>(dst, bswap<u64>(load<u64>(src, 4)), 8);
  store<u64>(dst, <u64>bswap<u32>(load<u32>(src)), 16);
  store<u64>(dst, 0, 24);
}

/** The low 20 bytes of a cell as an address, stored in the pieces in which addresses are compared. */
export function cellToAddress(dst: usize, cell: usize): void {
  const low = bswap<u64>(load<u64>(cell)), middle = bswap<u64>(load<u64>(cell, 8)), high = bswap<u32>(load<u32>(cell, 16));
  store<u64>(dst, <u64>high | (middle << 32));
  store<u64>(dst, (middle >> 32) | (low << 32), 8);
  store<u32>(dst, <u32>(low >> 32), 16);
}
