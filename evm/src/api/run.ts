import type { BlockEnvironment } from '../block/environment.ts';
import { ExecutionFault, present, runRaw } from '../execution/execute.ts';
import type { ExecutionResult, Rules } from '../execution/execute.ts';
import type { Fork } from '../forks.ts';
import { MESSAGE_FLAGS } from '../kernel/layout.ts';
import type { AccountPatch, State } from '../state/state.ts';
import { decodeTransaction } from '../transaction/decode.ts';
import type { AccessListEntry, Transaction } from '../transaction/types.ts';
import { checkTransaction } from '../transaction/validate.ts';
import { evmOf } from './evm.ts';
import { withLimits } from './limits.ts';
import type { Limits } from './limits.ts';

/** A call as eth_call takes it: unsigned, sender assumed, free unless a price is given. Amounts in wei. */
export interface Call {
  readonly from?: string;
  /** Undefined creates a contract. */
  readonly to?: string | undefined;
  readonly data?: Uint8Array;
  readonly value?: bigint;
  /** 30 million when absent. */
  readonly gas?: bigint;
  readonly gasPrice?: bigint;
  readonly accessList?: readonly AccessListEntry[];
}

/** What to run and under which rules. */
export interface Run {
  /** Signed bytes, a decoded transaction, or a call. */
  readonly transaction: Uint8Array | Transaction | Call;
  /** Fields that differ from an empty block with a large gas limit. */
  readonly block?: Partial<BlockEnvironment>;
  readonly fork?: Fork;
  readonly limits?: Limits;
  /** Changes for this run only, by 0x address (simulations and traces). */
  readonly overrides?: Readonly<Record<string, AccountPatch>>;
}

const NOBODY = '0x0000000000000000000000000000000000000000';
const MAX_RUNS = 64;
const emptyBlocks = new WeakMap<object, BlockEnvironment>();
const NO_PATCH = {};

function makeBlock(patch: Partial<BlockEnvironment>, chainId: bigint): BlockEnvironment {
  return {
    number: 0n, timestamp: 0n, coinbase: NOBODY, gasLimit: (1n << 63n) - 1n, baseFee: 0n, prevRandao: 0n, blobBaseFee: 1n, chainId, ...patch,
  };
}

/** The full block; remembered per patch, so that a block passed again costs nothing. */
function blockOf(patch: Partial<BlockEnvironment>, chainId: bigint): BlockEnvironment {
  const known = emptyBlocks.get(patch);
  if (known !== undefined) return known;
  const block = makeBlock(patch, chainId);
  emptyBlocks.set(patch, block);
  return block;
}

export function rulesOf(state: State, run: Run): Rules {
  const evm = evmOf(state);
  return { fork: run.fork ?? evm.fork, drafts: evm.drafts, block: blockOf(run.block ?? NO_PATCH, evm.chainId) };
}

function fromCall(call: Call): Transaction {
  return {
    type: call.accessList === undefined ? 0 : 1,
    sender: (call.from ?? NOBODY).toLowerCase(),
    to: call.to?.toLowerCase(),
    nonce: 0n,
    gasLimit: call.gas ?? 30_000_000n,
    gasPrice: call.gasPrice ?? 0n,
    value: call.value ?? 0n,
    data: call.data ?? new Uint8Array(0),
    ...(call.accessList === undefined ? {} : { accessList: call.accessList }),
  };
}

/** The transaction with the kernel flags it asks for: a call skips nonce, sender and (without a price) fund checks. */
export function resolve(run: Run, rules: Rules): { tx: Transaction; flags: number } {
  const { transaction } = run;
  if (transaction instanceof Uint8Array) return checked(decodeTransaction(transaction, rules.fork === 'frontier'), rules);
  if ('sender' in transaction) return checked({ ...transaction, sender: transaction.sender.toLowerCase() }, rules);
  const free = transaction.gasPrice === undefined ? MESSAGE_FLAGS.skipFunds | MESSAGE_FLAGS.noTip : 0;
  return { tx: fromCall(transaction), flags: MESSAGE_FLAGS.skipNonce | MESSAGE_FLAGS.skipEoa | free };
}

function checked(tx: Transaction, rules: Rules): { tx: Transaction; flags: number } {
  checkTransaction(tx, rules.block, rules.fork);
  return { tx, flags: 0 };
}

/** A fork carrying the overrides, or the state itself when there are none. */
export function overridden(state: State, run: Run): State {
  if (run.overrides === undefined) return state;
  const child = state.fork();
  for (const [address, patch] of Object.entries(run.overrides)) child.setAccount(address, patch);
  return child;
}

/**
 * Runs a transaction; its changes stay in the state. For states without a remote source.
 * Throws InvalidTransaction (nothing ran) or ExecutionFault (a cap; nothing changed).
 */
export function executeSync(state: State, run: Run): ExecutionResult {
  const rules = rulesOf(state, run), { tx, flags } = resolve(run, rules);
  return withLimits(state, run.limits, () => present(runRaw(state, tx, rules, flags)));
}

/** Like `executeSync`, but takes every change back; about 20 microseconds for a swap. */
export function simulateSync(state: State, run: Run): ExecutionResult {
  const rules = rulesOf(state, run), { tx, flags } = resolve(run, rules), target = overridden(state, run);
  return withLimits(target, run.limits, () => present(runRaw(target, tx, rules, flags | MESSAGE_FLAGS.simulate)));
}

/**
 * Repeats `attempt` until no state is missing, fetching in between what the last attempt missed. Runs are deterministic,
 * so every attempt gets at least one step further.
 */
export async function withFetching<T>(state: State, attempt: () => T): Promise<T> {
  for (let run = 0; run < MAX_RUNS; run++) {
    try {
      return attempt();
    } catch (error) {
      const { source } = state.layer;
      if (!(error instanceof ExecutionFault) || error.status !== 'suspended' || source === undefined) throw error;
      await source.fetch(state.kernel.takeMisses(state));
    }
  }
  throw new ExecutionFault('suspended');
}

/** Lets a source that can bring ahead what the run will probably need. */
export async function prefetch(state: State, run: Run): Promise<void> {
  const { source } = state.layer;
  if (source?.prefetch === undefined) return;
  const rules = rulesOf(state, run);
  await source.prefetch(resolve(run, rules).tx, rules.block);
}

/** Runs a transaction over any state, fetching what is missing. Errors as `executeSync`, and those of the source. */
export async function execute(state: State, run: Run): Promise<ExecutionResult> {
  await prefetch(state, run);
  return withFetching(state, () => executeSync(state, run));
}

/** Simulates over any state, fetching what is missing. Errors as `executeSync`, and those of the source. */
export async function simulate(state: State, run: Run): Promise<ExecutionResult> {
  await prefetch(state, run);
  const target = overridden(state, run), { overrides: _applied, ...rest } = run;
  return withFetching(target, () => simulateSync(target, rest));
}

