/** Exports of the kernel. */
import { codeBytes, initCodes, newCode } from './code';
import * as divide from './divide';
import { setBlobCount } from './environment';
import * as env from './environment';
import { setFork } from './fork';
import { initFrames, reserveReturn as reserve, returnData } from './frame';
import { allocBlock, freeBlock, memoryTop, setMemoryCap } from './heap';
import { setStepCap } from './interpreter';
import { clearJournal, journalLength, revertJournal } from './journal';
import { keccak256 } from './keccak';
import * as M from './message';
import { initPush } from './operand';
import { setPrecompiles } from './precompile';
import { recordBytes } from './records';
import * as state from './state';
import { openStep, opNames, renderedTo, renderOutput, renderSteps } from './render';
import { setTrace, traceLength, tracePointer } from './trace';
import { execute } from './transaction';
import * as u256 from './u256';

export { execute, keccak256, memoryTop, setMemoryCap, setStepCap, setTrace, traceLength, tracePointer, setBlobCount, clearJournal, revertJournal,
  renderOutput, renderSteps };

let input: usize = 0;
let inputSize: u32 = 0;
const cells = memory.data(128, 16);

/** Sets everything up; called once after instantiation. */
export function init(): void {
  initCodes();
  state.initState();
  initFrames();
  initPush();
}

export function configure(fork: u32, eof: bool, blsDraft: bool): void {
  setFork(fork, eof);
  setPrecompiles(blsDraft);
}

/** Buffer for transaction data of at least `size` bytes; 0 when memory is exhausted. */
export function reserveInput(size: u32): usize {
  if (size <= inputSize) return input;
  const block = allocBlock(size);
  if (!block) return 0;
  if (input) freeBlock(input, inputSize);
  input = block;
  inputSize = size;
  return input;
}

/** Where a precompile writes `size` bytes of output; 0 when memory is exhausted. */
export function reserveReturn(size: u32): usize {
  return reserve(size) ? returnData : 0;
}

/** A code record for the host to fill at the returned pointer plus 64. */
export function reserveCode(hash: usize, size: u32): usize {
  return newCode(hash, size);
}

export function journalPosition(): u32 {
  return journalLength;
}

export function messagePointer(): usize {
  return M.message;
}

export function resultPointer(): usize {
  return M.result;
}

export function environmentPointer(): usize {
  return env.environment;
}

export function blobHashPointer(): usize {
  return env.blobHashes;
}

export function clearState(): void {
  state.clearState();
}

/** Bytes the warm tables hold. */
export function warmBytes(): u32 {
  return recordBytes + codeBytes;
}

export function nextAccount(from: u32): usize {
  return state.nextAccount(from);
}

export function nextSlot(from: u32): usize {
  return state.nextSlot(from);
}

export function cursor(): u32 {
  return state.cursor;
}

/** The record of an account, loaded when cold. */
export function accountRecord(address: usize): usize {
  return state.account(address);
}

/** The record of a slot, loaded when cold. */
export function slotRecord(account: usize, key: usize): usize {
  return state.slot(account, key);
}

export function fault(): i32 {
  return state.fault;
}

export function scratchPointer(): usize {
  return cells;
}

/** One arithmetic operation on the cells at `scratchPointer`: operands at 0, 32, 64, result at 96. For property tests. */
export function compute(op: u32): void {
  const a = cells, b = cells + 32, c = cells + 64, r = cells + 96;
  switch (op) {
    case 0x01: u256.add(a, b, r); break;
    case 0x02: u256.mul(a, b, r); break;
    case 0x03: u256.sub(a, b, r); break;
    case 0x04: divide.div(a, b, r); break;
    case 0x05: divide.sdiv(a, b, r); break;
    case 0x06: divide.mod(a, b, r); break;
    case 0x07: divide.smod(a, b, r); break;
    case 0x08: divide.addmod(a, b, c, r); break;
    case 0x09: divide.mulmod(a, b, c, r); break;
    case 0x0a: divide.exp(a, b, r); break;
    case 0x0b: u256.signExtend(a, b, r); break;
    case 0x10: u256.setU64(r, <u64>u256.lt(a, b)); break;
    case 0x12: u256.setU64(r, <u64>u256.slt(a, b)); break;
    case 0x1a: u256.byteAt(a, b, r); break;
    case 0x1b: u256.shl(a, b, r); break;
    case 0x1c: u256.shr(a, b, r); break;
    case 0x1d: u256.sar(a, b, r); break;
    case 0x1e: u256.setU64(r, 256 - u256.bitLength(a)); break;
    default: unreachable();
  }
}

/** Table of opcode names for the step renderer. */
export function opNamePointer(): usize {
  return opNames;
}

/** Where the last `renderSteps` stopped. */
export function renderEnd(): usize {
  return renderedTo;
}

/** The step that the last `renderSteps` left open, or 0. */
export function renderOpen(): usize {
  return openStep;
}
