/**
 * Trace events in binary, rendered later by TypeScript (src/trace/events.ts).
 * Every event starts [kind u32][size u32]; sizes are multiples of 8.
 */
import { A_ADDRESS } from './account';
import { allocBlock, freeBlock } from './heap';
import { detail } from './finish';
import * as F from './frame';
import * as state from './state';
import { FAULT_MEMORY, GAS_OVERFLOW, OUT_OF_GAS, SSTORE_SENTRY, STACK_OVERFLOW, STACK_UNDERFLOW } from './status';
import * as u256 from './u256';

export const CALLS: u32 = 1;
export const STEPS: u32 = 2;
export const STACK: u32 = 4;
export const MEMORY: u32 = 8;
export const TOUCHES: u32 = 16;
export const RETURN_DATA: u32 = 32;
/** Counts steps against the step cap; also set by every step trace. */
export const COUNT: u32 = 64;

const ENTER: u32 = 1;
const EXIT: u32 = 2;
const LOG: u32 = 3;
const STEP: u32 = 4;
const ACCOUNT: u32 = 5;
const SLOT: u32 = 6;
/** Bytes of a step before storage, stack, memory and return data. */
const STEP_HEAD: u32 = 56;

export let mode: u32 = 0;
let start: usize = 0;
let size: u32 = 0;
let length: u32 = 0;
let cap: u32 = 0x10000000;
let pendingStep: u32 = 0;
let pendingGas: i64 = 0;
/** Length before the touches of the running opcode, which count only when it has the gas it needs. */
let beforeTouches: u32 = 0;
const sink = memory.data(512, 16);

export function setTrace(bits: u32, maxBytes: u32): void {
  mode = bits;
  cap = maxBytes;
}

export function resetTrace(): void {
  length = 0;
  pendingStep = 0;
  if (size > 0x1000000) {
    freeBlock(start, size);
    start = 0;
    size = 0;
  }
}

export function tracePointer(): usize {
  return start;
}

export function traceLength(): u32 {
  return length;
}

/** Starts an event with `body` bytes after the header; 0 when the trace is full (the run then faults). */
function begin(kind: u32, body: u32): usize {
  const bytes = (body + 15) & ~7;
  const need: u64 = <u64>length + bytes;
  if (need > <u64>size && !grow(need)) {
    state.setFault(FAULT_MEMORY);
    return 0;
  }
  const at = start + length;
  length = <u32>need;
  store<u32>(at, kind);
  store<u32>(at, bytes, 4);
  return at + 8;
}

function grow(need: u64): bool {
  if (need > <u64>cap) return false;
  let grown: u32 = size ? size : 0x8000;
  while (<u64>grown < need) grown <<= 1;
  const block = allocBlock(grown);
  if (!block) return false;
  if (start) {
    memory.copy(block, start, length);
    freeBlock(start, size);
  }
  start = block;
  size = grown;
  return true;
}

/** A frame begins (also calls that fail at once, and self-destructs). `value` is a cell. */
export function enter(op: u32, from: usize, to: usize, value: usize, gas: i64, input: usize, inputLen: u32): void {
  const at = begin(ENTER, 96 + inputLen);
  if (!at) return;
  store<u32>(at, op);
  store<u32>(at, inputLen, 4);
  store<u64>(at, gas, 8);
  memory.copy(at + 16, from, 20);
  memory.copy(at + 36, to, 20);
  u256.copy(at + 56, value);
  memory.copy(at + 88, input, inputLen);
}

/** The innermost open frame ends. */
export function exit(status: i32, detail: u32, gasUsed: i64, out: usize, outLen: u32): void {
  const at = begin(EXIT, 24 + outLen);
  if (!at) return;
  store<u32>(at, status);
  store<u32>(at, detail, 4);
  store<u64>(at, gasUsed, 8);
  store<u32>(at, outLen, 16);
  memory.copy(at + 24, out, outLen);
}

export function log(address: usize, top: usize, topics: u32, data: usize, dataLen: u32): void {
  const at = begin(LOG, 32 + (topics << 5) + dataLen);
  if (!at) return;
  memory.copy(at, address, 20);
  store<u32>(at, topics, 20);
  store<u32>(at, dataLen, 24);
  for (let i: u32 = 0; i < topics; i++) u256.swap32(at + 32 + (i << 5), top - ((i + 1) << 5));
  memory.copy(at + 32 + (topics << 5), data, dataLen);
}

export function touchAccount(address: usize): void {
  const at = begin(ACCOUNT, 24);
  if (at) memory.copy(at, address, 20);
}

