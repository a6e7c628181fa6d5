/** The end of a frame: what it leaves behind, and what its caller sees. */
import { deploy } from './create';
import * as F from './frame';
import { revertJournal } from './journal';
import { revertLogs } from './logs';
import * as state from './state';
import { FAULT_MEMORY, OK, REVERT } from './status';
import { setRefund } from './storage';
import * as trace from './trace';
import * as u256 from './u256';

/** Outcome of the outermost frame. */
export let finalStatus: i32 = 0;
export let finalGas: i64 = 0;
/** Detail of the last failure, for messages: opcode or stack heights. */
export let detail: u32 = 0;
export function setDetail(value: u32): void {
  detail = value;
}

@inline
function isCreate(kind: u32): bool {
  return kind == 0xf0 || kind == 0xf5;
}

/** Takes back all the frame did. */
function undo(f: usize): void {
  revertJournal(load<u32>(f, F.R_MARK));
  revertLogs(load<u32>(f, F.R_LOG_MARK), load<u32>(f, F.R_LOG_COUNT));
  setRefund(load<i64>(f, F.R_REFUND));
}

/** Ends the running frame; true when it was the outermost one. The output must lie in memory that stays put. */
export function endFrame(ended: i32, out: usize, outLen: u32, gas: i64): bool {
  const f = F.frame, kind = load<u32>(f, F.R_KIND);
  let status = ended, left = gas;
  if (status == OK && isCreate(kind)) {
    store<u64>(f, left, F.R_GAS);
    status = deploy(f, out, outLen);
    left = load<i64>(f, F.R_GAS);
  }
  if (status > REVERT) left = 0;
  if (status != OK) undo(f);
  if (!F.setReturn(out, status <= REVERT ? outLen : 0)) state.setFault(FAULT_MEMORY);
  if (trace.mode & trace.CALLS) trace.exit(status, detail, load<i64>(f, F.R_GAS_START) - left, F.returnData, F.returnSize);
  if (isCreate(kind) && status == OK) F.clearReturn();
  if (F.depth == 0) {
    finalStatus = status;
    finalGas = left;
    if (isCreate(kind) && status == OK) F.setReturn(out, outLen);
    return true;
  }
  const self = <usize>load<u32>(f, F.R_SELF);
  F.popFrame();
  handOver(kind, status, left, self);
  return false;
}

/** Pushes the outcome on the caller's stack, copies the output, returns the gas. */
function handOver(kind: u32, status: i32, left: i64, self: usize): void {
  const f = F.frame, sp = <usize>load<u32>(f, F.R_SP);
  if (isCreate(kind)) {
    if (status == OK) u256.addressToCell(sp, self);
    else u256.setZero(sp);
  } else {
    u256.setU64(sp, status == OK ? 1 : 0);
    const room = load<u32>(f, F.R_OUT_LEN);
    const size = F.returnSize < room ? F.returnSize : room;
    if (size) memory.copy(<usize>load<u32>(f, F.R_MEM) + <usize>load<u32>(f, F.R_OUT), F.returnData, size);
  }
  store<u32>(f, sp + 32, F.R_SP);
  store<u64>(f, load<i64>(f, F.R_GAS) + left, F.R_GAS);
}
