/** EIP-7702: setting delegations, and following them for the outermost call. */
import { A_NONCE, C_BYTES, C_TARGET } from './account';
import { findCode, EMPTY_HASH } from './code';
import { place } from './create';
import { fork, PRAGUE } from './fork';
import { reserveJournal } from './journal';
import * as state from './state';
import { FAULT_MEMORY } from './status';
import { refund, setRefund } from './storage';

/** One authorisation: [authority 20][delegate 20][nonce u64]. */
const TUPLE: u32 = 48;
const designator = memory.data(24);

function isZeroAddress(a: usize): bool {
  return !(load<u64>(a) | load<u64>(a, 8) | <u64>load<u32>(a, 16));
}

function apply(tuple: usize): void {
  const authority = state.account(tuple);
  state.warmAccount(authority);
  if (state.hasCode(authority) && load<u32>(state.codeOf(authority), C_TARGET) != 1) return;
  if (state.fault || load<u64>(authority, A_NONCE) != load<u64>(tuple, 40)) return;
  if (state.exists(authority)) setRefund(refund + 12500);
  else state.touch(authority);
  if (isZeroAddress(tuple + 20)) {
    state.setCode(authority, findCode(EMPTY_HASH));
  } else {
    store<u8>(designator, 0xef);
    store<u8>(designator, 0x01, 1);
    store<u8>(designator, 0x00, 2);
    memory.copy(designator + 3, tuple + 20, 20);
    place(authority, designator, 23);
  }
  state.setNonce(authority, load<u64>(authority, A_NONCE) + 1);
}

/** Applies the authorisations whose signatures, chain and nonce range TypeScript has found good. */
export function authorise(list: usize, count: u32): void {
  for (let i: u32 = 0; i < count; i++) {
    if (!reserveJournal(64)) return state.setFault(FAULT_MEMORY);
    const tuple = list + i * TUPLE;
    if (!isZeroAddress(tuple) || load<u64>(tuple, 40) != <u64>-1) apply(tuple);
  }
}

/** The code the outermost call runs; a delegation target becomes warm. */
export function delegatedCode(to: usize): usize {
  const code = state.codeOf(to);
  if (fork < PRAGUE || load<u32>(code, C_TARGET) != 1) return code;
  const delegate = state.account(code + C_BYTES + 3);
  state.warmAccount(delegate);
  return state.codeOf(delegate);
}
