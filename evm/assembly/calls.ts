/** CALL, CALLCODE, DELEGATECALL, STATICCALL: the caller's side, up to the new frame. */
import { A_ADDRESS, A_BALANCE, C_BYTES, C_LENGTH, C_TARGET } from './account';
import { eofSection } from './container';
import { fork, hasEof, PRAGUE, SPURIOUS, TANGERINE } from './fork';
import * as F from './frame';
import { chargeAccount, clamp, extendCells } from './gas';
import { journalLength, reserveJournal, revertJournal } from './journal';
import { logCount, logLength } from './logs';
import { failure, precompileAt, runPrecompile } from './precompile';
import * as state from './state';
import { BALANCE, DEPTH, FAULT_MEMORY, OK, OUT_OF_GAS, PRECOMPILE_FAILURE, WRITE_PROTECTION } from './status';
import { refund } from './storage';
import * as trace from './trace';
import * as u256 from './u256';

/** Gas of the running frame, handed over between the interpreter and the call code. */
export let gasLeft: i64 = 0;
export function setGas(gas: i64): void {
  gasLeft = gas;
}

/** Answers of `call` and `create` besides a status: go on here, or run the frame just pushed. */
export const HERE: i32 = 0;
export const ENTERED: i32 = 1;

const address = memory.data(24);
const zero = memory.data(32, 16);
/** Code that a call runs: set by `resolveCode`. */
let code: usize = 0;

/** The account named by a cell. */
export function accountAt(cell: usize): usize {
  u256.cellToAddress(address, cell);
  return state.account(address);
}

/** Follows an EIP-7702 delegation once; returns the gas left after the access to its target. */
function resolveCode(target: usize, gas: i64): i64 {
  code = state.codeOf(target);
  if (fork < PRAGUE || load<u32>(code, C_TARGET) != 1) return gas;
  const delegate = state.account(code + C_BYTES + 3);
  if (trace.mode & trace.TOUCHES) trace.touchAccount(delegate);
  const left = state.warmAccount(delegate) ? gas - 2600 : gas - 100;
  code = state.codeOf(delegate);
  return left;
}

/** Price of sending value and of bringing an account to life. */
@inline
function transferGas(op: u32, target: usize, hasValue: bool): i64 {
  let cost: i64 = hasValue ? 9000 : 0;
  if (op == 0xf1) {
    if (fork >= SPURIOUS) {
      if (hasValue && state.isEmpty(target)) cost += 25000;
    } else if (!state.exists(target)) {
      cost += 25000;
    }
  }
  return cost;
}

/** Where an (offset, length) range of memory starts; an empty range may have any offset. */
@inline
export function at(mem: usize, offset: usize, length: u32): usize {
  return length ? mem + <usize>load<u32>(offset) : mem;
}

/** Fills the code fields of a frame from a code record. */
export function setFrameCode(f: usize, record: usize): void {
  const bytes = record + C_BYTES;
  store<u32>(f, record, F.R_CODE_RECORD);
  store<u32>(f, bytes, F.R_CODE);
  store<u32>(f, bytes, F.R_PC);
  store<u32>(f, load<u32>(record, C_LENGTH), F.R_CODE_LEN);
  store<u32>(f, 0, F.R_MAP);
  if (hasEof && load<u32>(record, C_TARGET) == 2) {
    store<u32>(f, bytes, F.R_CONTAINER);
    store<u32>(f, eofSection(bytes, 0), F.R_PC);
  }
}

/** Remembers in the frame what a failure has to restore. */
export function markFrame(f: usize, mark: u32): void {
  store<u32>(f, mark, F.R_MARK);
  store<u32>(f, logLength, F.R_LOG_MARK);
  store<u32>(f, logCount, F.R_LOG_COUNT);
  store<u64>(f, refund, F.R_REFUND);
}

/** Moves value, creating the receiver; a touch only when there is nothing to move. */
export function transfer(from: usize, to: usize, value: usize): void {
  if (u256.isZero(value)) {
    if (!state.exists(to) ? fork < SPURIOUS : fork >= SPURIOUS && state.isEmpty(to)) state.touch(to);
    return;
  }
  state.subBalance(from, value);
  state.addBalance(to, value);
}

/** Pops the arguments and pushes the outcome of a call that ended without a frame. */
function finish(below: usize, success: bool, out: usize, outLen: u32): i32 {
  const f = F.frame;
  u256.setU64(below, success ? 1 : 0);
  store<u32>(f, below + 32, F.R_SP);
  const size = F.returnSize < outLen ? F.returnSize : outLen;
  if (size) memory.copy(out, F.returnData, size);
  return HERE;
}

/** The operands of the running call instruction. */
let valueCell: usize = 0;
let inCell: usize = 0;

