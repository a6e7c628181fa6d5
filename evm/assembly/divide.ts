/** Division and modular arithmetic over u256 cells: Knuth's algorithm D on 32-bit limbs. */
import * as u256 from './u256';

const dividend = memory.data(72);
const divisor = memory.data(40);
const quotient = memory.data(72);
const remainder = memory.data(40);
const wide = memory.data(64);
const left = memory.data(32);
const right = memory.data(32);
const base = memory.data(32);
const power = memory.data(32);

function limbs(a: usize, max: u32): u32 {
  let n = max;
  while (n > 0 && load<u32>(a + ((n - 1) << 2)) == 0) n--;
  return n;
}

/** Single-limb division of `un` limbs at u; the quotient goes to `quotient`, the remainder to `remainder`. */
function divideByLimb(u: usize, un: u32, d: u64): void {
  let rem: u64 = 0;
  for (let i: i32 = un - 1; i >= 0; i--) {
    const cur = (rem << 32) | <u64>load<u32>(u + (i << 2));
    const q = cur / d;
    rem = cur - q * d;
    store<u32>(quotient + (i << 2), <u32>q);
  }
  u256.setU64(remainder, rem);
}

/** Normalises both operands into scratch, so that the divisor's top bit is set. */
function normalise(u: usize, un: u32, v: usize, vn: u32): u32 {
  const s = clz<u32>(load<u32>(v + ((vn - 1) << 2)));
  let carry: u64 = 0;
  for (let i: u32 = 0; i < vn; i++) {
    const x = (<u64>load<u32>(v + (i << 2)) << s) | carry;
    store<u32>(divisor + (i << 2), <u32>x);
    carry = x >> 32;
  }
  carry = 0;
  for (let i: u32 = 0; i < un; i++) {
    const x = (<u64>load<u32>(u + (i << 2)) << s) | carry;
    store<u32>(dividend + (i << 2), <u32>x);
    carry = x >> 32;
  }
  store<u32>(dividend + (un << 2), <u32>carry);
  return s;
}

/** One quotient digit: multiply, subtract, add back when the estimate was one too high. */
@inline
function reduceDigit(at: usize, vn: u32, estimate: u64): u32 {
  let q = estimate;
  let borrow: i64 = 0;
  let carry: u64 = 0;
  for (let i: u32 = 0; i < vn; i++) {
    const p = q * <u64>load<u32>(divisor + (i << 2)) + carry;
    carry = p >> 32;
    const t = <i64>load<u32>(at + (i << 2)) - borrow - <i64>(p & 0xffffffff);
    store<u32>(at + (i << 2), <u32>t);
    borrow = (t >> 32) & 1;
  }
  const t = <i64>load<u32>(at + (vn << 2)) - borrow - <i64>carry;
  store<u32>(at + (vn << 2), <u32>t);
  if (t < 0) {
    q--;
    carry = 0;
    for (let i: u32 = 0; i < vn; i++) {
      const s = <u64>load<u32>(at + (i << 2)) + <u64>load<u32>(divisor + (i << 2)) + carry;
      store<u32>(at + (i << 2), <u32>s);
      carry = s >> 32;
    }
    store<u32>(at + (vn << 2), load<u32>(at + (vn << 2)) + <u32>carry);
  }
  return <u32>q;
}

