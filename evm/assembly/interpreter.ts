/**
 * The dispatch loop. Program counter, stack pointer, gas and memory bounds stay in locals; everything else sits in the
 * frame record. `T` picks the variant at compile time: u8 plain, u16 with trace hooks and the exact step count.
 */
import { A_BALANCE } from './account';
import { accountAt, call, ENTERED, gasLeft, HERE, setGas } from './calls';
import { jumpMap } from './code';
import { beyondReturn, callDataLoad, copyIn, log, memoryCopy } from './copying';
import { create } from './create';
import * as divide from './divide';
import * as env from './environment';
import { runEof } from './eof';
import { blockHash, extCodeCopy, extCodeHash, extCodeSize } from './external';
import { endFrame } from './finish';
import { eofTable, hasEof, opTable } from './fork';
import * as F from './frame';
import { chargeAccount, chargeWords, clamp, clearOverflow, expCost, extend, extendCells, overflowed } from './gas';
import { reserveJournal } from './journal';
import { keccakCached } from './keccak';
import { ADDRESS_MASK, FREE_POINTER, isTarget, pushBytes, setAddressMask, stackFailure, target } from './operand';
import { isOver, spend } from './patience';
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
/** What a call counts for: it may run a costly precompile. */
const CALL_UNITS: u32 = 1 << 8;
/** What an access to state counts for: it may be the first one. */
const STATE_UNITS: u32 = 16;
/** Steps left before FAULT_STEPS; counted in the traced variant only. */
let stepsLeft: u64 = <u64>-1;
export function setStepCap(cap: u64): void {
  stepsLeft = cap;
}

const hash = memory.data(32, 16);

/** Room in the journal for what a state access notes, and its share of the patience. */
@inline
function room(): void {
  spend(STATE_UNITS);
  if (!reserveJournal(64)) state.setFault(status.FAULT_MEMORY);
}

