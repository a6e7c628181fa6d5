/** A whole transaction: checks, up-front payment, access list, authorisations, the run, refunds, fees, the sweep. */
import { A_BALANCE, A_CODE, A_CODE_HASH, A_NONCE, C_TARGET, F_EXISTS, A_FLAGS } from './account';
import { markFrame, setFrameCode, transfer } from './calls';
import { addressFromNonce, begin, collides, created, loadInitCode, place } from './create';
import * as env from './environment';
import { finalGas, finalStatus, detail, setDetail } from './finish';
import { BERLIN, CANCUN, fork, HOMESTEAD, ISTANBUL, LONDON, PRAGUE, SHANGHAI, SPURIOUS } from './fork';
import * as F from './frame';
import { clearOverflow } from './gas';
import { interpret } from './interpreter';
import { clearJournal, ENTRY, journalLength, reserveJournal, revertJournal, touchedAccount } from './journal';
import * as logs from './logs';
import * as M from './message';
import { failure, precompileAt, runPrecompile } from './precompile';
import * as state from './state';
import * as status from './status';
import { refund, setRefund } from './storage';
import { delegatedCode, authorise } from './authorise';
import * as trace from './trace';
import * as u256 from './u256';

const product = memory.data(32, 16);
const gasCell = memory.data(32, 16);
let tokens: u64 = 0;

/** Gas before the first opcode (yellow paper 6.2, EIP-2028, 2930, 3860, 7702); counts calldata tokens on the way. */
function intrinsicGas(m: usize): i64 {
  const data = <usize>load<u32>(m, M.M_DATA), length = load<u32>(m, M.M_DATA_LEN);
  const isCreate = load<u32>(m, M.M_FLAGS) & M.IS_CREATE;
  let nonZero: u64 = 0;
  for (let i: u32 = 0; i < length; i++) nonZero += <u64>(load<u8>(data + i) != 0);
  tokens = (<u64>length - nonZero) + 4 * nonZero;
  let gas: i64 = 21000 + 4 * <i64>(<u64>length - nonZero) + (fork >= ISTANBUL ? 16 : 68) * <i64>nonZero;
  if (isCreate) {
    if (fork >= HOMESTEAD) gas += 32000;
    if (fork >= SHANGHAI) gas += 2 * <i64>((length + 31) >> 5);
  }
  let entry = <usize>load<u32>(m, M.M_ACCESS);
  for (let i: u32 = load<u32>(m, M.M_ACCESS_COUNT); i > 0; i--) {
    const keys = load<u32>(entry, 20);
    gas += 2400 + 1900 * <i64>keys;
    entry += 24 + (keys << 5);
  }
  return gas + 25000 * <i64>load<u32>(m, M.M_AUTH_COUNT);
}

/** EIP-7623 floor. */
@inline
function floorGas(): i64 {
  return fork >= PRAGUE ? 21000 + 10 * <i64>tokens : 0;
}

/** Why the transaction cannot be run, or OK. */
function validate(m: usize, sender: usize, intrinsic: i64): i32 {
  const flags = load<u32>(m, M.M_FLAGS);
  if (!(flags & M.SKIP_NONCE)) {
    const have = load<u64>(sender, A_NONCE), given = load<u64>(m, M.M_NONCE);
    if (given < have) return status.TX_NONCE_LOW;
    if (given > have) return status.TX_NONCE_HIGH;
    if (given == <u64>-1) return status.TX_NONCE_MAX;
  }
  if (!(flags & M.SKIP_EOA) && state.hasCode(sender) && !(fork >= PRAGUE && load<u32>(state.codeOf(sender), C_TARGET) == 1)) {
    return status.TX_SENDER_NOT_EOA;
  }
  if (!(flags & M.SKIP_FUNDS) && u256.lt(sender + A_BALANCE, m + M.M_REQUIRED)) return status.TX_FUNDS;
  const gas = load<i64>(m, M.M_GAS);
  if (gas < intrinsic) return status.TX_INTRINSIC_GAS;
  return gas < floorGas() ? status.TX_FLOOR_GAS : status.OK;
}

/** EIP-2929/2930/3651: what is warm from the start. */
function warmUp(m: usize, sender: usize): void {
  if (fork < BERLIN) return;
  state.warmAccount(sender);
  if (!(load<u32>(m, M.M_FLAGS) & M.IS_CREATE)) state.warmAccount(state.account(m + M.M_TO));
  if (fork >= SHANGHAI) {
    u256.cellToAddress(product, env.COINBASE);
    state.warmAccount(state.account(product));
  }
  let entry = <usize>load<u32>(m, M.M_ACCESS);
  for (let i: u32 = load<u32>(m, M.M_ACCESS_COUNT); i > 0; i--) {
    const keys = load<u32>(entry, 20);
    if (!reserveJournal(keys + 64)) {
      state.setFault(status.FAULT_MEMORY);
      return;
    }
    const acct = state.account(entry);
    state.warmAccount(acct);
    for (let k: u32 = 0; k < keys; k++) state.warmSlot(state.slot(acct, entry + 24 + (k << 5)));
    entry += 24 + (keys << 5);
  }
}

