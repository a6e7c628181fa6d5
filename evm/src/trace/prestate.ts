import { toHex, toQuantity } from '../bytes.ts';
import type { Account } from '../state/account.ts';
import type { Recording } from './events.ts';

/** An account in prestate form; empty parts are left out. */
export interface PrestateAccount {
  balance?: string;
  nonce?: number;
  code?: string;
  codeHash?: string;
  storage?: Record<string, string>;
}

/** Accounts as they were before a transaction, by address. */
export type Prestate = Record<string, PrestateAccount>;

/** Before and after, changed accounts only. */
export interface PrestateDiff {
  readonly pre: Prestate;
  readonly post: Prestate;
}

/** Whether to show the state before alone or the difference that a transaction makes. */
export interface PrestateOptions {
  readonly diffMode?: boolean;
  readonly disableCode?: boolean;
  readonly disableStorage?: boolean;
  readonly includeEmpty?: boolean;
}

/** One side of the transaction, to read state from. */
export interface StateReader {
  account(address: string): Account | null;
  slot(address: string, key: bigint): bigint;
}

/** What a transaction looked at. */
export interface Touched {
  readonly accounts: Map<string, Set<bigint>>;
  readonly created: Set<string>;
  readonly deleted: Set<string>;
}

function word(value: bigint): string {
  return `0x${value.toString(16).padStart(64, '0')}`;
}

/** Collects accounts and slots in the order they were first looked at, after those in `first`. */
export function collectTouched(recording: Recording, first: readonly string[]): Touched {
  const accounts = new Map<string, Set<bigint>>(first.map((address) => [address, new Set<bigint>()]));
  const created = new Set<string>(), deleted = new Set<string>();
  for (const event of recording.events()) {
    if (event.kind === 'touch') {
      const slots = accounts.get(event.address) ?? new Set<bigint>();
      accounts.set(event.address, slots);
      if (event.key !== undefined) slots.add(event.key);
    } else if (event.kind === 'enter') {
      if (event.op === 0xf0 || event.op === 0xf5) created.add(event.to);
      if (event.op === 0xff) deleted.add(event.from);
    }
  }
  return { accounts, created, deleted };
}

function isEmpty(account: Account | null): boolean {
  return account === null || (account.nonce === 0n && account.balance === 0n && account.code.bytes.length === 0);
}

function readSlots(reader: StateReader, address: string, slots: ReadonlySet<bigint>): Record<string, string> {
  const storage: Record<string, string> = {};
  for (const key of slots) storage[word(key)] = word(reader.slot(address, key));
  return storage;
}

function describe(account: Account | null, storage: Record<string, string>, options: PrestateOptions): PrestateAccount {
  const hasCode = account !== null && account.code.bytes.length > 0;
  return {
    balance: toQuantity(account?.balance ?? 0n),
    ...(account !== null && account.nonce > 0n ? { nonce: Number(account.nonce) } : {}),
    ...(hasCode && !options.disableCode ? { code: toHex(account.code.bytes) } : {}),
    ...(hasCode ? { codeHash: account.code.hash } : {}),
    ...(Object.keys(storage).length > 0 ? { storage } : {}),
  };
}

/** State before the transaction of everything it looked at. */
export function prestate(touched: Touched, before: StateReader, options: PrestateOptions): Prestate {
  const out: Prestate = {};
  for (const [address, slots] of touched.accounts) {
    const account = before.account(address);
    if (isEmpty(account) && (touched.created.has(address) || !options.includeEmpty)) continue;
    out[address] = describe(account, options.disableStorage ? {} : readSlots(before, address, slots), options);
  }
  return out;
}

interface Sides {
  readonly address: string;
  readonly slots: ReadonlySet<bigint>;
  readonly before: StateReader;
  readonly after: StateReader;
}

/** Slots that changed: old values (unless zero) and new ones (unless zero). */
function changedSlots({ address, slots, before, after }: Sides): { pre: Record<string, string>; post: Record<string, string>; any: boolean } {
  const pre: Record<string, string> = {}, post: Record<string, string> = {};
  let any = false;
  for (const key of slots) {
    const old = before.slot(address, key), now = after.slot(address, key);
    if (old === now) continue;
    any = true;
    if (old !== 0n) pre[word(key)] = word(old);
    if (now !== 0n) post[word(key)] = word(now);
  }
  return { pre, post, any };
}

function changedFields(old: Account | null, now: Account | null, options: PrestateOptions): PrestateAccount {
  const code = now?.code, hasCode = code !== undefined && code.hash !== old?.code.hash && code.bytes.length > 0;
  return {
    ...((now?.balance ?? 0n) === (old?.balance ?? 0n) ? {} : { balance: toQuantity(now?.balance ?? 0n) }),
    ...((now?.nonce ?? 0n) === (old?.nonce ?? 0n) ? {} : { nonce: Number(now?.nonce ?? 0n) }),
    ...(hasCode && !options.disableCode ? { code: toHex(code.bytes) } : {}),
    ...(hasCode ? { codeHash: code.hash } : {}),
  };
}

function nonDefault(slots: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => BigInt(value) !== 0n));
}

/** Before and after of the accounts that changed; destroyed ones have no after. */
export function prestateDiff(touched: Touched, before: StateReader, after: StateReader, options: PrestateOptions): PrestateDiff {
  const pre: Prestate = {}, post: Prestate = {};
  for (const [address, slots] of touched.accounts) {
    const old = before.account(address), isNew = isEmpty(old) && (touched.created.has(address) || !options.includeEmpty);
    if (touched.deleted.has(address)) {
      const storage = options.disableStorage ? {} : nonDefault(readSlots(before, address, slots));
      if (!isNew) pre[address] = describe(old, storage, options);
      continue;
    }
    const storage = changedSlots({ address, slots: options.disableStorage ? new Set() : slots, before, after });
    const fields = changedFields(old, after.account(address), options);
    if (Object.keys(fields).length === 0 && !storage.any) continue;
    post[address] = { ...fields, ...(Object.keys(storage.post).length > 0 ? { storage: storage.post } : {}) };
    if (!isNew) pre[address] = describe(old, storage.pre, options);
  }
  return { pre, post };
}
