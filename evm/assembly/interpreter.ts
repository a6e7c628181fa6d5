/**
 * The dispatch loop. Program counter, stack pointer, gas and memory bounds stay in locals; everything else sits in the
 * frame record. `T` picks the variant at compile time: u8 plain, u16 with trace hooks and the exact step count.
 */
import { A_ADDRESS, A_BALANCE, A_CODE_HASH, C_BYTES, C_LENGTH, C_TARGET } from './account';
import { accountAt, call, ENTERED, gasLeft, HERE, setGas } from './calls';
import { jumpMap } from './code';
import { create } from './create';
import * as divide from './divide';
import * as env from './environment';
import { runEof } from './eof';
import { endFrame, setDetail } from './finish';
import { eofTable, fork, hasEof, opTable, SPURIOUS } from './fork';
import * as F from './frame';
import { chargeAccount, chargeWords, clamp, copyPadded, extend, extendCells, overflowed, clearOverflow } from './gas';
import { hostBlockHash, hostPoll } from './host';
import { reserveJournal } from './journal';
import { keccakCached } from './keccak';
import { appendLog } from './logs';
import { selfDestruct } from './selfdestruct';
import * as state from './state';
import * as status from './status';
import { isSentry, refund, sload, sstore, tload, tstore } from './storage';
import * as trace from './trace';
import * as u256 from './u256';

/** Not a status: the opcode has pushed a frame, which runs next. */
const FRAME_ENTERED: i32 = -1;
/** Bytes of a stack one short of full, so that a PUSH still fits. */
const FULL_STACK: usize = 1023 * 32;
const POLL_JUMPS: u32 = 1 << 14;
/** What a call counts for: it may run a costly precompile. */
const CALL_POLLS: u32 = 1 << 8;
/** Steps left before FAULT_STEPS; counted in the traced variant only. */
let stepsLeft: u64 = <u64>-1;
export function setStepCap(cap: u64): void {
  stepsLeft = cap;
}

const pushMask = memory.data(33 * 32, 16);
const wordScratch = memory.data(32, 16);

/** Masks for PUSHn: cell with the n low bytes set. */
export function initInterpreter(): void {
  for (let n: usize = 0; n <= 32; n++) memory.fill(pushMask + (n << 5), 0xff, n);
}

/** Big-endian immediate of n bytes at pc as a cell; reads up to 32 bytes before it, which the code header allows. */
@inline
function pushBytes(sp: usize, pc: usize, n: usize): void {
  const hi = v128.load(pc + n - 32), lo = v128.load(pc + n - 16);
  const mask = pushMask + (n << 5);
  v128.store(sp, v128.and(v128.load(mask), v128.shuffle<u8>(lo, lo, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)));
  v128.store(sp, v128.and(v128.load(mask, 16), v128.shuffle<u8>(hi, hi, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)), 16);
}

