import { toHex } from '../bytes.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { stateRoot } from '../trie/state-root.ts';
import { EMPTY_ACCOUNT, toCode } from './account.ts';
import type { Account } from './account.ts';
import { flatten } from './flatten.ts';
import type { FullAccount } from './flatten.ts';
import { Layer } from './layer.ts';
import type { StateSource } from './source.ts';

/** Changes to an account; what is left out stays as it is. */
export interface AccountPatch {
  readonly balance?: bigint;
  readonly nonce?: bigint;
  /** Bytes or 0x hex. */
  readonly code?: Uint8Array | string;
  /** Slots to set; the others stay. */
  readonly storage?: Readonly<Record<string, bigint>> | ReadonlyMap<bigint, bigint>;
  /** Slots after which no others exist. */
  readonly replaceStorage?: boolean;
}

/** A snapshot: a journal position while the kernel holds the changes, a layer afterwards. */
type Mark = { readonly journal: number } | { readonly layer: Layer };

function slotsOf(storage: AccountPatch['storage']): Iterable<readonly [bigint, bigint]> {
  if (storage === undefined) return [];
  if (storage instanceof Map) return storage as ReadonlyMap<bigint, bigint>;
  return Object.entries(storage as Record<string, bigint>).map(([key, value]) => [BigInt(key), value] as const);
}

/**
 * A world state: a stack of copy-on-write layers over nothing or over a source. Addresses are 0x hex in any case.
 */
export class State {
  /** Top layer; the kernel reads through it. */
  layer: Layer;
  readonly #kernel: Kernel;
  #marks: Mark[] = [];

  constructor(kernel: Kernel, layer: Layer) {
    this.#kernel = kernel;
    this.layer = layer;
  }

  static over(kernel: Kernel, source?: StateSource): State {
    return new State(kernel, new Layer(undefined, source));
  }

  get kernel(): Kernel {
    return this.#kernel;
  }

  /** Whether undo information must survive the next transaction. */
  get hasSnapshots(): boolean {
    return this.#marks.length > 0;
  }

  /** The account, null when there is none. Throws RangeError when a remote source does not hold it yet. */
  account(address: string): Account | null {
    const id = address.toLowerCase();
    if (this.#kernel.isBound(this)) return this.#kernel.readAccount(this, id);
    const found = this.layer.account(id);
    if (found === undefined) throw new RangeError(`${id} has not been fetched`);
    return found;
  }

  balance(address: string): bigint {
    return this.account(address)?.balance ?? 0n;
  }

  nonce(address: string): bigint {
    return this.account(address)?.nonce ?? 0n;
  }

  code(address: string): Uint8Array {
    return this.account(address)?.code.bytes ?? new Uint8Array(0);
  }

  slot(address: string, key: bigint): bigint {
    const id = address.toLowerCase();
    if (this.#kernel.isBound(this)) return this.#kernel.readSlot(id, key);
    const found = this.layer.slot(id, key);
    if (found === undefined) throw new RangeError(`slot ${key} of ${id} has not been fetched`);
    return found;
  }

  /** Changes an account, bringing it to life when there is none. */
  setAccount(address: string, patch: AccountPatch): void {
    this.#unbind();
    const id = address.toLowerCase(), before = this.layer.account(id) ?? EMPTY_ACCOUNT;
    this.layer.accounts.set(id, {
      balance: patch.balance ?? before.balance,
      nonce: patch.nonce ?? before.nonce,
      code: patch.code === undefined ? before.code : toCode(patch.code),
    });
    if (patch.storage === undefined && !patch.replaceStorage) return;
    const changes = this.layer.changes(id);
    if (patch.replaceStorage) {
      changes.isWiped = true;
      changes.slots.clear();
    }
    for (const [key, value] of slotsOf(patch.storage)) changes.slots.set(key, value);
  }

  /** An isolated copy; costs nothing until one of the two changes. */
  fork(): State {
    this.#settle();
    if (!this.layer.isEmpty || this.layer.parent === undefined) this.layer = new Layer(this.layer);
    return new State(this.#kernel, new Layer(this.layer.parent ?? this.layer));
  }

  /** Drops every change since the state was forked (or made). */
  reset(): void {
    this.#kernel.drop(this);
    this.#marks = [];
    this.layer = new Layer(this.layer.parent, this.layer.source);
  }

  /** Remembers the state; the token goes to `revert`. Costs O(1), reverting costs O(changes). */
  snapshot(): number {
    this.#kernel.bind(this);
    return this.#marks.push({ journal: this.#kernel.exports.journalPosition() }) - 1;
  }

  /** Back to a snapshot, which is then gone with all later ones. Throws RangeError for a token that is not held. */
  revert(token: number): void {
    const mark = this.#marks[token];
    if (mark === undefined) throw new RangeError(`no snapshot ${token}`);
    this.#marks.length = token;
    if ('journal' in mark) {
      this.#kernel.exports.revertJournal(mark.journal);
      return;
    }
    this.#kernel.drop(this);
    this.layer = new Layer(mark.layer);
  }

  /** Gives up a snapshot and all later ones, keeping the changes. */
  release(): void {
    if (this.#marks.some((mark) => 'journal' in mark)) this.#spill();
    else this.#kernel.settle(this);
  }

  /** Gives up all snapshots, keeping the changes. */
  forgetSnapshots(): void {
    this.#marks = [];
    if (this.#kernel.isBound(this)) this.#kernel.exports.clearJournal();
  }

  /** Every account known here with its storage. */
  accounts(): ReadonlyMap<string, FullAccount> {
    return flatten(this.#kernel.isBound(this) ? this.#kernel.overlay(this.layer) : this.layer);
  }

  /** State root (yellow paper 4.1) of what is known here; for states over a remote source it is of no use. */
  root(): string {
    return toHex(stateRoot(this.accounts()));
  }

  #settle(): void {
    if (this.#kernel.isBound(this)) this.release();
  }

  #unbind(): void {
    if (!this.#kernel.isBound(this)) return;
    this.release();
    this.#kernel.drop(this);
  }

  /** Turns journal snapshots into layers: later states on top of earlier ones. */
  #spill(): void {
    const above: Layer[] = [];
    const positions = this.#marks.flatMap((mark) => ('journal' in mark ? [mark.journal] : []));
    for (const position of positions.toReversed()) {
      above.unshift(this.#kernel.overlay(this.layer));
      this.#kernel.exports.revertJournal(position);
    }
    this.#kernel.settle(this);
    let top = this.layer, next = 0;
    this.#marks = this.#marks.map((mark) => {
      if (!('journal' in mark)) return mark;
      const below = top, source = above[next++];
      top = new Layer(below);
      source?.accounts.forEach((account, address) => top.accounts.set(address, account));
      source?.storage.forEach((changes, address) => top.storage.set(address, changes));
      return { layer: below };
    });
    this.layer = top;
    this.#kernel.exports.clearState();
  }
}
