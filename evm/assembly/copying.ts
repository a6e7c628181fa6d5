/** Opcodes that move bytes between memory, call data, code, return data and logs. Those that charge give the gas left. */
import { A_ADDRESS } from './account';
import * as F from './frame';
import { chargeWords, clamp, copyPadded, extend, extendCells } from './gas';
import { appendLog } from './logs';
import { spend } from './patience';
import * as state from './state';
import * as status from './status';
import * as trace from './trace';
import * as u256 from './u256';

const word = memory.data(32, 16);

/** Copies from a byte source to memory (CALLDATACOPY, CODECOPY, RETURNDATACOPY); the gas left. */
export function copyIn(f: usize, sp: usize, gas: i64, source: usize, sourceLen: u32): i64 {
  let left = extendCells(f, gas, sp - 32, sp - 96);
  if (left < 0) return left;
  left = chargeWords(left, clamp(sp - 96), 3);
  const length = load<u32>(sp - 96);
  if (left < 0 || !length) return left;
  copyPadded(<usize>load<u32>(f, F.R_MEM) + <usize>load<u32>(sp - 32), source, sourceLen, clamp(sp - 64), length);
  return left;
}

/** MCOPY; the gas left. */
export function memoryCopy(f: usize, sp: usize, gas: i64): i64 {
  const to = clamp(sp - 32), from = clamp(sp - 64), length = clamp(sp - 96);
  let left = extend(f, gas, to > from ? to : from, length);
  if (left < 0) return left;
  left = chargeWords(left, length, 3);
  if (left < 0 || !length) return left;
  const mem = <usize>load<u32>(f, F.R_MEM);
  spend(<u32>length >> 9);
  memory.copy(mem + <usize>to, mem + <usize>from, <usize>length);
  return left;
}

export function callDataLoad(f: usize, cell: usize): void {
  const from = clamp(cell), length = load<u32>(f, F.R_DATA_LEN), data = <usize>load<u32>(f, F.R_DATA);
  if (from < <u64>length && <u64>length - from >= 32) {
    u256.swap32(cell, data + <usize>from);
    return;
  }
  copyPadded(word, data, length, from, 32);
  u256.swap32(cell, word);
}

/** True when RETURNDATACOPY would read beyond the return data. */
@inline
export function beyondReturn(sp: usize): bool {
  const from = clamp(sp - 64), length = clamp(sp - 96);
  return from + length < from || from + length > <u64>F.returnSize;
}

/** LOG0 to LOG4; the gas left. */
export function log(f: usize, sp: usize, topics: u32, gas: i64): i64 {
  let left = extendCells(f, gas, sp - 32, sp - 64);
  if (left < 0) return left;
  const length = load<u32>(sp - 64);
  left -= 8 * <i64>length;
  if (left < 0) return left;
  const data = <usize>load<u32>(f, F.R_MEM) + (length ? <usize>load<u32>(sp - 32) : 0);
  const self = <usize>load<u32>(f, F.R_SELF) + A_ADDRESS;
  spend(16 + (length >> 9));
  if (!appendLog(self, sp - 64, topics, data, length)) state.setFault(status.FAULT_MEMORY);
  if (trace.mode & trace.CALLS) trace.log(self, sp - 64, topics, data, length);
  return left;
}
