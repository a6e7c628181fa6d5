import { fromHex, toHex, toQuantity } from '../bytes.ts';
import type { BlockEnvironment } from '../block/environment.ts';
import { toCode } from '../state/account.ts';
import type { Account } from '../state/account.ts';
import type { Misses, SlotKey, StateSource } from '../state/source.ts';
import type { Transaction } from '../transaction/types.ts';
import { BoundedCache } from './cache.ts';

/** One call of a JSON-RPC batch. */
export interface RpcRequest {
  readonly method: string;
  readonly params: readonly unknown[];
}

/**
 * Sends a batch in one round trip and gives the results in order; a call that failed gives an Error in its place.
 * Rejects when the batch as a whole could not be sent.
 */
export type RpcFetcher = (batch: readonly RpcRequest[]) => Promise<readonly unknown[]>;

/** What a node told about a block, shared by every source on that block. */
export interface RemoteCache {
  readonly accounts: BoundedCache<Account>;
  readonly slots: BoundedCache<bigint>;
  readonly hashes: BoundedCache<string>;
}

/** A cache for sources; `maxEntries` bounds accounts and slots each (10,000 when absent). */
export function createRemoteCache(maxEntries = 10_000): RemoteCache {
  return {
    accounts: new BoundedCache(maxEntries), slots: new BoundedCache(maxEntries), hashes: new BoundedCache(1024),
  };
}

/** Which node is asked, and for which block. */
export interface RpcSourceOptions {
  readonly fetcher: RpcFetcher;
  /** Number of the block whose state is meant. */
  readonly blockNumber: bigint;
  readonly cache?: RemoteCache;
}

/** The node gave an error or something that is not an answer. */
export class RemoteStateError extends Error {
  override readonly name = 'RemoteStateError';
}

function text(answer: unknown, what: string): string {
  if (answer instanceof Error) throw new RemoteStateError(`${what}: ${answer.message}`);
  if (typeof answer !== 'string' || !/^0x[0-9a-f]*$/i.test(answer)) throw new RemoteStateError(`${what}: not a hex string`);
  return answer;
}

function amount(answer: unknown, what: string): bigint {
  const hex = text(answer, what);
  return hex === '0x' ? 0n : BigInt(hex);
}

interface ListEntry {
  readonly address: string;
  readonly storageKeys: readonly string[];
}

/** The access list in an eth_createAccessList answer; a node that cannot make one gives none. */
function listOf(answer: unknown): ListEntry[] {
  if (answer instanceof Error || typeof answer !== 'object' || answer === null) return [];
  const { accessList } = answer as { accessList?: unknown };
  return Array.isArray(accessList) ? (accessList as ListEntry[]) : [];
}

/** Cold state of a remote node at one block, fetched in JSON-RPC batches. */
class RpcSource implements StateSource {
  readonly #fetcher: RpcFetcher;
  readonly #block: string;
  readonly #cache: RemoteCache;

  constructor(options: RpcSourceOptions) {
    this.#fetcher = options.fetcher;
    this.#block = toQuantity(options.blockNumber);
    this.#cache = options.cache ?? createRemoteCache();
  }

  account(address: string): Account | undefined {
    return this.#cache.accounts.get(`${this.#block}/${address}`);
  }

  slot(address: string, key: bigint): bigint | undefined {
    return this.#cache.slots.get(`${this.#block}/${address}/${key}`);
  }

  blockHash(number: number): string | undefined {
    return this.#cache.hashes.get(String(number));
  }

  async fetch({ accounts, slots, blocks }: Misses): Promise<void> {
    await this.#load([...accounts], slots, [...blocks]);
  }

  /** Two round trips: the access list a node foresees together with the accounts known from the start, then what it lists. */
  async prefetch(tx: Transaction, block: BlockEnvironment): Promise<void> {
    const known = [tx.sender, ...(tx.to === undefined ? [] : [tx.to]), block.coinbase.toLowerCase()];
    const missing = known.filter((address) => this.account(address) === undefined);
    if (missing.length === 0) return;
    const call = {
      from: tx.sender, ...(tx.to === undefined ? {} : { to: tx.to }), gas: toQuantity(tx.gasLimit), value: toQuantity(tx.value), data: toHex(tx.data),
    };
    const [answer] = await this.#load(missing, [], [], [{ method: 'eth_createAccessList', params: [call, this.#block] }]);
    const entries = listOf(answer);
    const addresses = entries.map(({ address }) => address.toLowerCase()).filter((address) => this.account(address) === undefined);
    const slots = entries.flatMap(({ address, storageKeys }) => storageKeys.map((key) => ({ address: address.toLowerCase(), key: BigInt(key) })));
    if (addresses.length + slots.length > 0) await this.#load(addresses, slots, []);
  }

  /** One batch; the answers to `extra` are given back. */
  async #load(
    accounts: readonly string[], slots: readonly SlotKey[], blocks: readonly number[], extra: readonly RpcRequest[] = [],
  ): Promise<readonly unknown[]> {
    const at = this.#block;
    const batch: RpcRequest[] = [
      ...accounts.flatMap((address) =>
        ['eth_getBalance', 'eth_getTransactionCount', 'eth_getCode'].map((method) => ({ method, params: [address, at] })),
      ),
      ...slots.map(({ address, key }) => ({ method: 'eth_getStorageAt', params: [address, toQuantity(key), at] })),
      ...blocks.map((number) => ({ method: 'eth_getBlockByNumber', params: [toQuantity(number), false] })),
      ...extra,
    ];
    const answers = await this.#fetcher(batch);
    if (answers.length !== batch.length) throw new RemoteStateError(`${answers.length} answers to ${batch.length} calls`);
    this.#keepAccounts(accounts, answers);
    const afterAccounts = 3 * accounts.length;
    slots.forEach(({ address, key }, i) => {
      this.#cache.slots.set(`${at}/${address}/${key}`, amount(answers[afterAccounts + i], 'eth_getStorageAt'));
    });
    const afterSlots = afterAccounts + slots.length;
    blocks.forEach((number, i) => this.#keepHash(number, answers[afterSlots + i]));
    return answers.slice(afterSlots + blocks.length);
  }

  #keepAccounts(accounts: readonly string[], answers: readonly unknown[]): void {
    accounts.forEach((address, i) => {
      this.#cache.accounts.set(`${this.#block}/${address}`, {
        balance: amount(answers[3 * i], 'eth_getBalance'),
        nonce: amount(answers[3 * i + 1], 'eth_getTransactionCount'),
        code: toCode(fromHex(text(answers[3 * i + 2], 'eth_getCode'))),
      });
    });
  }

  #keepHash(number: number, answer: unknown): void {
    const hash = typeof answer === 'object' && answer !== null && 'hash' in answer ? answer.hash : undefined;
    this.#cache.hashes.set(String(number), text(hash, 'eth_getBlockByNumber'));
  }
}

/** Cold state of a remote node at a block. Its answers are cached per block within the cache's bound. */
export function createRpcSource(options: RpcSourceOptions): StateSource {
  return new RpcSource(options);
}