/** Runs from the frame on top until the outermost frame ends or a fault stops everything. */
export function interpret<T>(): void {
  let f = F.frame;
  let pc: usize = 0, sp: usize = 0, base: usize = 0, mem: usize = 0, code: usize = 0, table: usize = opTable;
  let memSize: u64 = 0, gas: i64 = 0;
  while (true) {
    f = F.frame;
    pc = load<u32>(f, F.R_PC);
    sp = load<u32>(f, F.R_SP);
    base = load<u32>(f, F.R_BASE);
    mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE);
    code = load<u32>(f, F.R_CODE);
    gas = load<i64>(f, F.R_GAS);
    if (!load<u32>(f, F.R_MAP)) store<u32>(f, jumpMap(load<u32>(f, F.R_CODE_RECORD)), F.R_MAP);
    table = opTable;
    if (hasEof && load<u32>(f, F.R_CONTAINER)) table = eofTable;
    if (state.fault) return;
    let ended: i32 = status.OK;
    let out: usize = mem, outLen: u32 = 0;
    while (true) {
      const op = <u32>load<u8>(pc);
      if (sizeof<T>() == 2) {
        if (stepsLeft-- == 0) state.setFault(status.FAULT_STEPS);
        trace.before(pc, sp, gas, refund);
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
          case 0x01: sp -= 32; u256.add(sp, sp - 32, sp - 32); continue; case 0x02: sp -= 32; u256.mul(sp, sp - 32, sp - 32); continue;
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
          case 0x15: {
            const isZero = u256.isZero(sp - 32);
            if (sizeof<T>() == 1 && load<u8>(pc) == 0x61 && load<u8>(pc, 3) == 0x57 && gas > 13 && <usize>(sp - base) <= FULL_STACK) {
              const to = <u32>load<u8>(pc, 1) << 8 | <u32>load<u8>(pc, 2);
              sp -= 32; gas -= 13;
              if (!isZero) { pc += 4; continue; }
              if (!isTarget(f, to)) { ended = status.INVALID_JUMP; break; }
              gas--; pc = code + <usize>to + 1;
              if (isOver()) return;
              continue;
            }
            u256.setU64(sp - 32, <u64>isZero); continue;
          }
          case 0x16: sp -= 32; u256.and(sp, sp - 32); continue; case 0x17: sp -= 32; u256.or(sp, sp - 32); continue;
          case 0x18: sp -= 32; u256.xor(sp, sp - 32); continue; case 0x19: u256.not(sp - 32); continue;
          case 0x1a: sp -= 32; u256.byteAt(sp, sp - 32, sp - 32); continue;
          case 0x1b: sp -= 32; u256.shl(sp, sp - 32, sp - 32); continue; case 0x1c: sp -= 32; u256.shr(sp, sp - 32, sp - 32); continue;
          case 0x1d: sp -= 32; u256.sar(sp, sp - 32, sp - 32); continue;
          case 0x1e: u256.setU64(sp - 32, 256 - u256.bitLength(sp - 32)); continue;
          case 0x20: {
            gas = extendCells(f, gas, sp - 32, sp - 64);
            if (gas >= 0) gas = chargeWords(gas, clamp(sp - 64), 6);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE);
            sp -= 32;
            spend(load<u32>(sp - 32) >> 4);
            if (isOver()) return;
            keccakCached(mem + <usize>load<u64>(sp), load<u32>(sp - 32), hash);
            u256.swap32(sp - 32, hash);
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
          case 0x34: u256.copy(sp, f + F.R_VALUE); sp += 32; continue; case 0x35: callDataLoad(f, sp - 32); continue;
          case 0x36: u256.setU64(sp, load<u32>(f, F.R_DATA_LEN)); sp += 32; continue;
          case 0x37: case 0x39: {
            const source: usize = op == 0x37 ? F.R_DATA : F.R_CODE;
            gas = copyIn(f, sp, gas, load<u32>(f + source), load<u32>(f + source, 4));
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE); sp -= 96; continue;
          }
          case 0x38: u256.setU64(sp, load<u32>(f, F.R_CODE_LEN)); sp += 32; continue;
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
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE); sp -= 128; continue;
          }
          case 0x3d: u256.setU64(sp, F.returnSize); sp += 32; continue;
          case 0x3e: {
            if (beyondReturn(sp)) { ended = status.RETURN_DATA_OUT_OF_BOUNDS; break; }
            gas = copyIn(f, sp, gas, F.returnData, F.returnSize);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE); sp -= 96; continue;
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
          case 0x40: blockHash(sp - 32); if (state.fault) return; continue; case 0x41: u256.copy(sp, env.COINBASE); sp += 32; continue;
          case 0x42: u256.copy(sp, env.TIMESTAMP); sp += 32; continue; case 0x43: u256.copy(sp, env.NUMBER); sp += 32; continue;
          case 0x44: u256.copy(sp, env.RANDAO); sp += 32; continue; case 0x45: u256.copy(sp, env.GAS_LIMIT); sp += 32; continue;
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
          case 0x50: {
            sp -= 32;
            if (sizeof<T>() == 1) while (load<u8>(pc) == 0x50 && gas > 1 && sp > base) { sp -= 32; gas -= 2; pc++; }
            continue;
          }
          case 0x51: {
            const offset = load<u64>(sp - 32);
            if (!u256.fitsU64(sp - 32) || offset >= memSize || offset + 32 > memSize) {
              gas = extend(f, gas, clamp(sp - 32), 32);
              if (gas < 0) { ended = status.OUT_OF_GAS; break; }
              mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE);
            }
            u256.swap32(sp - 32, mem + <usize>offset);
            continue;
          }
          case 0x52: {
            const offset = load<u64>(sp - 32);
            if (!u256.fitsU64(sp - 32) || offset >= memSize || offset + 32 > memSize) {
              gas = extend(f, gas, clamp(sp - 32), 32);
              if (gas < 0) { ended = status.OUT_OF_GAS; break; }
              mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE);
            }
            sp -= 64;
            u256.toMemory(mem + <usize>offset, sp);
            continue;
          }
          case 0x53: {
            gas = extend(f, gas, clamp(sp - 32), 1);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE);
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
            sp -= 64; continue;
          }
          case 0x56: case 0x57: {
            sp -= op == 0x56 ? 32 : 64;
            if (op == 0x57 && u256.isZero(sp)) continue;
            const to = target(f, op == 0x56 ? sp : sp + 32, code);
            if (!to) { ended = status.INVALID_JUMP; break; }
            pc = to;
            // The JUMPDEST itself: one gas and nothing else.
            if (sizeof<T>() == 1 && gas > 0) { pc++; gas--; }
            if (isOver()) return;
            continue;
          }
          case 0x58: u256.setU64(sp, <u64>(pc - 1 - code)); sp += 32; continue; case 0x59: u256.setU64(sp, memSize); sp += 32; continue;
          case 0x5a: u256.setU64(sp, gas); sp += 32; continue; case 0x5b: continue;
          case 0x5c: tload(load<u32>(f, F.R_SELF), sp - 32); if (state.fault) return; continue;
          case 0x5d: {
            if (load<u32>(f, F.R_STATIC)) { ended = status.WRITE_PROTECTION; break; }
            room();
            tstore(load<u32>(f, F.R_SELF), sp - 32, sp - 64);
            if (state.fault) return;
            sp -= 64; continue;
          }
          case 0x5e: {
            gas = memoryCopy(f, sp, gas);
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE); sp -= 96; continue;
          }
          case 0x5f: u256.setZero(sp); sp += 32; continue;
          case 0x60: {
            if (sizeof<T>() == 1) {
              if (load<u64>(pc - 1) == ADDRESS_MASK && gas > 11 && <usize>(sp - base) < FULL_STACK - 64) {
                setAddressMask(sp);
                gas -= 12; pc += 7; sp += 32; continue;
              }
              if (load<u16>(pc) == FREE_POINTER && gas > 2 && memSize > 95) {
                u256.swap32(sp, mem + 0x40);
                gas -= 3; pc += 2; sp += 32; continue;
              }
            }
            u256.setU64(sp, load<u8>(pc));
            pc++; sp += 32; continue;
          }
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
              gas--; pc = code + <usize>value + 1;
              if (isOver()) return;
              continue;
            }
            u256.setU64(sp, value);
            pc += 2; sp += 32; continue;
          }
          case 0x62: case 0x63: case 0x64: case 0x65: case 0x66: case 0x67: case 0x68: case 0x69: case 0x6a: case 0x6b:
          case 0x6c: case 0x6d: case 0x6e: case 0x6f: case 0x70: case 0x71: case 0x72: case 0x73: case 0x74: case 0x75:
          case 0x76: case 0x77: case 0x78: case 0x79: case 0x7a: case 0x7b: case 0x7c: case 0x7d: case 0x7e: case 0x7f: {
            const size = <usize>op - 0x5f;
            pushBytes(sp, pc, size);
            pc += size; sp += 32; continue;
          }
          case 0x80: case 0x81: case 0x82: case 0x83: case 0x84: case 0x85: case 0x86: case 0x87:
          case 0x88: case 0x89: case 0x8a: case 0x8b: case 0x8c: case 0x8d: case 0x8e: case 0x8f: {
            u256.copy(sp, sp - <usize>((op - 0x7f) << 5));
            sp += 32; continue;
          }
          case 0x90: case 0x91: case 0x92: case 0x93: case 0x94: case 0x95: case 0x96: case 0x97:
          case 0x98: case 0x99: case 0x9a: case 0x9b: case 0x9c: case 0x9d: case 0x9e: case 0x9f: {
            u256.swap(sp - 32, sp - <usize>((op - 0x8e) << 5));
            continue;
          }
          case 0xa0: case 0xa1: case 0xa2: case 0xa3: case 0xa4: {
            if (load<u32>(f, F.R_STATIC)) { ended = status.WRITE_PROTECTION; break; }
            const topics = op - 0xa0;
            gas = log(f, sp, topics, gas);
            if (state.fault) return;
            if (gas < 0) { ended = status.OUT_OF_GAS; break; }
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE); sp -= 64 + (topics << 5); continue;
          }
          case 0xf0: case 0xf5: case 0xf1: case 0xf2: case 0xf4: case 0xfa: {
            spend(CALL_UNITS);
            if (isOver()) return;
            store<u32>(f, pc, F.R_PC);
            store<u32>(f, sp, F.R_SP);
            setGas(gas);
            const next = op == 0xf0 || op == 0xf5 ? create(op) : call(op);
            if (state.fault) return;
            if (next == ENTERED) { ended = FRAME_ENTERED; break; }
            gas = gasLeft;
            if (next != HERE) { ended = next; break; }
            sp = load<u32>(f, F.R_SP);
            mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE); continue;
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
              mem = load<u32>(f, F.R_MEM), memSize = load<u32>(f, F.R_MEM_SIZE); continue;
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
