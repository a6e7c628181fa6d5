/** Warm state: accounts and storage in open-addressing tables, with an undo journal. */
import {
  A_ADDRESS, A_BALANCE, A_CODE, A_CODE_HASH, A_CREATED_TX, A_DESTROYED_TX, A_FLAGS, A_GENERATION, A_HASH, A_NONCE, A_SIZE,
  A_WARM_TX, C_TARGET, F_EXISTS, F_HAS_STORAGE, F_MISSING, F_WIPED,
  S_ACCOUNT, S_DIRTY, S_GENERATION, S_HASH, S_KEY, S_MISSING, S_ORIGINAL, S_ORIGINAL_TX, S_SIZE, S_VALUE, S_WARM_TX,
} from './account';
import { clearCodes, EMPTY_HASH, findCode, classify } from './code';
import { hostAccount, hostCode, hostStorage } from './host';
import * as journal from './journal';
import { precompileAt } from './precompile';
import { clearRecords, firstIndex, record, rehash, spare } from './records';
import { FAULT_SUSPENDED } from './status';
import { clearTransients, initTransients } from './transient';
import * as u256 from './u256';

/** Number of the running transaction; marks carry it, so that a new transaction needs no clearing. */
export let txId: u32 = 1;
/** First fault seen by a lookup; the interpreter ends the run when it is set. */
export let fault: i32 = 0;

let accounts: usize = 0;
let accountSlots: u32 = 0;
let accountCount: u32 = 0;
let slots: usize = 0;
let slotSlots: u32 = 0;
let slotCount: u32 = 0;
let cachedAccount: usize = 0;

export function setFault(code: i32): void {
  if (!fault) fault = code;
}

export function clearFault(): void {
  fault = 0;
}

/** Allocates the indexes. */
export function initState(): void {
  accountSlots = 1024;
  slotSlots = 4096;
  accounts = firstIndex(accountSlots);
  slots = firstIndex(slotSlots);
  initTransients();
}

@inline
function hashAddress(a: usize): u32 {
  const x = load<u64>(a) ^ (load<u64>(a, 8) * 0x9e3779b97f4a7c15) ^ (<u64>load<u32>(a, 16) * 0xc2b2ae3d27d4eb4f);
  const y = x * 0xff51afd7ed558ccd;
  return <u32>(y >> 32);
}

@inline
export function hashSlot(account: usize, key: usize): u32 {
  let x = load<u64>(key) + <u64>account * 0x9e3779b97f4a7c15;
  x = (x ^ (x >> 29)) * 0xbf58476d1ce4e5b9 + load<u64>(key, 8);
  x = (x ^ (x >> 32)) * 0x94d049bb133111eb + load<u64>(key, 16) + (load<u64>(key, 24) << 1);
  return <u32>((x * 0xff51afd7ed558ccd) >> 32);
}

@inline
function sameAddress(a: usize, b: usize): bool {
  return load<u64>(a) == load<u64>(b) && load<u64>(a, 8) == load<u64>(b, 8) && load<u32>(a, 16) == load<u32>(b, 16);
}

/** The record of the account at the 20-byte address; asks the host when it is cold. */
export function account(address: usize): usize {
  const last = cachedAccount;
  if (last && sameAddress(last, address)) return last;
  const hash = hashAddress(address);
  let i = hash & (accountSlots - 1);
  while (true) {
    const r = <usize>load<u32>(accounts + (i << 2));
    if (!r) break;
    if (load<u32>(r, A_HASH) == hash && sameAddress(r, address)) {
      cachedAccount = r;
      return r;
    }
    i = (i + 1) & (accountSlots - 1);
  }
  return coldAccount(address, hash);
}

function coldAccount(address: usize, hash: u32): usize {
  const r = record(<u32>A_SIZE);
  memory.fill(r, 0, A_SIZE);
  memory.copy(r, address, 20);
  u256.copy(r + A_CODE_HASH, EMPTY_HASH);
  store<u32>(r, hash, A_HASH);
  if (r == spare) return r;
  const found = hostAccount(address, r);
  if (found == 2) {
    setFault(FAULT_SUSPENDED);
    store<u32>(r, F_MISSING, A_FLAGS);
  }
  if (found == 1) store<u32>(r, load<u32>(r, A_FLAGS) | F_EXISTS, A_FLAGS);
  if ((accountCount + 1) * 2 > accountSlots) {
    const grown = rehash(accounts, accountSlots, A_HASH);
    if (!grown) return r;
    accounts = grown;
    accountSlots <<= 1;
  }
  let i = hash & (accountSlots - 1);
  while (load<u32>(accounts + (i << 2))) i = (i + 1) & (accountSlots - 1);
  store<u32>(accounts + (i << 2), r);
  accountCount++;
  return r;
}

