/** CREATE and CREATE2: addresses, checks, the frame of the init code, and what becomes of its output. */
import { A_ADDRESS, A_BALANCE, A_NONCE, C_BYTES, C_TARGET, CODE_PADDING } from './account';
import { at as rangeAt, ENTERED, gasLeft, HERE, markFrame, setGas, transfer } from './calls';
import { analyse, classify, findCode, newCode } from './code';
import { BERLIN, fork, HOMESTEAD, LONDON, SHANGHAI, SPURIOUS, TANGERINE } from './fork';
import * as F from './frame';
import { chargeWords, extendCells } from './gas';
import { journalLength, reserveJournal } from './journal';
import { keccak256 } from './keccak';
import { spend } from './patience';
import * as state from './state';
import {
  BALANCE, CODE_SIZE, CODE_STORE_OUT_OF_GAS, COLLISION, DEPTH, FAULT_MEMORY, INITCODE_SIZE, INVALID_CODE, NONCE_OVERFLOW,
  OK, OUT_OF_GAS, WRITE_PROTECTION,
} from './status';
import * as trace from './trace';
import * as u256 from './u256';

const MAX_CODE: u32 = 0x6000;
const scratch = memory.data(96, 16);
const hash = memory.data(32, 16);
/** The 20-byte address of the contract being made. */
export const created = hash + 12;

/** keccak(rlp([address, nonce]))[12:] to `created`. */
export function addressFromNonce(sender: usize, nonce: u64): void {
  store<u8>(scratch, 0x94, 1);
  memory.copy(scratch + 2, sender, 20);
  let size: u32 = 1;
  if (nonce < 0x80) {
    store<u8>(scratch, nonce ? <u8>nonce : 0x80, 22);
  } else {
    const bytes: u32 = (71 - <u32>clz<u64>(nonce)) >> 3;
    store<u8>(scratch, 0x80 + <u8>bytes, 22);
    for (let i: u32 = 0; i < bytes; i++) store<u8>(scratch + 23 + i, <u8>(nonce >> ((bytes - 1 - i) << 3)));
    size = bytes + 1;
  }
  store<u8>(scratch, 0xc0 + 21 + <u8>size);
  keccak256(scratch, 22 + size, hash);
}

/** EIP-1014: keccak(0xff ++ sender ++ salt ++ keccak(init code))[12:] to `created`. */
export function addressFromSalt(sender: usize, salt: usize, code: usize, length: u32): void {
  store<u8>(scratch, 0xff);
  memory.copy(scratch + 1, sender, 20);
  u256.swap32(scratch + 21, salt);
  keccak256(code, length, scratch + 53);
  keccak256(scratch, 85, hash);
}

/** Whether a contract may not be made here (EIP-684, EIP-7610). */
export function collides(acct: usize): bool {
  return load<u64>(acct, A_NONCE) != 0 || state.hasCode(acct) || state.hasStorage(acct);
}

/** Brings the new contract to life and pays it. */
export function begin(from: usize, acct: usize, value: usize): void {
  state.markCreated(acct);
  if (fork >= SPURIOUS) state.setNonce(acct, 1);
  transfer(from, acct, value);
}

/** Copies init code above the frame's memory start, with padding and jump map; false when memory is exhausted. */
export function loadInitCode(f: usize, source: usize, length: u32): bool {
  const mem = <usize>load<u32>(f, F.R_MEM);
  const need = (length + CODE_PADDING + ((length + 8) >> 3) + 8 + 31) & ~31;
  store<u32>(f, 0, F.R_MEM_SIZE);
  if (need > 0x3fffffff || !F.growMemory(f, need)) return false;
  const at = <usize>load<u32>(f, F.R_MEM);
  spend(length >> 5);
  memory.copy(at, source, length);
  const map = at + length + CODE_PADDING;
  analyse(at, length, map);
  store<u32>(f, at, F.R_CODE);
  store<u32>(f, at, F.R_PC);
  store<u32>(f, length, F.R_CODE_LEN);
  store<u32>(f, map, F.R_MAP);
  store<u32>(f, 0, F.R_MEM_SIZE);
  store<u32>(f, at + need, F.R_MEM);
  return true;
}

function push(below: usize, acct: usize): i32 {
  if (acct) u256.addressToCell(below, acct);
  else u256.setZero(below);
  store<u32>(F.frame, below + 32, F.R_SP);
  return HERE;
}

function chargeCreate(op: u32, length: usize, gas: i64): i64 {
  if (fork >= SHANGHAI) {
    gas = chargeWords(gas, load<u64>(length), op == 0xf5 ? 8 : 2);
  } else if (op == 0xf5) {
    gas = chargeWords(gas, load<u64>(length), 6);
  }
  return gas;
}

