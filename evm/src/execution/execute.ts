import type { BlockEnvironment } from '../block/environment.ts';
import type { Drafts, Fork } from '../forks.ts';
import { MESSAGE_FLAGS } from '../kernel/layout.ts';
import { decodeLogs } from '../kernel/result.ts';
import type { KernelResult, Log } from '../kernel/result.ts';
import { isFault, isInvalid, statusName } from '../kernel/status.ts';
import type { StatusName } from '../kernel/status.ts';
import type { State } from '../state/state.ts';
import { InvalidTransaction } from '../transaction/errors.ts';
import type { InvalidReason } from '../transaction/errors.ts';
import type { Transaction } from '../transaction/types.ts';
import { checkTransaction } from '../transaction/validate.ts';
import { prepare } from './prepare.ts';

/** The rules and the block a transaction runs under. */
export interface Rules {
  readonly fork: Fork;
  readonly block: BlockEnvironment;
  readonly drafts: Drafts;
}

/** What a transaction did. Gas in units, output as returned (revert data included). */
export interface ExecutionResult {
  readonly success: boolean;
  readonly status: StatusName;
  readonly gasUsed: bigint;
  /** Gas given back by EIP-3529 rules, already taken off `gasUsed`. */
  readonly gasRefunded: bigint;
  readonly output: Uint8Array;
  readonly logs: readonly Log[];
  /** Where the contract was made, for a creation that succeeded. */
  readonly createdAddress?: string;
}

/** The run was stopped from outside: a cap, an abort or missing state. The state is as before. */
export class ExecutionFault extends Error {
  override readonly name = 'ExecutionFault';
  readonly status: StatusName;

  constructor(status: StatusName) {
    super(`execution stopped: ${status}`);
    this.status = status;
  }
}

export const NO_DRAFTS: Drafts = {};

/** Runs without judging the outcome. */
export function runRaw(state: State, tx: Transaction, rules: Rules, flags: number): KernelResult {
  const { kernel } = state, keep = state.hasSnapshots ? MESSAGE_FLAGS.keep : 0;
  const { message, gasPrice, blobHashes } = prepare(tx, rules.block, flags | keep);
  kernel.bind(state);
  kernel.configure(rules.fork, rules.drafts);
  kernel.setBlock(rules.block);
  kernel.setOrigin(tx.sender, gasPrice, blobHashes);
  return kernel.run(message);
}

/** A result whose logs are decoded when they are first looked at. */
class LazyResult implements ExecutionResult {
  readonly success: boolean;
  readonly status: StatusName;
  readonly gasUsed: bigint;
  readonly gasRefunded: bigint;
  readonly output: Uint8Array;
  readonly createdAddress?: string;
  readonly #logBytes: Uint8Array;
  #logs: readonly Log[] | undefined;

  constructor(raw: KernelResult, status: StatusName) {
    this.success = raw.status === 0;
    this.status = status;
    this.gasUsed = raw.gasUsed;
    this.gasRefunded = raw.gasRefunded;
    this.output = raw.output;
    this.#logBytes = raw.logBytes;
    if (this.success && raw.createdAddress !== '') this.createdAddress = raw.createdAddress;
  }

  get logs(): readonly Log[] {
    this.#logs ??= decodeLogs(this.#logBytes);
    return this.#logs;
  }
}

/** Throws for faults and invalid transactions, else presents the outcome. */
export function present(raw: KernelResult): ExecutionResult {
  const status = statusName(raw.status);
  if (isFault(raw.status)) throw new ExecutionFault(status);
  if (isInvalid(raw.status)) throw new InvalidTransaction(status as InvalidReason);
  return new LazyResult(raw, status);
}

/** Checks and runs a transaction on the state, whose changes stay. Throws InvalidTransaction or ExecutionFault. */
export function executeTransaction(state: State, tx: Transaction, rules: Rules): ExecutionResult {
  checkTransaction(tx, rules.block, rules.fork);
  return present(runRaw(state, tx, rules, 0));
}