/** The code record of an account. */
export function codeOf(acct: usize): usize {
  const known = <usize>load<u32>(acct, A_CODE);
  if (known) return known;
  let code = findCode(acct + A_CODE_HASH);
  if (!code) {
    code = hostCode(acct, acct + A_CODE_HASH);
    if (!code) {
      setFault(FAULT_SUSPENDED);
      return findCode(EMPTY_HASH);
    }
    store<u32>(code, classify(code), C_TARGET);
  }
  store<u32>(acct, code, A_CODE);
  return code;
}

/** The record of a storage slot, brought to the current storage generation and transaction. */
export function slot(acct: usize, key: usize): usize {
  const hash = hashSlot(acct, key);
  let i = hash & (slotSlots - 1);
  while (true) {
    const r = <usize>load<u32>(slots + (i << 2));
    if (!r) break;
    if (load<u32>(r, S_HASH) == hash && <usize>load<u32>(r, S_ACCOUNT) == acct && u256.eq(r, key)) return freshen(r, acct);
    i = (i + 1) & (slotSlots - 1);
  }
  return coldSlot(acct, key, hash);
}

@inline
function freshen(r: usize, acct: usize): usize {
  if (load<u32>(r, S_GENERATION) != load<u32>(acct, A_GENERATION)) {
    journal.noteSlot(r);
    u256.setZero(r + S_VALUE);
    store<u32>(r, load<u32>(acct, A_GENERATION), S_GENERATION);
    store<u32>(r, 0, S_ORIGINAL_TX);
  }
  if (load<u32>(r, S_ORIGINAL_TX) != txId) {
    u256.copy(r + S_ORIGINAL, r + S_VALUE);
    store<u32>(r, txId, S_ORIGINAL_TX);
  }
  return r;
}

function coldSlot(acct: usize, key: usize, hash: u32): usize {
  const r = record(<u32>S_SIZE);
  memory.fill(r, 0, S_SIZE);
  u256.copy(r + S_KEY, key);
  store<u32>(r, acct, S_ACCOUNT);
  store<u32>(r, hash, S_HASH);
  store<u32>(r, load<u32>(acct, A_GENERATION), S_GENERATION);
  if (r == spare) return r;
  if (!(load<u32>(acct, A_FLAGS) & F_WIPED)) {
    if (hostStorage(acct + A_ADDRESS, key, r + S_VALUE) == 2) {
      setFault(FAULT_SUSPENDED);
      store<u32>(r, 1, S_MISSING);
    }
  }
  if ((slotCount + 1) * 2 > slotSlots) {
    const grown = rehash(slots, slotSlots, S_HASH);
    if (!grown) return r;
    slots = grown;
    slotSlots <<= 1;
  }
  let i = hash & (slotSlots - 1);
  while (load<u32>(slots + (i << 2))) i = (i + 1) & (slotSlots - 1);
  store<u32>(slots + (i << 2), r);
  slotCount++;
  u256.copy(r + S_ORIGINAL, r + S_VALUE);
  store<u32>(r, txId, S_ORIGINAL_TX);
  return r;
}

@inline
export function exists(acct: usize): bool {
  return (load<u32>(acct, A_FLAGS) & F_EXISTS) != 0;
}

/** EIP-161: no code, no nonce, no balance. */
export function isEmpty(acct: usize): bool {
  return load<u64>(acct, A_NONCE) == 0 && u256.isZero(acct + A_BALANCE) && u256.eq(acct + A_CODE_HASH, EMPTY_HASH);
}

export function hasCode(acct: usize): bool {
  return !u256.eq(acct + A_CODE_HASH, EMPTY_HASH);
}

/**
 * Transaction that last touched the empty RIPEMD-160 precompile. That touch outlives a revert: a fault of the clients of
 * 2016 that became history (EIP-161, mainnet block 2675119).
 */
export let ripemdTx: u32 = 0;