/** The call family; the frame's sp points behind the arguments. */
export function call(op: u32): i32 {
  const f = F.frame, sp = <usize>load<u32>(f, F.R_SP);
  const takesValue = op == 0xf1 || op == 0xf2;
  valueCell = takesValue ? sp - 96 : zero;
  inCell = takesValue ? sp - 128 : sp - 96;
  const hasValue = !u256.isZero(valueCell);
  if (!reserveJournal(64)) {
    state.setFault(FAULT_MEMORY);
    return OUT_OF_GAS;
  }
  let gas = extendCells(f, gasLeft, inCell, inCell - 32);
  if (gas >= 0) gas = extendCells(f, gas, inCell - 64, inCell - 96);
  if (gas < 0) {
    gasLeft = gas;
    return OUT_OF_GAS;
  }
  const target = accountAt(sp - 64);
  gas = resolveCode(target, chargeAccount(gas, target));
  if (state.fault) return OUT_OF_GAS;
  gas -= transferGas(op, target, hasValue);
  const requested = clamp(sp - 32);
  if (gas < 0 || (fork < TANGERINE && requested > <u64>gas)) {
    gasLeft = gas < 0 ? gas : -1;
    return OUT_OF_GAS;
  }
  if (op == 0xf1 && hasValue && load<u32>(f, F.R_STATIC)) return WRITE_PROTECTION;
  const most = fork >= TANGERINE ? gas - gas / 64 : gas;
  const given = requested > <u64>most ? most : <i64>requested;
  gasLeft = gas - given;
  trace.settle(gasLeft);
  return dispatch(op, target, hasValue ? given + 2300 : given, hasValue);
}

/** Runs the callee: at once when it fails early, is a precompile or has no code, else in a new frame. */
function dispatch(op: u32, target: usize, gas: i64, hasValue: bool): i32 {
  const f = F.frame, self = <usize>load<u32>(f, F.R_SELF), mem = <usize>load<u32>(f, F.R_MEM);
  const below = inCell - 96;
  const inLen = load<u32>(inCell - 32), input = at(mem, inCell, inLen);
  const outLen = load<u32>(inCell - 96), out = at(mem, inCell - 64, outLen);
  F.clearReturn();
  if (trace.mode & trace.CALLS) {
    const shown = op == 0xf4 ? f + F.R_VALUE : valueCell;
    trace.enter(op, self + A_ADDRESS, target + A_ADDRESS, shown, gas, input, inLen);
  }
  let early = OK;
  if (F.depth >= F.MAX_DEPTH) early = DEPTH;
  else if (hasValue && u256.lt(self + A_BALANCE, valueCell)) early = BALANCE;
  if (early != OK) {
    gasLeft += gas;
    if (trace.mode & trace.CALLS) trace.exit(early, 0, 0, 0, 0);
    return finish(below, false, out, 0);
  }
  const mark = journalLength, id = precompileAt(target + A_ADDRESS);
  if (op == 0xf1) transfer(self, target, valueCell);
  else if (op == 0xfa && fork >= SPURIOUS && state.isEmpty(target)) state.touch(target);
  if (id) return callPrecompile(id, mark, gas);
  if (!load<u32>(code, C_LENGTH)) {
    gasLeft += gas;
    if (trace.mode & trace.CALLS) trace.exit(OK, 0, 0, 0, 0);
    return finish(below, true, out, 0);
  }
  return openFrame(op, target, gas, mark);
}

function callPrecompile(id: u32, mark: u32, gas: i64): i32 {
  const mem = <usize>load<u32>(F.frame, F.R_MEM);
  const inLen = load<u32>(inCell - 32), outLen = load<u32>(inCell - 96);
  const left = runPrecompile(id, at(mem, inCell, inLen), inLen, gas);
  if (left < 0) {
    revertJournal(mark);
    F.clearReturn();
  } else {
    gasLeft += left;
  }
  if (trace.mode & trace.CALLS) {
    const used = left < 0 ? gas : gas - left;
    trace.exit(left < 0 ? PRECOMPILE_FAILURE : OK, id | failure, used, F.returnData, F.returnSize);
  }
  return finish(inCell - 96, left >= 0, at(mem, inCell - 64, outLen), outLen);
}

function openFrame(op: u32, target: usize, gas: i64, mark: u32): i32 {
  const f = F.frame, self = <usize>load<u32>(f, F.R_SELF), mem = <usize>load<u32>(f, F.R_MEM);
  const inLen = load<u32>(inCell - 32), input = at(mem, inCell, inLen);
  const out = load<u32>(inCell - 64), outLen = load<u32>(inCell - 96);
  store<u32>(f, out, F.R_OUT);
  store<u32>(f, outLen, F.R_OUT_LEN);
  store<u32>(f, inCell - 96, F.R_SP);
  store<u64>(f, gasLeft, F.R_GAS);
  const child = F.pushFrame();
  if (!child) {
    state.setFault(FAULT_MEMORY);
    return OUT_OF_GAS;
  }
  setFrameCode(child, code);
  markFrame(child, mark);
  store<u32>(child, input, F.R_DATA);
  store<u32>(child, inLen, F.R_DATA_LEN);
  store<u32>(child, op == 0xf1 || op == 0xfa ? target : self, F.R_SELF);
  store<u32>(child, target, F.R_TARGET);
  store<u32>(child, op, F.R_KIND);
  store<u32>(child, op == 0xfa ? 1 : load<u32>(f, F.R_STATIC), F.R_STATIC);
  memory.copy(child + F.R_CALLER, op == 0xf4 ? f + F.R_CALLER : self + A_ADDRESS, 20);
  u256.copy(child + F.R_VALUE, op == 0xf4 ? f + F.R_VALUE : valueCell);
  store<u64>(child, gas, F.R_GAS);
  store<u64>(child, gas, F.R_GAS_START);
  return ENTERED;
}