/** Sets the fields every outermost frame has. */
function outermost(m: usize, self: usize, kind: u32, gas: i64): usize {
  const f = F.frame;
  store<u32>(f, self, F.R_SELF);
  store<u32>(f, self, F.R_TARGET);
  store<u32>(f, kind, F.R_KIND);
  memory.copy(f + F.R_CALLER, m, 20);
  u256.copy(f + F.R_VALUE, m + M.M_VALUE);
  store<u64>(f, gas, F.R_GAS);
  store<u64>(f, gas, F.R_GAS_START);
  return f;
}

function interpretFrames(): void {
  if (trace.mode & (trace.STEPS | trace.TOUCHES | trace.COUNT)) interpret<u16>();
  else interpret<u8>();
}

let ranStatus: i32 = 0;
let ranGas: i64 = 0;

function ended(code: i32, gas: i64): void {
  ranStatus = code;
  ranGas = gas;
}

/** The outermost message call. */
function runCall(m: usize, sender: usize, gas: i64): void {
  const to = state.account(m + M.M_TO), value = m + M.M_VALUE;
  const data = <usize>load<u32>(m, M.M_DATA), length = load<u32>(m, M.M_DATA_LEN);
  const f = outermost(m, to, 0xf1, gas);
  if (trace.mode & trace.CALLS) trace.enter(0xf1, m, m + M.M_TO, value, gas, data, length);
  if (u256.lt(sender + A_BALANCE, value)) {
    if (trace.mode & trace.CALLS) trace.exit(status.BALANCE, 0, 0, 0, 0);
    return ended(status.BALANCE, gas);
  }
  markFrame(f, journalLength);
  const mark = journalLength;
  transfer(sender, to, value);
  const id = precompileAt(m + M.M_TO);
  if (id) {
    const left = runPrecompile(id, data, length, gas);
    if (left < 0) {
      revertJournal(mark);
      F.clearReturn();
    }
    const code = left < 0 ? status.PRECOMPILE_FAILURE : status.OK;
    if (trace.mode & trace.CALLS) trace.exit(code, id | failure, left < 0 ? gas : gas - left, F.returnData, F.returnSize);
    return ended(code, left < 0 ? 0 : left);
  }
  const code = delegatedCode(to);
  setFrameCode(f, code);
  if (!load<u32>(f, F.R_CODE_LEN)) {
    if (trace.mode & trace.CALLS) trace.exit(status.OK, 0, 0, 0, 0);
    return ended(status.OK, gas);
  }
  store<u32>(f, data, F.R_DATA);
  store<u32>(f, length, F.R_DATA_LEN);
  interpretFrames();
  ended(finalStatus, finalGas);
}

/** The outermost contract creation. `nonce` is the sender's before the transaction. */
function runCreate(m: usize, sender: usize, nonce: u64, gas: i64): void {
  const data = <usize>load<u32>(m, M.M_DATA), length = load<u32>(m, M.M_DATA_LEN), value = m + M.M_VALUE;
  addressFromNonce(m, nonce);
  const acct = state.account(created);
  memory.copy(M.result + M.X_CREATED, created, 20);
  if (trace.mode & trace.TOUCHES) trace.touchAccount(created);
  if (trace.mode & trace.CALLS) trace.enter(0xf0, m, created, value, gas, data, length);
  const poor = u256.lt(sender + A_BALANCE, value);
  if (fork >= BERLIN) state.warmAccount(acct);
  if (poor || collides(acct)) {
    if (trace.mode & trace.CALLS) trace.exit(poor ? status.BALANCE : status.COLLISION, 0, poor ? 0 : gas, 0, 0);
    return ended(poor ? status.BALANCE : status.COLLISION, poor ? gas : 0);
  }
  const f = outermost(m, acct, 0xf0, gas);
  markFrame(f, journalLength);
  begin(sender, acct, value);
  if (!loadInitCode(f, data, length)) return state.setFault(status.FAULT_MEMORY);
  interpretFrames();
  ended(finalStatus, finalGas);
}

/** r = gas * price. */
function gasTimes(gas: i64, price: usize): usize {
  u256.setU64(gasCell, gas);
  u256.mul(gasCell, price, product);
  return product;
}

/** Gas given back, at most half (a fifth from EIP-3529 on) of what was used. */
function refundOf(used: i64): i64 {
  const most = used / (fork >= LONDON ? 5 : 2);
  return refund < most ? refund : most;
}