export function touchSlot(address: usize, key: usize): void {
  const at = begin(SLOT, 56);
  if (!at) return;
  memory.copy(at, address, 20);
  u256.copy(at + 24, key);
}

/** What the traced interpreter reports ahead of every opcode. */
export function before(pc: usize, sp: usize, gas: i64, refund: i64): void {
  settle(gas);
  if (mode & STEPS) step(pc, sp, gas, refund);
  if (mode & TOUCHES) touches(load<u8>(pc), sp, <u32>(sp - load<u32>(F.frame, F.R_BASE)) >> 5);
}

/** Records the opcode about to run. The cost is filled in when it is known. */
function step(pc: usize, sp: usize, gas: i64, refund: i64): void {
  const f = F.frame, base = <usize>load<u32>(f, F.R_BASE);
  const op = load<u8>(pc);
  const stackLen = <u32>(sp - base);
  const stackBytes = mode & STACK ? stackLen : 0;
  const memBytes = mode & MEMORY ? load<u32>(f, F.R_MEM_SIZE) : 0;
  const dataBytes = mode & RETURN_DATA ? F.returnSize : 0;
  const isStorage = (op == 0x54 && stackLen >= 32) || (op == 0x55 && stackLen >= 64);
  const at = begin(STEP, STEP_HEAD + (isStorage ? 88 : 0) + stackBytes + memBytes + dataBytes);
  if (!at) return;
  store<u32>(at, <u32>(pc - load<u32>(f, F.R_CODE)));
  store<u8>(at, op, 4);
  store<u8>(at, isStorage ? 1 : 0, 5);
  store<u16>(at, 0, 6);
  store<u32>(at, F.depth + 1, 8);
  store<u32>(at, stackBytes, 12);
  store<u32>(at, memBytes, 16);
  store<u32>(at, dataBytes, 20);
  store<u64>(at, gas, 24);
  store<u64>(at, 0, 32);
  store<u64>(at, refund, 40);
  store<u64>(at, 0, 48);
  let to = at + STEP_HEAD;
  if (isStorage) {
    const self = <usize>load<u32>(f, F.R_SELF);
    memory.copy(to, self + A_ADDRESS, 20);
    u256.copy(to + 20, sp - 32);
    if (op == 0x55) u256.copy(to + 52, sp - 64);
    else u256.copy(to + 52, state.slot(self, sp - 32) + 32);
    to += 88;
  }
  for (let i: usize = 0; i < <usize>stackBytes; i += 32) u256.copy(to + i, base + i);
  if (memBytes) memory.copy(to + stackBytes, load<u32>(f, F.R_MEM), memBytes);
  if (dataBytes) memory.copy(to + stackBytes + memBytes, F.returnData, dataBytes);
  pendingStep = <u32>(at - start) + 1;
  pendingGas = gas;
}

/** Fills in what the last step cost, once; `gas` is what is left after it. */
export function settle(gas: i64): void {
  if (!pendingStep) return;
  store<u64>(start + pendingStep - 1, pendingGas - gas, 32);
  pendingStep = 0;
}

/** Marks the last step as failed before it ran, with the cost it would have had and what belongs to the message. */
function failStep(status: i32, cost: i64): void {
  if (!pendingStep) return;
  const at = start + pendingStep - 1;
  store<u16>(at, <u16>status, 6);
  store<u64>(at, cost, 32);
  store<u32>(at, detail, 48);
  pendingStep = 0;
}

/** The running step ended its frame with an exception; only failures found before it ran are shown on the step. */
export function failed(status: i32, gas: i64): void {
  const before = status == OUT_OF_GAS || status == STACK_UNDERFLOW || status == STACK_OVERFLOW || status == GAS_OVERFLOW || status == SSTORE_SENTRY;
  if (before && mode & TOUCHES) length = beforeTouches;
  if (before) failStep(status, pendingGas - gas);
  else settle(gas);
}

/** For the prestate tracer: what the opcode about to run reads. `height` is the stack height in cells. */
function touches(op: u32, sp: usize, height: u32): void {
  beforeTouches = length;
  const self = <usize>load<u32>(F.frame, F.R_SELF) + A_ADDRESS;
  if (height >= 1 && (op == 0x54 || op == 0x55)) {
    touchSlot(self, sp - 32);
  } else if (height >= 1 && (op == 0x31 || op == 0x3b || op == 0x3c || op == 0x3f || op == 0xff)) {
    u256.cellToAddress(sink, sp - 32);
    touchAccount(sink);
  } else if (height >= 5 && (op == 0xf1 || op == 0xf2 || op == 0xf4 || op == 0xfa)) {
    u256.cellToAddress(sink, sp - 64);
    touchAccount(sink);
  }
}
