/** Operands of opcodes: push immediates, jump targets, and what is wrong when the stack does not fit. */
import * as F from './frame';
import { setDetail } from './finish';
import * as status from './status';
import * as u256 from './u256';

const pushMask = memory.data(33 * 32, 16);

/** Masks for PUSHn: cell with the n low bytes set. */
export function initPush(): void {
  for (let n: usize = 0; n <= 32; n++) memory.fill(pushMask + (n << 5), 0xff, n);
}

/** Big-endian immediate of n bytes at pc as a cell; reads up to 32 bytes before it, which the code header allows. */
@inline
export function pushBytes(sp: usize, pc: usize, n: usize): void {
  const hi = v128.load(pc + n - 32), lo = v128.load(pc + n - 16);
  const mask = pushMask + (n << 5);
  v128.store(sp, v128.and(v128.load(mask), v128.shuffle<u8>(lo, lo, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
  v128.store(sp, v128.and(v128.load(mask, 16), v128.shuffle<u8>(hi, hi, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)), 16);
}

/** Status for an opcode whose stack check failed: undefined, too low or too high. */
export function stackFailure(table: usize, op: u32, height: u32): i32 {
  const info = load<u64>(table + (op << 3));
  const min = <u32>(info >> 16) & 0xffff;
  if (min == 0xffff) {
    setDetail(op);
    return status.INVALID_OPCODE;
  }
  setDetail(((height >> 5) << 16) | (height < min ? min >> 5 : <u32>((info >> 32) + min) >> 5));
  return height < min ? status.STACK_UNDERFLOW : status.STACK_OVERFLOW;
}

/** Whether a byte offset is a JUMPDEST. */
@inline
export function isTarget(f: usize, to: u32): bool {
  if (to >= load<u32>(f, F.R_CODE_LEN)) return false;
  return ((load<u8>(<usize>load<u32>(f, F.R_MAP) + (to >> 3)) >> <u8>(to & 7)) & 1) != 0;
}

/** Jump target as an absolute pc, or 0 when it is not a JUMPDEST. */
@inline
export function target(f: usize, cell: usize, code: usize): usize {
  if (!u256.fitsU64(cell)) return 0;
  const to = load<u64>(cell);
  if (to >= <u64>load<u32>(f, F.R_CODE_LEN)) return 0;
  const map = <usize>load<u32>(f, F.R_MAP);
  const bit = load<u8>(map + <usize>(to >> 3)) >> <u8>(to & 7);
  return bit & 1 ? code + <usize>to : 0;
}

/** PUSH1 1 PUSH1 1 PUSH1 160 SHL SUB, by which Solidity makes the mask of an address, as it lies in the code. */
export const ADDRESS_MASK: u64 = 0x031ba06001600160;
/** What follows PUSH1 when the free memory pointer is read: its address and MLOAD. */
export const FREE_POINTER: u16 = 0x5140;

@inline
export function setAddressMask(cell: usize): void {
  store<u64>(cell, <u64>-1);
  store<u64>(cell, <u64>-1, 8);
  store<u64>(cell, 0xffffffff, 16);
  store<u64>(cell, 0, 24);
}