/** Status for an opcode whose stack check failed: undefined, too low or too high. */
function stackFailure(table: usize, op: u32, height: u32): i32 {
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
function isTarget(f: usize, to: u32): bool {
  if (to >= load<u32>(f, F.R_CODE_LEN)) return false;
  return ((load<u8>(<usize>load<u32>(f, F.R_MAP) + (to >> 3)) >> <u8>(to & 7)) & 1) != 0;
}

/** Jump target as an absolute pc, or 0 when it is not a JUMPDEST. */
@inline
function target(f: usize, cell: usize, code: usize): usize {
  if (!u256.fitsU64(cell)) return 0;
  const to = load<u64>(cell);
  if (to >= <u64>load<u32>(f, F.R_CODE_LEN)) return 0;
  const map = <usize>load<u32>(f, F.R_MAP);
  const bit = load<u8>(map + <usize>(to >> 3)) >> <u8>(to & 7);
  return bit & 1 ? code + <usize>to : 0;
}

@inline
function room(): void {
  if (!reserveJournal(64)) state.setFault(status.FAULT_MEMORY);
}

/** EXP: 10 per byte of the exponent at first, 50 from EIP-160 on. */
@inline
function expCost(exponent: usize): i64 {
  const bytes = (u256.bitLength(exponent) + 7) >> 3;
  return <i64>bytes * (fork >= SPURIOUS ? 50 : 10);
}

/** EXTCODECOPY; the gas left. */
function extCodeCopy(f: usize, sp: usize, gas: i64): i64 {
  const acct = accountAt(sp - 32);
  let left = chargeAccount(gas, acct);
  left = extendCells(f, left, sp - 64, sp - 128);
  if (left < 0) return left;
  left = chargeWords(left, clamp(sp - 128), 3);
  const length = load<u32>(sp - 128);
  if (left < 0 || !length) return left;
  const code = state.codeOf(acct);
  const visible = visibleCode(code);
  const size = visible == code ? load<u32>(code, C_LENGTH) : 2;
  copyPadded(<usize>load<u32>(f, F.R_MEM) + <usize>load<u32>(sp - 64), visible + C_BYTES, size, clamp(sp - 96), length);
  return left;
}

const eofShown = memory.data<u8>([
  0x9d, 0xbf, 0x36, 0x48, 0xdb, 0x82, 0x10, 0x55, 0x2e, 0x9c, 0x4f, 0x75, 0xc6, 0xa1, 0xc3, 0x05,
  0x7c, 0x0c, 0xa4, 0x32, 0x04, 0x3b, 0xd6, 0x48, 0xbe, 0x15, 0xfe, 0x7b, 0xe0, 0x56, 0x46, 0xf5,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xef, 0x00,
]);

/** The code record legacy code may look at: EOF code shows as the two bytes 0xef00. */
@inline
function visibleCode(code: usize): usize {
  return hasEof && load<u32>(code, C_TARGET) == 2 ? eofShown : code;
}

function extCodeSize(cell: usize): void {
  const code = state.codeOf(accountAt(cell));
  u256.setU64(cell, visibleCode(code) == code ? load<u32>(code, C_LENGTH) : 2);
}

function extCodeHash(acct: usize, cell: usize): void {
  if (state.isEmpty(acct)) {
    u256.setZero(cell);
    return;
  }
  if (hasEof) {
    const code = state.codeOf(acct);
    if (visibleCode(code) != code) {
      u256.swap32(cell, eofShown);
      return;
    }
  }
  u256.swap32(cell, acct + A_CODE_HASH);
}

/** BLOCKHASH of one of the 256 ancestors, else zero. */
function blockHash(cell: usize): void {
  const wanted = clamp(cell), now = load<u64>(env.NUMBER);
  u256.setZero(cell);
  if (wanted >= now || now - wanted > 256) return;
  if (hostBlockHash(<f64>wanted, wordScratch) == 2) state.setFault(status.FAULT_SUSPENDED);
  u256.swap32(cell, wordScratch);
}

/** LOG0 to LOG4; the gas left. */
function log(f: usize, sp: usize, topics: u32, gas: i64): i64 {
  let left = extendCells(f, gas, sp - 32, sp - 64);
  if (left < 0) return left;
  const length = load<u32>(sp - 64);
  left -= 8 * <i64>length;
  if (left < 0) return left;
  const data = <usize>load<u32>(f, F.R_MEM) + (length ? <usize>load<u32>(sp - 32) : 0);
  const self = <usize>load<u32>(f, F.R_SELF) + A_ADDRESS;
  if (!appendLog(self, sp - 64, topics, data, length)) state.setFault(status.FAULT_MEMORY);
  if (trace.mode & trace.CALLS) trace.log(self, sp - 64, topics, data, length);
  return left;
}

/** Copies from a byte source to memory (CALLDATACOPY, CODECOPY, RETURNDATACOPY); the gas left. */
function copyIn(f: usize, sp: usize, gas: i64, source: usize, sourceLen: u32): i64 {
  let left = extendCells(f, gas, sp - 32, sp - 96);
  if (left < 0) return left;
  left = chargeWords(left, clamp(sp - 96), 3);
  const length = load<u32>(sp - 96);
  if (left < 0 || !length) return left;
  copyPadded(<usize>load<u32>(f, F.R_MEM) + <usize>load<u32>(sp - 32), source, sourceLen, clamp(sp - 64), length);
  return left;
}

/** MCOPY; the gas left. */
function memoryCopy(f: usize, sp: usize, gas: i64): i64 {
  const to = clamp(sp - 32), from = clamp(sp - 64), length = clamp(sp - 96);
  let left = extend(f, gas, to > from ? to : from, length);
  if (left < 0) return left;
  left = chargeWords(left, length, 3);
  if (left < 0 || !length) return left;
  const mem = <usize>load<u32>(f, F.R_MEM);
  memory.copy(mem + <usize>to, mem + <usize>from, <usize>length);
  return left;
}

function callDataLoad(f: usize, cell: usize): void {
  const from = clamp(cell), length = load<u32>(f, F.R_DATA_LEN), data = <usize>load<u32>(f, F.R_DATA);
  if (from < <u64>length && <u64>length - from >= 32) {
    u256.swap32(cell, data + <usize>from);
    return;
  }
  copyPadded(wordScratch, data, length, from, 32);
  u256.swap32(cell, wordScratch);
}

/** True when RETURNDATACOPY would read beyond the return data. */
@inline
function beyondReturn(sp: usize): bool {
  const from = clamp(sp - 64), length = clamp(sp - 96);
  return from + length < from || from + length > <u64>F.returnSize;
}

/** Runs from the frame on top until the outermost frame ends or a fault stops everything. */
export function interpret<T>(): void {
  let f = F.frame;
  let pc: usize = 0, sp: usize = 0, base: usize = 0, mem: usize = 0, code: usize = 0, table: usize = opTable;
  let memSize: u64 = 0;
  let gas: i64 = 0;
  let polls: u32 = POLL_JUMPS;
  while (true) {
    f = F.frame;
    pc = load<u32>(f, F.R_PC);
    sp = load<u32>(f, F.R_SP);
    base = load<u32>(f, F.R_BASE);
    mem = load<u32>(f, F.R_MEM);
    memSize = load<u32>(f, F.R_MEM_SIZE);
    code = load<u32>(f, F.R_CODE);
    gas = load<i64>(f, F.R_GAS);
    if (!load<u32>(f, F.R_MAP)) store<u32>(f, jumpMap(load<u32>(f, F.R_CODE_RECORD)), F.R_MAP);
    table = opTable;
    if (hasEof && load<u32>(f, F.R_CONTAINER)) table = eofTable;
    if (state.fault) return;
    let ended: i32 = status.OK;
    let out: usize = mem;
    let outLen: u32 = 0;
    while (true) {
      const op = <u32>load<u8>(pc);
      if (sizeof<T>() == 2) {
        trace.settle(gas);
        if (stepsLeft-- == 0) state.setFault(status.FAULT_STEPS);
        if (trace.mode & trace.STEPS) trace.step(pc, sp, gas, refund);
        if (trace.mode & trace.TOUCHES) trace.touches(op, sp, <u32>(sp - base) >> 5);
        if (state.fault) return;
      }
      const info = load<u64>(table + (op << 3));
      const over = <u32>(sp - base) - (<u32>(info >> 16) & 0xffff);
      if (over > <u32>(info >> 32)) {
        ended = stackFailure(table, op, <u32>(sp - base));
        gas -= <i64>(info & 0xffff);
      } else if ((gas -= <i64>(info & 0xffff)) < 0) {
        ended = status.OUT_OF_GAS;
      } else {
        pc++;
        switch (op) {
          case 0x00: break;
          case 0x01: sp -= 32; u256.add(sp, sp - 32, sp - 32); continue;
          case 0x02: sp -= 32; u256.mul(sp, sp - 32, sp - 32); continue;
          case 0x03: sp -= 32; u256.sub(sp, sp - 32, sp - 32); continue;
          case 0x04: sp -= 32; divide.div(sp, sp - 32, sp - 32); continue;
          case 0x05: sp -= 32; divide.sdiv(sp, sp - 32, sp - 32); continue;
          case 0x06: sp -= 32; divide.mod(sp, sp - 32, sp - 32); continue;
          case 0x07: sp -= 32; divide.smod(sp, sp - 32, sp - 32); continue;
          case 0x08: sp -= 64; divide.addmod(sp + 32, sp, sp - 32, sp - 32); continue;
          case 0x09: sp -= 64; divide.mulmod(sp + 32, sp, sp - 32, sp - 32); continue;
          case 0x0a: {
            gas -= expCost(sp - 64);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            sp -= 32;
            divide.exp(sp, sp - 32, sp - 32);
            continue;
          }
          case 0x0b: sp -= 32; u256.signExtend(sp, sp - 32, sp - 32); continue;
          case 0x10: sp -= 32; u256.setU64(sp - 32, <u64>u256.lt(sp, sp - 32)); continue;
          case 0x11: sp -= 32; u256.setU64(sp - 32, <u64>u256.lt(sp - 32, sp)); continue;
          case 0x12: sp -= 32; u256.setU64(sp - 32, <u64>u256.slt(sp, sp - 32)); continue;
          case 0x13: sp -= 32; u256.setU64(sp - 32, <u64>u256.slt(sp - 32, sp)); continue;
          case 0x14: sp -= 32; u256.setU64(sp - 32, <u64>u256.eq(sp, sp - 32)); continue;
          case 0x15: u256.setU64(sp - 32, <u64>u256.isZero(sp - 32)); continue;
          case 0x16: sp -= 32; u256.and(sp, sp - 32); continue;
          case 0x17: sp -= 32; u256.or(sp, sp - 32); continue;
          case 0x18: sp -= 32; u256.xor(sp, sp - 32); continue;
          case 0x19: u256.not(sp - 32); continue;
          case 0x1a: sp -= 32; u256.byteAt(sp, sp - 32, sp - 32); continue;
          case 0x1b: sp -= 32; u256.shl(sp, sp - 32, sp - 32); continue;
          case 0x1c: sp -= 32; u256.shr(sp, sp - 32, sp - 32); continue;
          case 0x1d: sp -= 32; u256.sar(sp, sp - 32, sp - 32); continue;
          case 0x1e: u256.setU64(sp - 32, 256 - u256.bitLength(sp - 32)); continue;
          case 0x20: {
            gas = extendCells(f, gas, sp - 32, sp - 64);
            if (gas >= 0) gas = chargeWords(gas, clamp(sp - 64), 6);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 32;
            keccakCached(mem + <usize>load<u64>(sp), load<u32>(sp - 32), wordScratch);
            u256.swap32(sp - 32, wordScratch);
            continue;
          }
          case 0x30: u256.addressToCell(sp, <usize>load<u32>(f, F.R_SELF)); sp += 32; continue;
          case 0x31: {
            room();
            const acct = accountAt(sp - 32);
            gas = chargeAccount(gas, acct);
            u256.copy(sp - 32, acct + A_BALANCE);
            if (state.fault) return;
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            continue;
          }
          case 0x32: u256.copy(sp, env.ORIGIN); sp += 32; continue;
          case 0x33: u256.addressToCell(sp, f + F.R_CALLER); sp += 32; continue;
          case 0x34: u256.copy(sp, f + F.R_VALUE); sp += 32; continue;
          case 0x35: callDataLoad(f, sp - 32); continue;
          case 0x36: u256.setU64(sp, load<u32>(f, F.R_DATA_LEN)); sp += 32; continue;
          case 0x37: {
            gas = copyIn(f, sp, gas, load<u32>(f, F.R_DATA), load<u32>(f, F.R_DATA_LEN));
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 96;
            continue;
          }
          case 0x38: u256.setU64(sp, load<u32>(f, F.R_CODE_LEN)); sp += 32; continue;
          case 0x39: {
            gas = copyIn(f, sp, gas, load<u32>(f, F.R_CODE), load<u32>(f, F.R_CODE_LEN));
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 96;
            continue;
          }
          case 0x3a: u256.copy(sp, env.GAS_PRICE); sp += 32; continue;
          case 0x3b: {
            room();
            gas = chargeAccount(gas, accountAt(sp - 32));
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            extCodeSize(sp - 32);
            if (state.fault) return;
            continue;
          }
          case 0x3c: {
            room();
            gas = extCodeCopy(f, sp, gas);
            if (state.fault) return;
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 128;
            continue;
          }
          case 0x3d: u256.setU64(sp, F.returnSize); sp += 32; continue;
          case 0x3e: {
            if (beyondReturn(sp)) { ended = status.RETURN_DATA_OUT_OF_BOUNDS; break; }
            gas = copyIn(f, sp, gas, F.returnData, F.returnSize);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 96;
            continue;
          }
          case 0x3f: {
            room();
            const acct = accountAt(sp - 32);
            gas = chargeAccount(gas, acct);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            extCodeHash(acct, sp - 32);
            if (state.fault) return;
            continue;
          }
          case 0x40: blockHash(sp - 32); if (state.fault) return; continue;
          case 0x41: u256.copy(sp, env.COINBASE); sp += 32; continue;
          case 0x42: u256.copy(sp, env.TIMESTAMP); sp += 32; continue;
          case 0x43: u256.copy(sp, env.NUMBER); sp += 32; continue;
          case 0x44: u256.copy(sp, env.RANDAO); sp += 32; continue;
          case 0x45: u256.copy(sp, env.GAS_LIMIT); sp += 32; continue;
          case 0x46: u256.copy(sp, env.CHAIN_ID); sp += 32; continue;
          case 0x47: u256.copy(sp, <usize>load<u32>(f, F.R_SELF) + A_BALANCE); sp += 32; continue;
          case 0x48: u256.copy(sp, env.BASE_FEE); sp += 32; continue;
          case 0x49: {
            const index = clamp(sp - 32);
            if (index < <u64>env.blobCount) u256.copy(sp - 32, env.blobHashes + (<usize>index << 5));
            else u256.setZero(sp - 32);
            continue;
          }
          case 0x4a: u256.copy(sp, env.BLOB_FEE); sp += 32; continue;
          case 0x50: sp -= 32; continue;
          case 0x51: {
            const offset = load<u64>(sp - 32);
            if (!u256.fitsU64(sp - 32) || offset >= memSize || offset + 32 > memSize) {
              gas = extend(f, gas, clamp(sp - 32), 32);
              if (gas < 0) { ended = status.OUT_OF_GAS; break; }
              mem = load<u32>(f, F.R_MEM);
              memSize = load<u32>(f, F.R_MEM_SIZE);
            }
            u256.swap32(sp - 32, mem + <usize>offset);
            continue;
          }
          case 0x52: {
            const offset = load<u64>(sp - 32);
            if (!u256.fitsU64(sp - 32) || offset >= memSize || offset + 32 > memSize) {
              gas = extend(f, gas, clamp(sp - 32), 32);
              if (gas < 0) { ended = status.OUT_OF_GAS; break; }
              mem = load<u32>(f, F.R_MEM);
              memSize = load<u32>(f, F.R_MEM_SIZE);
            }
            sp -= 64;
            u256.toMemory(mem + <usize>offset, sp);
            continue;
          }
          case 0x53: {
            gas = extend(f, gas, clamp(sp - 32), 1);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 64;
            store<u8>(mem + <usize>load<u64>(sp + 32), load<u8>(sp));
            continue;
          }
          case 0x54: {
            room();
            gas = sload(load<u32>(f, F.R_SELF), sp - 32, gas);
            if (state.fault) return;
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            continue;
          }
          case 0x55: {
            if (load<u32>(f, F.R_STATIC)) { ended = status.WRITE_PROTECTION; break; }
            if (isSentry(gas)) { ended = status.SSTORE_SENTRY; break; }
            room();
            gas = sstore(load<u32>(f, F.R_SELF), sp - 32, sp - 64, gas);
            if (state.fault) return;
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            sp -= 64;
            continue;
          }
          case 0x56: {
            sp -= 32;
            const to = target(f, sp, code);
            if (!to) { ended = status.INVALID_JUMP; break; }
            pc = to;
            if (--polls == 0) {
              polls = POLL_JUMPS;
              state.setFault(hostPoll());
              if (state.fault) return;
            }
            continue;
          }
          case 0x57: {
            sp -= 64;
            if (u256.isZero(sp)) continue;
            const to = target(f, sp + 32, code);
            if (!to) { ended = status.INVALID_JUMP; break; }
            pc = to;
            if (--polls == 0) {
              polls = POLL_JUMPS;
              state.setFault(hostPoll());
              if (state.fault) return;
            }
            continue;
          }
          case 0x58: u256.setU64(sp, <u64>(pc - 1 - code)); sp += 32; continue;
          case 0x59: u256.setU64(sp, memSize); sp += 32; continue;
          case 0x5a: u256.setU64(sp, gas); sp += 32; continue;
          case 0x5b: continue;
          case 0x5c: tload(load<u32>(f, F.R_SELF), sp - 32); if (state.fault) return; continue;
          case 0x5d: {
            if (load<u32>(f, F.R_STATIC)) { ended = status.WRITE_PROTECTION; break; }
            room();
            tstore(load<u32>(f, F.R_SELF), sp - 32, sp - 64);
            if (state.fault) return;
            sp -= 64;
            continue;
          }
          case 0x5e: {
            gas = memoryCopy(f, sp, gas);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 96;
            continue;
          }
          case 0x5f: u256.setZero(sp); sp += 32; continue;
          case 0x60: u256.setU64(sp, load<u8>(pc)); pc++; sp += 32; continue;
          case 0x61: {
            const value = <u32>load<u8>(pc) << 8 | <u32>load<u8>(pc, 1);
            const next = <u32>load<u8>(pc, 2);
            // PUSH2 JUMP and PUSH2 JUMPI with all they need run as one; anything short of that goes the plain way.
            if (sizeof<T>() == 1 && (next | 1) == 0x57 && gas > 10 && sp > base && <usize>(sp - base) < FULL_STACK) {
              const isConditional = next == 0x57;
              gas -= isConditional ? 10 : 8;
              if (isConditional) {
                sp -= 32;
                if (u256.isZero(sp)) { pc += 3; continue; }
              }
              if (!isTarget(f, value)) { ended = status.INVALID_JUMP; break; }
              // The JUMPDEST itself: one gas and nothing else.
              gas--;
              pc = code + <usize>value + 1;
              if (--polls == 0) {
                polls = POLL_JUMPS;
                state.setFault(hostPoll());
                if (state.fault) return;
              }
              continue;
            }
            u256.setU64(sp, value);
            pc += 2;
            sp += 32;
            continue;
          }
          case 0x62: pushBytes(sp, pc, 3); pc += 3; sp += 32; continue;
          case 0x63: pushBytes(sp, pc, 4); pc += 4; sp += 32; continue;
          case 0x64: pushBytes(sp, pc, 5); pc += 5; sp += 32; continue;
          case 0x65: pushBytes(sp, pc, 6); pc += 6; sp += 32; continue;
          case 0x66: pushBytes(sp, pc, 7); pc += 7; sp += 32; continue;
          case 0x67: pushBytes(sp, pc, 8); pc += 8; sp += 32; continue;
          case 0x68: pushBytes(sp, pc, 9); pc += 9; sp += 32; continue;
          case 0x69: pushBytes(sp, pc, 10); pc += 10; sp += 32; continue;
          case 0x6a: pushBytes(sp, pc, 11); pc += 11; sp += 32; continue;
          case 0x6b: pushBytes(sp, pc, 12); pc += 12; sp += 32; continue;
          case 0x6c: pushBytes(sp, pc, 13); pc += 13; sp += 32; continue;
          case 0x6d: pushBytes(sp, pc, 14); pc += 14; sp += 32; continue;
          case 0x6e: pushBytes(sp, pc, 15); pc += 15; sp += 32; continue;
          case 0x6f: pushBytes(sp, pc, 16); pc += 16; sp += 32; continue;
          case 0x70: pushBytes(sp, pc, 17); pc += 17; sp += 32; continue;
          case 0x71: pushBytes(sp, pc, 18); pc += 18; sp += 32; continue;
          case 0x72: pushBytes(sp, pc, 19); pc += 19; sp += 32; continue;
          case 0x73: pushBytes(sp, pc, 20); pc += 20; sp += 32; continue;
          case 0x74: pushBytes(sp, pc, 21); pc += 21; sp += 32; continue;
          case 0x75: pushBytes(sp, pc, 22); pc += 22; sp += 32; continue;
          case 0x76: pushBytes(sp, pc, 23); pc += 23; sp += 32; continue;
          case 0x77: pushBytes(sp, pc, 24); pc += 24; sp += 32; continue;
          case 0x78: pushBytes(sp, pc, 25); pc += 25; sp += 32; continue;
          case 0x79: pushBytes(sp, pc, 26); pc += 26; sp += 32; continue;
          case 0x7a: pushBytes(sp, pc, 27); pc += 27; sp += 32; continue;
          case 0x7b: pushBytes(sp, pc, 28); pc += 28; sp += 32; continue;
          case 0x7c: pushBytes(sp, pc, 29); pc += 29; sp += 32; continue;
          case 0x7d: pushBytes(sp, pc, 30); pc += 30; sp += 32; continue;
          case 0x7e: pushBytes(sp, pc, 31); pc += 31; sp += 32; continue;
          case 0x7f: pushBytes(sp, pc, 32); pc += 32; sp += 32; continue;
          case 0x80: u256.copy(sp, sp - 32); sp += 32; continue;
          case 0x81: u256.copy(sp, sp - 64); sp += 32; continue;
          case 0x82: u256.copy(sp, sp - 96); sp += 32; continue;
          case 0x83: u256.copy(sp, sp - 128); sp += 32; continue;
          case 0x84: u256.copy(sp, sp - 160); sp += 32; continue;
          case 0x85: u256.copy(sp, sp - 192); sp += 32; continue;
          case 0x86: u256.copy(sp, sp - 224); sp += 32; continue;
          case 0x87: u256.copy(sp, sp - 256); sp += 32; continue;
          case 0x88: u256.copy(sp, sp - 288); sp += 32; continue;
          case 0x89: u256.copy(sp, sp - 320); sp += 32; continue;
          case 0x8a: u256.copy(sp, sp - 352); sp += 32; continue;
          case 0x8b: u256.copy(sp, sp - 384); sp += 32; continue;
          case 0x8c: u256.copy(sp, sp - 416); sp += 32; continue;
          case 0x8d: u256.copy(sp, sp - 448); sp += 32; continue;
          case 0x8e: u256.copy(sp, sp - 480); sp += 32; continue;
          case 0x8f: u256.copy(sp, sp - 512); sp += 32; continue;
          case 0x90: u256.swap(sp - 32, sp - 64); continue;
          case 0x91: u256.swap(sp - 32, sp - 96); continue;
          case 0x92: u256.swap(sp - 32, sp - 128); continue;
          case 0x93: u256.swap(sp - 32, sp - 160); continue;
          case 0x94: u256.swap(sp - 32, sp - 192); continue;
          case 0x95: u256.swap(sp - 32, sp - 224); continue;
          case 0x96: u256.swap(sp - 32, sp - 256); continue;
          case 0x97: u256.swap(sp - 32, sp - 288); continue;
          case 0x98: u256.swap(sp - 32, sp - 320); continue;
          case 0x99: u256.swap(sp - 32, sp - 352); continue;
          case 0x9a: u256.swap(sp - 32, sp - 384); continue;
          case 0x9b: u256.swap(sp - 32, sp - 416); continue;
          case 0x9c: u256.swap(sp - 32, sp - 448); continue;
          case 0x9d: u256.swap(sp - 32, sp - 480); continue;
          case 0x9e: u256.swap(sp - 32, sp - 512); continue;
          case 0x9f: u256.swap(sp - 32, sp - 544); continue;
          case 0xa0: case 0xa1: case 0xa2: case 0xa3: case 0xa4: {
            if (load<u32>(f, F.R_STATIC)) { ended = status.WRITE_PROTECTION; break; }
            const topics = op - 0xa0;
            gas = log(f, sp, topics, gas);
            if (state.fault) return;
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 64 + (topics << 5);
            continue;
          }
          case 0xf0: case 0xf5: {
            store<u32>(f, pc, F.R_PC);
            store<u32>(f, sp, F.R_SP);
            setGas(gas);
            const next = create(op);
            if (state.fault) return;
            if (next == ENTERED) { ended = FRAME_ENTERED; break; }
            gas = gasLeft;
            if (next != HERE) { ended = next; break; }
            sp = load<u32>(f, F.R_SP);
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            continue;
          }
          case 0xf1: case 0xf2: case 0xf4: case 0xfa: {
            polls = polls > CALL_POLLS ? polls - CALL_POLLS : 1;
            store<u32>(f, pc, F.R_PC);
            store<u32>(f, sp, F.R_SP);
            setGas(gas);
            const next = call(op);
            if (state.fault) return;
            if (next == ENTERED) { ended = FRAME_ENTERED; break; }
            gas = gasLeft;
            if (next != HERE) { ended = next; break; }
            sp = load<u32>(f, F.R_SP);
            mem = load<u32>(f, F.R_MEM);
            memSize = load<u32>(f, F.R_MEM_SIZE);
            continue;
          }
          case 0xf3: case 0xfd: {
            gas = extendCells(f, gas, sp - 32, sp - 64);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            outLen = load<u32>(sp - 64);
            out = <usize>load<u32>(f, F.R_MEM) + (outLen ? <usize>load<u32>(sp - 32) : 0);
            if (op == 0xfd) ended = status.REVERT;
            break;
          }
          case 0xff: {
            if (load<u32>(f, F.R_STATIC)) { ended = status.WRITE_PROTECTION; break; }
            room();
            gas = selfDestruct(sp - 32, gas);
            if (state.fault) return;
            if (gas < 0) ended = status.OUT_OF_GAS;
            break;
          }
          default: {
            store<u32>(f, pc, F.R_PC);
            store<u32>(f, sp, F.R_SP);
            setGas(gas);
            ended = runEof(op, f);
            if (ended == status.OK) {
              pc = load<u32>(f, F.R_PC);
              sp = load<u32>(f, F.R_SP);
              gas = gasLeft;
              mem = load<u32>(f, F.R_MEM);
              memSize = load<u32>(f, F.R_MEM_SIZE);
              continue;
            }
          }
        }
        if (ended == status.OUT_OF_GAS && overflowed) {
          clearOverflow();
          ended = status.GAS_OVERFLOW;
        }
      }
      break;
    }
    if (ended == FRAME_ENTERED) continue;
    if (state.fault) return;
    if (sizeof<T>() == 2) {
      if (ended == status.OK || ended == status.REVERT) trace.settle(gas);
      else trace.failed(ended, gas);
    }
    if (endFrame(ended, out, outLen, gas)) return;
  }
}
