import { NO_CODE } from '../state/account.ts';
import type { Account, Code } from '../state/account.ts';
import type { Layer } from '../state/layer.ts';
import { addressAt, hashAt } from './hex.ts';
import { ACCOUNT, ACCOUNT_FLAGS, CODE, SLOT } from './layout.ts';
import type { KernelExports } from './load.ts';
import type { KernelMemory } from './memory.ts';

/** The kernel's exports together with its memory. */
export interface KernelCore {
  readonly exports: KernelExports;
  readonly memory: KernelMemory;
}

function readCode(core: KernelCore, record: number, hash: string, known: Account | null | undefined): Code {
  if (known?.code.hash === hash) return known.code;
  if (hash === NO_CODE.hash) return NO_CODE;
  const pointer = core.memory.u32(record + ACCOUNT.code);
  const length = core.memory.u32(pointer + CODE.length);
  return { hash, bytes: core.memory.copy(pointer + CODE.bytes, length) };
}

/** An account record as an object, null when the account does not exist. */
export function readAccount(core: KernelCore, record: number, known: Account | null | undefined): Account | null {
  const { memory } = core;
  if ((memory.u32(record + ACCOUNT.flags) & ACCOUNT_FLAGS.exists) === 0) return null;
  const hash = hashAt(memory.bytes, record + ACCOUNT.codeHash);
  return {
    nonce: memory.u64(record + ACCOUNT.nonce),
    balance: memory.cell(record + ACCOUNT.balance),
    code: readCode(core, record, hash, known),
  };
}

function dumpAccount(core: KernelCore, record: number, into: Layer): void {
  const { memory } = core;
  const flags = memory.u32(record + ACCOUNT.flags);
  const address = addressAt(memory.bytes, record + ACCOUNT.address);
  into.accounts.set(address, readAccount(core, record, into.account(address)));
  if ((flags & ACCOUNT_FLAGS.wiped) === 0) return;
  const changes = into.changes(address);
  changes.isWiped = true;
  changes.slots.clear();
}

function dumpSlot(core: KernelCore, record: number, into: Layer): void {
  const { memory } = core;
  const account = memory.u32(record + SLOT.account);
  if (memory.u32(record + SLOT.generation) !== memory.u32(account + ACCOUNT.generation)) return;
  const address = addressAt(memory.bytes, account + ACCOUNT.address);
  into.changes(address).slots.set(memory.cell(record + SLOT.key), memory.cell(record + SLOT.value));
}

/**
 * Writes every changed record into a layer. With `settle` the records count as unchanged afterwards, which is right
 * only when the layer is the one the kernel reads from.
 */
export function dump(core: KernelCore, into: Layer, settle: boolean): void {
  const { exports, memory } = core;
  const keep = ~(ACCOUNT_FLAGS.dirty | ACCOUNT_FLAGS.wiped);
  for (let record = exports.nextAccount(0); record !== 0; record = exports.nextAccount(exports.cursor())) {
    const changed = memory.u32(record + ACCOUNT.flags) & (ACCOUNT_FLAGS.dirty | ACCOUNT_FLAGS.missing);
    if (changed === ACCOUNT_FLAGS.dirty) dumpAccount(core, record, into);
  }
  for (let record = exports.nextSlot(0); record !== 0; record = exports.nextSlot(exports.cursor())) {
    if (memory.u32(record + SLOT.dirty) === 0 || memory.u32(record + SLOT.missing) !== 0) continue;
    dumpSlot(core, record, into);
    if (settle) memory.setU32(record + SLOT.dirty, 0);
  }
  if (!settle) return;
  for (let record = exports.nextAccount(0); record !== 0; record = exports.nextAccount(exports.cursor())) {
    memory.setU32(record + ACCOUNT.flags, memory.u32(record + ACCOUNT.flags) & keep);
  }
}
