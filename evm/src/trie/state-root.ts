import { fromHex, toBytes, toMinimalBytes } from '../bytes.ts';
import { keccak256 } from '../hash.ts';
import { encode } from '../rlp.ts';
import type { FullAccount } from '../state/flatten.ts';
import { trieRoot } from './trie.ts';

const MAX_CACHED = 50_000;
const hashes = new Map<string, Uint8Array>();

/** Secure-trie key; remembered, because the same addresses and slots come again and again. */
function hashedKey(id: string, bytes: () => Uint8Array): Uint8Array {
  const known = hashes.get(id);
  if (known !== undefined) return known;
  if (hashes.size >= MAX_CACHED) hashes.clear();
  const hash = keccak256(bytes());
  hashes.set(id, hash);
  return hash;
}

function* slotPairs(storage: ReadonlyMap<bigint, bigint>): Generator<[Uint8Array, Uint8Array]> {
  for (const [key, value] of storage) {
    yield [hashedKey(`s${key}`, () => toBytes(key, 32)), encode(toMinimalBytes(value))];
  }
}

/** Root of an account's storage trie over its non-zero slots. */
export function storageRoot(storage: ReadonlyMap<bigint, bigint>): Uint8Array {
  return trieRoot(slotPairs(storage));
}

function* accountPairs(accounts: ReadonlyMap<string, FullAccount>): Generator<[Uint8Array, Uint8Array]> {
  for (const [address, account] of accounts) {
    const fields = [
      toMinimalBytes(account.nonce), toMinimalBytes(account.balance), storageRoot(account.storage), fromHex(account.code.hash),
    ];
    yield [hashedKey(address, () => fromHex(address)), encode(fields)];
  }
}

/** World state root (yellow paper 4.1). */
export function stateRoot(accounts: ReadonlyMap<string, FullAccount>): Uint8Array {
  return trieRoot(accountPairs(accounts));
}