/** Makes the account exist (a touch, in the words of EIP-161). */
export function touch(acct: usize): void {
  if (exists(acct) && precompileAt(acct) == 3) ripemdTx = txId;
  journal.noteLife(acct);
  store<u32>(acct, load<u32>(acct, A_FLAGS) | F_EXISTS, A_FLAGS);
}

@inline
export function isWarm(acct: usize): bool {
  return load<u32>(acct, A_WARM_TX) == txId;
}

/** Marks the account warm; true when it was cold. Precompiles never are. */
export function warmAccount(acct: usize): bool {
  if (load<u32>(acct, A_WARM_TX) == txId) return false;
  journal.noteWarmAccount(acct);
  store<u32>(acct, txId, A_WARM_TX);
  return precompileAt(acct) == 0;
}

/** Marks the slot warm; true when it was cold. */
export function warmSlot(r: usize): bool {
  if (load<u32>(r, S_WARM_TX) == txId) return false;
  journal.noteWarmSlot(r);
  store<u32>(r, txId, S_WARM_TX);
  return true;
}

export function setSlot(r: usize, value: usize): void {
  journal.noteSlot(r);
  u256.copy(r + S_VALUE, value);
  store<u32>(r, 1, S_DIRTY);
}

export function addBalance(acct: usize, amount: usize): void {
  if (!exists(acct)) touch(acct);
  journal.noteBalance(acct);
  u256.add(acct + A_BALANCE, amount, acct + A_BALANCE);
}

export function subBalance(acct: usize, amount: usize): void {
  journal.noteBalance(acct);
  u256.sub(acct + A_BALANCE, amount, acct + A_BALANCE);
}

export function setNonce(acct: usize, nonce: u64): void {
  journal.noteNonce(acct);
  store<u64>(acct, nonce, A_NONCE);
}

export function setCode(acct: usize, code: usize): void {
  journal.noteCode(acct);
  memory.copy(acct + A_CODE_HASH, code, 32);
  store<u32>(acct, code, A_CODE);
}

/** Whether any storage is known for the account (EIP-7610). */
export function hasStorage(acct: usize): bool {
  const flags = load<u32>(acct, A_FLAGS);
  return (flags & (F_HAS_STORAGE | F_WIPED)) == F_HAS_STORAGE;
}

/** Empties the storage. */
export function wipeStorage(acct: usize): void {
  journal.noteLife(acct);
  store<u32>(acct, load<u32>(acct, A_FLAGS) | F_WIPED, A_FLAGS);
  store<u32>(acct, load<u32>(acct, A_GENERATION) + 1, A_GENERATION);
}

/** Removes the account with all it has. */
export function deleteAccount(acct: usize): void {
  wipeStorage(acct);
  journal.noteBalance(acct);
  u256.setZero(acct + A_BALANCE);
  setNonce(acct, 0);
  setCode(acct, findCode(EMPTY_HASH));
  store<u32>(acct, load<u32>(acct, A_FLAGS) & ~F_EXISTS, A_FLAGS);
}

export function markCreated(acct: usize): void {
  touch(acct);
  store<u32>(acct, txId, A_CREATED_TX);
}

@inline
export function createdNow(acct: usize): bool {
  return load<u32>(acct, A_CREATED_TX) == txId;
}

@inline
export function destroyedNow(acct: usize): bool {
  return load<u32>(acct, A_DESTROYED_TX) == txId;
}

export function markDestroyed(acct: usize): void {
  journal.noteLife(acct);
  store<u32>(acct, txId, A_DESTROYED_TX);
}

export function nextTransaction(): void {
  txId++;
}

/** Forgets every record and code; the host keeps the truth. */
export function clearState(): void {
  clearRecords();
  cachedAccount = 0;
  accountCount = 0;
  slotCount = 0;
  memory.fill(accounts, 0, accountSlots << 2);
  memory.fill(slots, 0, slotSlots << 2);
  clearTransients();
  journal.clearJournal();
  clearCodes();
}

/** Next account record at or after index `i`; the index to go on with sits in `cursor`. */
export let cursor: u32 = 0;
export function nextAccount(i: u32): usize {
  for (; i < accountSlots; i++) {
    const r = <usize>load<u32>(accounts + (i << 2));
    if (r) {
      cursor = i + 1;
      return r;
    }
  }
  return 0;
}

export function nextSlot(i: u32): usize {
  for (; i < slotSlots; i++) {
    const r = <usize>load<u32>(slots + (i << 2));
    if (r) {
      cursor = i + 1;
      return r;
    }
  }
  return 0;
}
