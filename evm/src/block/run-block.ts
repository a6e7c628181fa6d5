import { executeTransaction } from '../execution/execute.ts';
import type { ExecutionResult, Rules } from '../execution/execute.ts';
import { isAtLeast } from '../forks.ts';
import { fromHex } from '../bytes.ts';
import type { State } from '../state/state.ts';
import { InvalidTransaction } from '../transaction/errors.ts';
import { decodeTransaction } from '../transaction/decode.ts';
import type { Transaction } from '../transaction/types.ts';
import { GAS_PER_BLOB } from '../transaction/validate.ts';
import { mergeBlooms } from './bloom.ts';
import { makeReceipt, receiptsRoot } from './receipts.ts';
import type { Receipt } from './receipts.ts';
import { requestsHash, takeRequests } from './requests.ts';
import { beforeBlock } from './system-calls.ts';

/** EIP-4895; the amount in gwei. */
export interface Withdrawal {
  readonly address: string;
  readonly amount: bigint;
}

/** What a block brings besides its environment. Hashes as 0x hex. */
export interface BlockBody {
  /** Raw transactions of any type, or ones whose sender is known. */
  readonly transactions: readonly (Uint8Array | Transaction)[];
  readonly parentHash: string;
  readonly parentBeaconBlockRoot?: string;
  readonly withdrawals?: readonly Withdrawal[];
  /** Miners of uncle headers with their numbers (before Paris). */
  readonly uncles?: readonly { readonly coinbase: string; readonly number: bigint }[];
}

/** What a block comes to, to be compared with its header. */
export interface BlockResult {
  readonly gasUsed: bigint;
  readonly receipts: readonly Receipt[];
  readonly results: readonly ExecutionResult[];
  readonly receiptsRoot: Uint8Array;
  readonly bloom: Uint8Array;
  /** Blob gas of all transactions (EIP-4844). */
  readonly blobGasUsed: bigint;
  /** Requests to the consensus layer: type and data (EIP-6110, 7002, 7251); none before Prague. */
  readonly requests: readonly Uint8Array[];
  /** Their hash for the header (EIP-7685), from Prague on. */
  readonly requestsHash?: string;
}

const GWEI = 1_000_000_000n;

function pay(state: State, address: string, amount: bigint): void {
  state.setAccount(address, { balance: state.balance(address) + amount });
}

/** Ethash rewards: 5, 3 and 2 ether (EIP-649, EIP-1234), none from Paris on. */
function rewardMiners(state: State, body: BlockBody, { fork, block }: Rules): void {
  if (isAtLeast(fork, 'paris')) return;
  const ether = isAtLeast(fork, 'constantinople') ? 2n : isAtLeast(fork, 'byzantium') ? 3n : 5n;
  const reward = ether * 10n ** 18n, uncles = body.uncles ?? [];
  for (const uncle of uncles) pay(state, uncle.coinbase, ((uncle.number + 8n - block.number) * reward) / 8n);
  pay(state, block.coinbase, reward + (reward * BigInt(uncles.length)) / 32n);
}

function withdraw(state: State, body: BlockBody): void {
  for (const { address, amount } of body.withdrawals ?? []) if (amount > 0n) pay(state, address, amount * GWEI);
}

interface Ran {
  readonly receipts: Receipt[];
  readonly results: ExecutionResult[];
  readonly used: bigint;
  readonly blobs: number;
}

function runAll(state: State, body: BlockBody, rules: Rules): Ran {
  const receipts: Receipt[] = [], results: ExecutionResult[] = [];
  let used = 0n, blobs = 0;
  for (const item of body.transactions) {
    const tx = item instanceof Uint8Array ? decodeTransaction(item, rules.fork === 'frontier') : item;
    if (tx.gasLimit > rules.block.gasLimit - used) throw new InvalidTransaction('gasLimitAboveBlock');
    const result = executeTransaction(state, tx, rules);
    used += result.gasUsed;
    const outcome = isAtLeast(rules.fork, 'byzantium') ? result.success : fromHex(state.root());
    receipts.push(makeReceipt(tx.type, outcome, used, result.logs));
    results.push(result);
    blobs += tx.blobVersionedHashes?.length ?? 0;
  }
  return { receipts, results, used, blobs };
}

/** Runs a whole block on the state. Throws InvalidTransaction when one of its transactions cannot be in it, and InvalidBlock. */
export function runBlock(state: State, body: BlockBody, rules: Rules): BlockResult {
  beforeBlock(state, rules, body.parentHash, body.parentBeaconBlockRoot);
  const { receipts, results, used, blobs } = runAll(state, body, rules);
  const requests = takeRequests(state, rules, results.flatMap((result) => result.logs));
  withdraw(state, body);
  rewardMiners(state, body, rules);
  return {
    gasUsed: used,
    receipts,
    results,
    receiptsRoot: receiptsRoot(receipts),
    bloom: mergeBlooms(receipts.map((receipt) => receipt.bloom)),
    blobGasUsed: GAS_PER_BLOB * BigInt(blobs),
    requests,
    ...(isAtLeast(rules.fork, 'prague') ? { requestsHash: requestsHash(requests) } : {}),
  };
}
