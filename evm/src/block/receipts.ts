import { concat, fromHex, toMinimalBytes } from '../bytes.ts';
import type { Log } from '../kernel/result.ts';
import { encode } from '../rlp.ts';
import { trieRoot } from '../trie/trie.ts';
import { logsBloom } from './bloom.ts';

/** A transaction receipt (yellow paper 4.3.1, EIP-658, EIP-2718). */
export interface Receipt {
  readonly type: number;
  /** EIP-658 status, or the intermediate state root before Byzantium. */
  readonly outcome: boolean | Uint8Array;
  readonly cumulativeGasUsed: bigint;
  readonly bloom: Uint8Array;
  readonly logs: readonly Log[];
}

export function makeReceipt(type: number, outcome: boolean | Uint8Array, cumulativeGasUsed: bigint, logs: readonly Log[]): Receipt {
  return { type, outcome, cumulativeGasUsed, bloom: logsBloom(logs), logs };
}

function encodeReceipt(receipt: Receipt): Uint8Array {
  const outcome = typeof receipt.outcome === 'boolean' ? toMinimalBytes(receipt.outcome ? 1n : 0n) : receipt.outcome;
  const logs = receipt.logs.map((log) => [fromHex(log.address), log.topics.map((topic) => fromHex(topic)), log.data]);
  const body = encode([outcome, toMinimalBytes(receipt.cumulativeGasUsed), receipt.bloom, logs]);
  return receipt.type === 0 ? body : concat([Uint8Array.of(receipt.type), body]);
}

/** Root of a list trie: keys are the RLP of the positions. */
export function listRoot(items: readonly Uint8Array[]): Uint8Array {
  return trieRoot(items.map((item, i) => [encode(toMinimalBytes(BigInt(i))), item] as const));
}

export function receiptsRoot(receipts: readonly Receipt[]): Uint8Array {
  return listRoot(receipts.map(encodeReceipt));
}
