/** Dynamic gas: memory, copies, cold access. Functions take the gas left and return it reduced; negative means out of gas. */
import { BERLIN, fork, SPURIOUS } from './fork';
import * as F from './frame';
import { spend } from './patience';
import { setFault, warmAccount, warmSlot } from './state';
import { FAULT_MEMORY } from './status';
import * as u256 from './u256';

/** Set when the last failure was an arithmetic overflow rather than lack of gas (geth tells them apart). */
export let overflowed: bool = false;

export function clearOverflow(): void {
  overflowed = false;
}

/** A cell as u64, saturated. */
@inline
export function clamp(cell: usize): u64 {
  if (load<u64>(cell, 8) | load<u64>(cell, 16) | load<u64>(cell, 24)) return <u64>-1;
  return load<u64>(cell);
}

/** Extends the frame's memory to cover [offset, offset+length). */
export function extend(f: usize, gas: i64, offset: u64, length: u64): i64 {
  if (length == 0) return gas;
  const end = offset + length;
  if (end < offset || end > 0x1fffffffe0) {
    overflowed = true;
    return -1;
  }
  const size = <u64>load<u32>(f, F.R_MEM_SIZE);
  if (end <= size) return gas;
  const words = (end + 31) >> 5, before = size >> 5;
  const cost = 3 * (words - before) + ((words * words) >> 9) - ((before * before) >> 9);
  const left = gas - <i64>cost;
  if (left < 0) return left;
  spend(<u32>((words - before) >> 4));
  if (words > 0x1ffffff || !F.growMemory(f, <u32>(words << 5))) {
    setFault(FAULT_MEMORY);
    return -1;
  }
  return left;
}

export function extendCells(f: usize, gas: i64, offset: usize, length: usize): i64 {
  return extend(f, gas, clamp(offset), clamp(length));
}

/** Three gas per word copied. */
export function chargeWords(gas: i64, length: u64, price: i64): i64 {
  if (length > 0x1fffffffe0) {
    overflowed = true;
    return -1;
  }
  return gas - price * <i64>((length + 31) >> 5);
}

/** EIP-2929 surcharge over the warm price already in the table. */
@inline
export function chargeAccount(gas: i64, account: usize): i64 {
  if (fork < BERLIN) return gas;
  return warmAccount(account) ? gas - 2500 : gas;
}

/** EIP-2929 price of a slot, from Berlin on. */
@inline
export function chargeSlot(gas: i64, slot: usize): i64 {
  return warmSlot(slot) ? gas - 2100 : gas - 100;
}

/** Copies `length` bytes from offset `from` of a source of `sourceLen` bytes, zeros beyond its end. */
export function copyPadded(dst: usize, source: usize, sourceLen: u32, from: u64, length: u32): void {
  spend(length >> 9);
  let have: u32 = 0;
  if (from < <u64>sourceLen) {
    const rest = sourceLen - <u32>from;
    have = rest < length ? rest : length;
    memory.copy(dst, source + <usize>from, have);
  }
  memory.fill(dst + have, 0, length - have);
}

/** EXP: 10 per byte of the exponent at first, 50 from EIP-160 on. */
@inline
export function expCost(exponent: usize): i64 {
  const bytes = (u256.bitLength(exponent) + 7) >> 3;
  return <i64>bytes * (fork >= SPURIOUS ? 50 : 10);
}
