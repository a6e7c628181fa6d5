import type { BlockEnvironment } from '../block/environment.ts';
import type { Transaction } from '../transaction/types.ts';
import type { Account } from './account.ts';

/** A storage slot of an account; the address in lower case. */
export interface SlotKey {
  readonly address: string;
  readonly key: bigint;
}

/** What a run needed and the source did not hold yet. */
export interface Misses {
  readonly accounts: ReadonlySet<string>;
  readonly slots: readonly SlotKey[];
  readonly blocks: ReadonlySet<number>;
}

/**
 * Cold state below every layer. Answers come from memory at once; `undefined` means "not here yet", on which the kernel
 * suspends the run, `fetch` brings what was missing and the run starts again.
 */
export interface StateSource {
  account(address: string): Account | null | undefined;
  slot(address: string, key: bigint): bigint | undefined;
  blockHash(number: number): string | undefined;
  fetch(misses: Misses): Promise<void>;
  /** Brings ahead what a transaction will probably need. */
  prefetch?(tx: Transaction, block: BlockEnvironment): Promise<void>;
}
