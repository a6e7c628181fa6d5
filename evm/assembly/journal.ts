/** Undo log. Entries are 48 bytes: kind, record pointer, up to 40 bytes of the old state. */
import { allocBlock, freeBlock } from './heap';
import * as u256 from './u256';
import {
  A_BALANCE, A_CODE, A_CODE_HASH, A_CREATED_TX, A_DESTROYED_TX, A_FLAGS, A_GENERATION, A_NONCE, A_WARM_TX, F_DIRTY,
  S_GENERATION, S_VALUE, S_WARM_TX, T_VALUE,
} from './account';

export const ENTRY: u32 = 48;
const BALANCE: u32 = 1;
const NONCE: u32 = 2;
const CODE: u32 = 3;
const LIFE: u32 = 4;
const WARM_ACCOUNT: u32 = 5;
const WARM_SLOT: u32 = 6;
const SLOT: u32 = 7;
const TRANSIENT: u32 = 8;

let start: usize = 0;
let size: u32 = 0;
/** Bytes in use; a position in the journal is a snapshot. */
export let journalLength: u32 = 0;

/** Makes room for `entries` more; false when memory is exhausted. */
export function reserveJournal(entries: u32): bool {
  const need = journalLength + entries * ENTRY;
  if (need <= size) return true;
  let grown: u32 = size ? size << 1 : 0x10000;
  while (grown < need) grown <<= 1;
  const block = allocBlock(grown);
  if (!block) return false;
  if (start) {
    memory.copy(block, start, journalLength);
    freeBlock(start, size);
  }
  start = block;
  size = grown;
  return true;
}

@inline
function push(kind: u32, record: usize): usize {
  const at = start + journalLength;
  journalLength += ENTRY;
  store<u32>(at, kind);
  store<u32>(at, record, 4);
  return at + 8;
}

export function noteBalance(account: usize): void {
  u256.copy(push(BALANCE, account), account + A_BALANCE);
  store<u32>(account, load<u32>(account, A_FLAGS) | F_DIRTY, A_FLAGS);
}

export function noteNonce(account: usize): void {
  store<u64>(push(NONCE, account), load<u64>(account, A_NONCE));
  store<u32>(account, load<u32>(account, A_FLAGS) | F_DIRTY, A_FLAGS);
}

export function noteCode(account: usize): void {
  const at = push(CODE, account);
  u256.copy(at, account + A_CODE_HASH);
  store<u32>(at, load<u32>(account, A_CODE), 32);
  store<u32>(account, load<u32>(account, A_FLAGS) | F_DIRTY, A_FLAGS);
}

/** Existence, creation and destruction marks, storage generation. */
export function noteLife(account: usize): void {
  const at = push(LIFE, account);
  store<u32>(at, load<u32>(account, A_FLAGS));
  store<u32>(at, load<u32>(account, A_CREATED_TX), 4);
  store<u32>(at, load<u32>(account, A_DESTROYED_TX), 8);
  store<u32>(at, load<u32>(account, A_GENERATION), 12);
  store<u32>(account, load<u32>(account, A_FLAGS) | F_DIRTY, A_FLAGS);
}

export function noteWarmAccount(account: usize): void {
  store<u32>(push(WARM_ACCOUNT, account), load<u32>(account, A_WARM_TX));
}

export function noteWarmSlot(slot: usize): void {
  store<u32>(push(WARM_SLOT, slot), load<u32>(slot, S_WARM_TX));
}

export function noteSlot(slot: usize): void {
  const at = push(SLOT, slot);
  u256.copy(at, slot + S_VALUE);
  store<u32>(at, load<u32>(slot, S_GENERATION), 32);
}

export function noteTransient(slot: usize): void {
  u256.copy(push(TRANSIENT, slot), slot + T_VALUE);
}

function undo(entry: usize): void {
  const kind = load<u32>(entry), record = <usize>load<u32>(entry, 4), old = entry + 8;
  if (kind == SLOT) {
    u256.copy(record + S_VALUE, old);
    store<u32>(record, load<u32>(old, 32), S_GENERATION);
  } else if (kind == WARM_SLOT) {
    store<u32>(record, load<u32>(old), S_WARM_TX);
  } else if (kind == WARM_ACCOUNT) {
    store<u32>(record, load<u32>(old), A_WARM_TX);
  } else if (kind == BALANCE) {
    u256.copy(record + A_BALANCE, old);
  } else if (kind == NONCE) {
    store<u64>(record, load<u64>(old), A_NONCE);
  } else if (kind == TRANSIENT) {
    u256.copy(record + T_VALUE, old);
  } else if (kind == CODE) {
    u256.copy(record + A_CODE_HASH, old);
    store<u32>(record, load<u32>(old, 32), A_CODE);
  } else {
    store<u32>(record, load<u32>(old) | F_DIRTY, A_FLAGS);
    store<u32>(record, load<u32>(old, 4), A_CREATED_TX);
    store<u32>(record, load<u32>(old, 8), A_DESTROYED_TX);
    store<u32>(record, load<u32>(old, 12), A_GENERATION);
  }
}

/** Takes back everything after `mark`. */
export function revertJournal(mark: u32): void {
  while (journalLength > mark) {
    journalLength -= ENTRY;
    undo(start + journalLength);
  }
}

/** Forgets the undo information; nothing can be taken back any more. */
export function clearJournal(): void {
  journalLength = 0;
}

/** The account an entry is about when it is a touch (balance, nonce, code, life), else 0. */
export function touchedAccount(position: u32): usize {
  const entry = start + position;
  return load<u32>(entry) <= LIFE ? <usize>load<u32>(entry, 4) : 0;
}