/** Returns unused gas to the sender, pays the coinbase; the gas used. */
function settleFees(m: usize, sender: usize): i64 {
  const limit = load<i64>(m, M.M_GAS);
  let used = limit - ranGas;
  const back = refundOf(used);
  used -= back;
  const floor = floorGas();
  if (used < floor) used = floor;
  store<u64>(M.result, back, M.X_REFUND);
  const flags = load<u32>(m, M.M_FLAGS);
  if (!u256.isZero(env.GAS_PRICE) && !(flags & M.SKIP_FUNDS)) state.addBalance(sender, gasTimes(limit - used, env.GAS_PRICE));
  if (!(flags & M.NO_TIP)) payCoinbase(gasTimes(used, m + M.M_TIP));
  return used;
}

function payCoinbase(fee: usize): void {
  u256.copy(gasCell, fee);
  u256.cellToAddress(product, env.COINBASE);
  const coinbase = state.account(product);
  if (u256.isZero(gasCell)) {
    if (fork < SPURIOUS || (state.exists(coinbase) && state.isEmpty(coinbase))) state.touch(coinbase);
    return;
  }
  state.addBalance(coinbase, gasCell);
}

/** Removes destroyed accounts and, from EIP-161 on, touched empty ones. */
function sweep(from: u32): void {
  const end = journalLength;
  for (let i = from; i < end; i += ENTRY) {
    const acct = touchedAccount(i);
    if (!acct || !state.exists(acct)) continue;
    if (state.destroyedNow(acct) || (fork >= SPURIOUS && state.isEmpty(acct))) remove(acct);
  }
  if (state.ripemdTx != state.txId || fork < SPURIOUS) return;
  u256.setU64(product, 3);
  u256.cellToAddress(gasCell, product);
  const ripemd = state.account(gasCell);
  if (state.exists(ripemd) && state.isEmpty(ripemd)) remove(ripemd);
}

function remove(acct: usize): void {
  if (!reserveJournal(16)) return state.setFault(status.FAULT_MEMORY);
  state.deleteAccount(acct);
}

function report(code: i32, used: i64): void {
  const x = M.result;
  store<u32>(x, code, M.X_STATUS);
  store<u32>(x, detail, M.X_DETAIL);
  store<u64>(x, used, M.X_GAS_USED);
  store<u32>(x, F.returnData, M.X_OUT);
  store<u32>(x, F.returnSize, M.X_OUT_LEN);
  store<u32>(x, logs.logs, M.X_LOGS);
  store<u32>(x, logs.logLength, M.X_LOG_LEN);
  store<u32>(x, logs.logCount, M.X_LOG_COUNT);
}

function prepare(): void {
  state.nextTransaction();
  state.clearFault();
  clearOverflow();
  setDetail(0);
  setRefund(0);
  logs.revertLogs(0, 0);
  trace.resetTrace();
  F.firstFrame();
  F.clearReturn();
  ended(status.OK, 0);
}

/** Runs the transaction at `message`; the outcome is at `result`. */
export function execute(): void {
  const m = M.message, flags = load<u32>(m, M.M_FLAGS), start = journalLength;
  prepare();
  if (!reserveJournal(256)) return report(status.FAULT_MEMORY, 0);
  const sender = state.account(m);
  const bare = (flags & M.BARE) != 0;
  const intrinsic = bare ? 0 : intrinsicGas(m);
  if (!bare) {
    const invalid = validate(m, sender, intrinsic);
    if (state.fault) return report(state.fault, 0);
    if (invalid != status.OK) return report(invalid, 0);
  }
  let used = perform(m, sender, intrinsic);
  if (!state.fault) sweep(start);
  let code = ranStatus;
  F.releaseAll();
  if (state.fault) {
    code = state.fault;
    used = load<i64>(m, M.M_GAS) - ranGas;
    logs.revertLogs(0, 0);
    F.clearReturn();
  }
  report(code, used);
  if (state.fault || flags & M.SIMULATE) revertJournal(start);
  else if (!(flags & M.KEEP)) clearJournal();
}

/** Between validation and sweep; the gas used. */
function perform(m: usize, sender: usize, intrinsic: i64): i64 {
  const flags = load<u32>(m, M.M_FLAGS), nonce = load<u64>(sender, A_NONCE);
  const gas = load<i64>(m, M.M_GAS) - intrinsic;
  if (!(flags & M.BARE)) {
    if (!(flags & M.SKIP_FUNDS) && !u256.isZero(m + M.M_UPFRONT)) state.subBalance(sender, m + M.M_UPFRONT);
    state.setNonce(sender, nonce + 1);
    if (load<u32>(m, M.M_AUTH_COUNT)) authorise(load<u32>(m, M.M_AUTH), load<u32>(m, M.M_AUTH_COUNT));
  }
  warmUp(m, sender);
  if (state.fault) return 0;
  if (flags & M.IS_CREATE) runCreate(m, sender, nonce, gas);
  else runCall(m, sender, gas);
  if (state.fault) return 0;
  if (flags & M.BARE) return gas - ranGas;
  if (!reserveJournal(64)) {
    state.setFault(status.FAULT_MEMORY);
    return 0;
  }
  return settleFees(m, sender);
}
