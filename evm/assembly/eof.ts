/**
 * EOF v1 as drafted in 2024 (EIP-3540, 4200, 4750, 6206, 7480, 663): what the official EOF state tests run.
 * Deployed containers are taken as valid, as they were when they were deployed.
 */
import { setGas, gasLeft } from './calls';
import { eofSection, eofTypes, i16be, u16be } from './container';
import * as F from './frame';
import { chargeWords, clamp, copyPadded, extendCells } from './gas';
import { allocBlock } from './heap';
import { setFault } from './state';
import { FAULT_MEMORY, INVALID_OPCODE, OK, OUT_OF_GAS, STACK_OVERFLOW } from './status';
import * as u256 from './u256';

const RETURN_LIMIT: u32 = 1024;
/** One return stack per depth; allocated when EOF code first calls a function. */
let returns: usize = 0;
const word = memory.data(32, 16);

/** Length and start of the data section. */
let data: usize = 0;
let dataLen: u32 = 0;
function findData(container: usize): void {
  const sections = u16be(container + 7);
  const sizeAt = container + 9 + (sections << 1);
  const kind = load<u8>(sizeAt);
  let dataHeader = sizeAt;
  let bytes: usize = eofTypes(container) + u16be(container + 4);
  if (kind == 3) {
    const subs = u16be(sizeAt + 1);
    dataHeader = sizeAt + 3 + (subs << 1);
    for (let i: u32 = 0; i < subs; i++) bytes += u16be(sizeAt + 3 + (i << 1));
  }
  for (let i: u32 = 0; i < sections; i++) bytes += u16be(container + 9 + (i << 1));
  dataLen = u16be(dataHeader + 1);
  data = bytes;
}

/** Enters a function: false when its stack could overflow. */
function fits(f: usize, section: u32): bool {
  const type = eofTypes(load<u32>(f, F.R_CONTAINER)) + (section << 2);
  const height = (load<u32>(f, F.R_SP) - load<u32>(f, F.R_BASE)) >> 5;
  return height + u16be(type + 2) - <u32>load<u8>(type) <= 1024;
}

function callFunction(f: usize, pc: usize): i32 {
  const section = u16be(pc), depth = load<u32>(f, F.R_RETURNS);
  if (!fits(f, section) || depth >= RETURN_LIMIT) return STACK_OVERFLOW;
  if (!returns) {
    returns = allocBlock((F.MAX_DEPTH + 1) * RETURN_LIMIT * 4);
    if (!returns) {
      setFault(FAULT_MEMORY);
      return OUT_OF_GAS;
    }
  }
  store<u32>(returns + ((F.depth * RETURN_LIMIT + depth) << 2), pc + 2);
  store<u32>(f, depth + 1, F.R_RETURNS);
  store<u32>(f, eofSection(load<u32>(f, F.R_CONTAINER), section), F.R_PC);
  return OK;
}

function leaveFunction(f: usize): i32 {
  const depth = load<u32>(f, F.R_RETURNS) - 1;
  store<u32>(f, load<u32>(returns + ((F.depth * RETURN_LIMIT + depth) << 2)), F.R_PC);
  store<u32>(f, depth, F.R_RETURNS);
  return OK;
}

function jumpFunction(f: usize, pc: usize): i32 {
  const section = u16be(pc);
  if (!fits(f, section)) return STACK_OVERFLOW;
  store<u32>(f, eofSection(load<u32>(f, F.R_CONTAINER), section), F.R_PC);
  return OK;
}

/** RJUMP, RJUMPI and RJUMPV: the pc after the jump. */
function relativeJump(op: u32, pc: usize, sp: usize): usize {
  if (op == 0xe0) return pc + 2 + i16be(pc);
  if (op == 0xe1) return u256.isZero(sp - 32) ? pc + 2 : pc + 2 + i16be(pc);
  const last = <u32>load<u8>(pc), index = clamp(sp - 32);
  const next = pc + 1 + ((last + 1) << 1);
  return index > <u64>last ? next : next + i16be(pc + 1 + (<usize>index << 1));
}

function dataLoad(cell: usize, from: u64): void {
  copyPadded(word, data, dataLen, from, 32);
  u256.swap32(cell, word);
}

function dataCopy(f: usize, sp: usize): i32 {
  let gas = extendCells(f, gasLeft, sp - 32, sp - 96);
  if (gas >= 0) gas = chargeWords(gas, clamp(sp - 96), 3);
  setGas(gas);
  if (gas < 0) return OUT_OF_GAS;
  const length = load<u32>(sp - 96);
  if (length) copyPadded(<usize>load<u32>(f, F.R_MEM) + <usize>load<u32>(sp - 32), data, dataLen, clamp(sp - 64), length);
  store<u32>(f, sp - 96, F.R_SP);
  return OK;
}

function dataOpcode(op: u32, f: usize, pc: usize, sp: usize): i32 {
  findData(load<u32>(f, F.R_CONTAINER));
  if (op == 0xd3) return dataCopy(f, sp);
  if (op == 0xd0) {
    dataLoad(sp - 32, clamp(sp - 32));
    return OK;
  }
  if (op == 0xd1) {
    dataLoad(sp, u16be(pc));
    store<u32>(f, pc + 2, F.R_PC);
  } else {
    u256.setU64(sp, dataLen);
  }
  store<u32>(f, sp + 32, F.R_SP);
  return OK;
}

/** DUPN, SWAPN, EXCHANGE. */
function stackOpcode(op: u32, f: usize, pc: usize, sp: usize): i32 {
  const n = <u32>load<u8>(pc);
  store<u32>(f, pc + 1, F.R_PC);
  if (op == 0xe6) {
    u256.copy(sp, sp - ((n + 1) << 5));
    store<u32>(f, sp + 32, F.R_SP);
  } else if (op == 0xe7) {
    u256.swap(sp - 32, sp - ((n + 2) << 5));
  } else {
    const first = (n >> 4) + 1, second = (n & 15) + 1;
    u256.swap(sp - ((first + 1) << 5), sp - ((first + second + 1) << 5));
  }
  return OK;
}

function returnDataLoad(cell: usize): i32 {
  copyPadded(word, F.returnData, F.returnSize, clamp(cell), 32);
  u256.swap32(cell, word);
  return OK;
}

/** Runs an EOF-only opcode; pc, sp and gas of the frame are up to date before and after. */
export function runEof(op: u32, f: usize): i32 {
  const pc = <usize>load<u32>(f, F.R_PC), sp = <usize>load<u32>(f, F.R_SP);
  if (op >= 0xe0 && op <= 0xe2) {
    store<u32>(f, relativeJump(op, pc, sp), F.R_PC);
    if (op != 0xe0) store<u32>(f, sp - 32, F.R_SP);
    return OK;
  }
  if (op == 0xe3) return callFunction(f, pc);
  if (op == 0xe4) return leaveFunction(f);
  if (op == 0xe5) return jumpFunction(f, pc);
  if (op >= 0xd0 && op <= 0xd3) return dataOpcode(op, f, pc, sp);
  if (op >= 0xe6 && op <= 0xe8) return stackOpcode(op, f, pc, sp);
  if (op == 0xf7) return returnDataLoad(sp - 32);
  return INVALID_OPCODE;
}
