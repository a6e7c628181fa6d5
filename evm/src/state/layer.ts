import type { Account } from './account.ts';
import type { StateSource } from './source.ts';

/** Changed slots of one account; `isWiped` hides everything below. */
export interface StorageChanges {
  isWiped: boolean;
  readonly slots: Map<bigint, bigint>;
}

/** A set of changes over a parent. A layer that has children is never written again. */
export class Layer {
  readonly parent: Layer | undefined;
  readonly source: StateSource | undefined;
  readonly accounts = new Map<string, Account | null>();
  readonly storage = new Map<string, StorageChanges>();

  constructor(parent: Layer | undefined, source?: StateSource) {
    this.parent = parent;
    this.source = parent === undefined ? source : parent.source;
  }

  get isEmpty(): boolean {
    return this.accounts.size === 0 && this.storage.size === 0;
  }

  /** The account, null when there is none, undefined when the source does not hold it yet. */
  account(address: string): Account | null | undefined {
    for (let layer: Layer | undefined = this; layer !== undefined; layer = layer.parent) {
      const found = layer.accounts.get(address);
      if (found !== undefined) return found;
    }
    return this.source === undefined ? null : this.source.account(address);
  }

  /** The slot's value, undefined when the source does not hold it yet. */
  slot(address: string, key: bigint): bigint | undefined {
    for (let layer: Layer | undefined = this; layer !== undefined; layer = layer.parent) {
      const changes = layer.storage.get(address);
      if (changes === undefined) continue;
      const value = changes.slots.get(key);
      if (value !== undefined) return value;
      if (changes.isWiped) return 0n;
    }
    return this.source === undefined ? 0n : this.source.slot(address, key);
  }

  /** Whether the layers hold a non-zero slot of the account; a remote source is not asked. */
  hasStorage(address: string): boolean {
    const seen = new Set<bigint>();
    for (let layer: Layer | undefined = this; layer !== undefined; layer = layer.parent) {
      const changes = layer.storage.get(address);
      if (changes === undefined) continue;
      for (const [key, value] of changes.slots) {
        if (!seen.has(key) && value !== 0n) return true;
        seen.add(key);
      }
      if (changes.isWiped) return false;
    }
    return false;
  }

  /** The changes of an account's storage in this layer, made when missing. */
  changes(address: string): StorageChanges {
    let changes = this.storage.get(address);
    if (changes === undefined) {
      changes = { isWiped: false, slots: new Map() };
      this.storage.set(address, changes);
    }
    return changes;
  }
}