/** CREATE (0xf0) and CREATE2 (0xf5). */
export function create(op: u32): i32 {
  const f = F.frame, sp = <usize>load<u32>(f, F.R_SP);
  const value = sp - 32, offset = sp - 64, length = sp - 96;
  if (load<u32>(f, F.R_STATIC)) return WRITE_PROTECTION;
  if (!reserveJournal(64)) {
    state.setFault(FAULT_MEMORY);
    return OUT_OF_GAS;
  }
  let gas = extendCells(f, gasLeft, offset, length);
  if (gas >= 0 && fork >= SHANGHAI && load<u64>(length) > 2 * MAX_CODE) return INITCODE_SIZE;
  if (gas >= 0) gas = chargeCreate(op, length, gas);
  setGas(gas);
  if (gas < 0) return OUT_OF_GAS;
  trace.settle(gas);
  const given = fork >= TANGERINE ? gas - gas / 64 : gas;
  const self = <usize>load<u32>(f, F.R_SELF), nonce = load<u64>(self, A_NONCE);
  const codeLen = load<u32>(length), code = rangeAt(<usize>load<u32>(f, F.R_MEM), offset, codeLen);
  F.clearReturn();
  if (op == 0xf5) addressFromSalt(self, sp - 128, code, codeLen);
  else addressFromNonce(self, nonce);
  const below = op == 0xf5 ? sp - 128 : sp - 96;
  if (trace.mode & trace.TOUCHES) trace.touchAccount(created);
  if (trace.mode & trace.CALLS) trace.enter(op, self, created, value, given, code, codeLen);
  let early = OK;
  if (F.depth >= F.MAX_DEPTH) early = DEPTH;
  else if (u256.lt(self + A_BALANCE, value)) early = BALANCE;
  else if (nonce == <u64>-1) early = NONCE_OVERFLOW;
  if (early != OK) {
    if (trace.mode & trace.CALLS) trace.exit(early, 0, 0, 0, 0);
    return push(below, 0);
  }
  setGas(gas - given);
  state.setNonce(self, nonce + 1);
  const acct = state.account(created);
  if (fork >= BERLIN) state.warmAccount(acct);
  if (collides(acct)) {
    if (trace.mode & trace.CALLS) trace.exit(COLLISION, 0, given, 0, 0);
    return push(below, 0);
  }
  const mark = journalLength;
  begin(self, acct, value);
  return openFrame(op, acct, given, mark, below, code, codeLen, value);
}

function openFrame(op: u32, acct: usize, gas: i64, mark: u32, below: usize, code: usize, length: u32, value: usize): i32 {
  const f = F.frame;
  store<u32>(f, below, F.R_SP);
  store<u64>(f, gasLeft, F.R_GAS);
  u256.copy(scratch, value);
  const child = F.pushFrame();
  if (!child || !loadInitCode(child, code, length)) {
    state.setFault(FAULT_MEMORY);
    return OUT_OF_GAS;
  }
  markFrame(child, mark);
  store<u32>(child, acct, F.R_SELF);
  store<u32>(child, acct, F.R_TARGET);
  store<u32>(child, op, F.R_KIND);
  memory.copy(child + F.R_CALLER, <usize>load<u32>(f, F.R_SELF) + A_ADDRESS, 20);
  u256.copy(child + F.R_VALUE, scratch);
  store<u64>(child, gas, F.R_GAS);
  store<u64>(child, gas, F.R_GAS_START);
  return ENTERED;
}

/** Puts the code returned by init code in place. The frame's gas is charged; a status other than OK fails the creation. */
export function deploy(f: usize, out: usize, length: u32): i32 {
  if (fork >= SPURIOUS && length > MAX_CODE) return CODE_SIZE;
  if (fork >= LONDON && length && load<u8>(out) == 0xef) return INVALID_CODE;
  const left = load<i64>(f, F.R_GAS) - 200 * <i64>length;
  if (left < 0) return fork >= HOMESTEAD ? CODE_STORE_OUT_OF_GAS : OK;
  store<u64>(f, left, F.R_GAS);
  return place(<usize>load<u32>(f, F.R_SELF), out, length);
}

/** Gives the account this code. */
export function place(acct: usize, bytes: usize, length: u32): i32 {
  if (!length) return OK;
  keccak256(bytes, length, scratch);
  let record = findCode(scratch);
  if (!record) {
    record = newCode(scratch, length);
    if (!record) {
      state.setFault(FAULT_MEMORY);
      return OUT_OF_GAS;
    }
    memory.copy(record + C_BYTES, bytes, length);
    store<u32>(record, classify(record), C_TARGET);
  }
  if (!reserveJournal(8)) {
    state.setFault(FAULT_MEMORY);
    return OUT_OF_GAS;
  }
  state.setCode(acct, record);
  return OK;
}