/** Divides `un` limbs by `vn` limbs (vn >= 2, un >= vn) into `quotient` and `remainder`. */
function divideLong(u: usize, un: u32, v: usize, vn: u32): void {
  const s = normalise(u, un, v, vn);
  const v1 = <u64>load<u32>(divisor + ((vn - 1) << 2));
  const v2 = <u64>load<u32>(divisor + ((vn - 2) << 2));
  for (let j: i32 = un - vn; j >= 0; j--) {
    const at = dividend + (j << 2);
    const head = (<u64>load<u32>(at + (vn << 2)) << 32) | <u64>load<u32>(at + ((vn - 1) << 2));
    let q = head / v1;
    let r = head - q * v1;
    while ((q >> 32) != 0 || q * v2 > ((r << 32) | <u64>load<u32>(at + ((vn - 2) << 2)))) {
      q--;
      r += v1;
      if ((r >> 32) != 0) break;
    }
    store<u32>(quotient + (j << 2), reduceDigit(at, vn, q));
  }
  u256.setZero(remainder);
  for (let i: u32 = 0; i < vn; i++) {
    const x = (<u64>load<u32>(dividend + ((i + 1) << 2)) << 32) | <u64>load<u32>(dividend + (i << 2));
    store<u32>(remainder + (i << 2), <u32>(x >> s));
  }
}

/** quotient and remainder of u (up to 16 limbs) by the cell v (non-zero). */
function divmod(u: usize, max: u32, v: usize): void {
  const un = limbs(u, max), vn = limbs(v, 8);
  memory.fill(quotient, 0, 64);
  if (un < vn) {
    u256.copy(remainder, u);
    return;
  }
  if (vn == 1) divideByLimb(u, un, <u64>load<u32>(v));
  else divideLong(u, un, v, vn);
}

export function div(a: usize, b: usize, r: usize): void {
  if (u256.fitsU64(a) && u256.fitsU64(b)) {
    const d = load<u64>(b);
    u256.setU64(r, d ? load<u64>(a) / d : 0);
    return;
  }
  if (u256.isZero(b)) {
    u256.setZero(r);
    return;
  }
  divmod(a, 8, b);
  u256.copy(r, quotient);
}

export function mod(a: usize, b: usize, r: usize): void {
  if (u256.fitsU64(a) && u256.fitsU64(b)) {
    const d = load<u64>(b);
    u256.setU64(r, d ? load<u64>(a) % d : 0);
    return;
  }
  if (u256.isZero(b)) {
    u256.setZero(r);
    return;
  }
  divmod(a, 8, b);
  u256.copy(r, remainder);
}

@inline
function magnitude(a: usize, r: usize): bool {
  const negative = load<i64>(a, 24) < 0;
  if (negative) u256.neg(a, r);
  else u256.copy(r, a);
  return negative;
}

export function sdiv(a: usize, b: usize, r: usize): void {
  const x = magnitude(a, left), y = magnitude(b, right);
  div(left, right, r);
  if (x != y) u256.neg(r, r);
}

export function smod(a: usize, b: usize, r: usize): void {
  const x = magnitude(a, left);
  magnitude(b, right);
  mod(left, right, r);
  if (x) u256.neg(r, r);
}

export function addmod(a: usize, b: usize, m: usize, r: usize): void {
  if (u256.isZero(m)) {
    u256.setZero(r);
    return;
  }
  if (u256.lt(a, m) && u256.lt(b, m)) {
    const isOver = u256.addCarry(a, b, wide);
    if (isOver || !u256.lt(wide, m)) u256.sub(wide, m, r);
    else u256.copy(r, wide);
    return;
  }
  const carry = u256.addCarry(a, b, wide);
  store<u64>(wide, carry ? 1 : 0, 32);
  divmod(wide, 10, m);
  u256.copy(r, remainder);
}

export function mulmod(a: usize, b: usize, m: usize, r: usize): void {
  if (u256.isZero(m)) {
    u256.setZero(r);
    return;
  }
  u256.mulWide(a, b, wide);
  divmod(wide, 16, m);
  u256.copy(r, remainder);
}

export function exp(a: usize, b: usize, r: usize): void {
  u256.copy(base, a);
  u256.copy(power, b);
  u256.setU64(left, 1);
  const bits = u256.bitLength(power);
  for (let i: i32 = bits - 1; i >= 0; i--) {
    u256.mul(left, left, left);
    if ((load<u8>(power + (i >> 3)) >> <u8>(i & 7)) & 1) u256.mul(left, base, left);
  }
  u256.copy(r, left);
}
