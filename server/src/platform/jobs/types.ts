import type { ZodType } from 'zod';
import type { Tx } from '../db/types.ts';

/** Runs once the transaction has committed, to tell others (bus events); it must not throw. */
export type AfterCommit = () => void;

/**
 * What a job did, to be committed in one transaction with its completion: exactly one effect after `kill -9`.
 * May return what to tell others afterwards.
 */
export type JobEffect = (tx: Tx) => Promise<AfterCommit | void>;

/** One attempt at a job. */
export interface JobRun<Input> {
  /** UUID of the job. */
  readonly id: string;
  readonly input: Input;
  /** 1 on the first try. */
  readonly attempt: number;
  /** True when no further attempt follows if this one throws. */
  readonly isLastAttempt: boolean;
  /** Aborts on cancel, on expiry and at shutdown. */
  readonly signal: AbortSignal;
}

/** A kind of job, named in the imperative: `scan.run`. */
export interface JobDefinition<Input> {
  readonly name: string;
  readonly input: ZodType<Input>;
  /** How many run at once in one process. */
  readonly concurrency: number;
  readonly retryLimit: number;
  readonly retryDelaySeconds: number;
  /** An attempt that runs longer is aborted and counts as failed. */
  readonly expireInSeconds: number;
  /** Does the work, without side effects of its own, and returns the effect to commit. */
  run(job: JobRun<Input>): Promise<JobEffect>;
  /** Called in the transaction that gives a job up for good (last attempt failed, or it was cancelled while queued). */
  onDead?(tx: Tx, job: { id: string; input: Input }, reason: string): Promise<AfterCommit | void>;
}

/** How to enqueue one job. */
export interface EnqueueOptions {
  /** Enqueue within this transaction, so that the row and its job appear together. */
  readonly tx?: Tx;
  /** UUID to use as the job's id; enqueueing the same id twice is one job. */
  readonly id?: string;
  readonly priority?: number;
  readonly startAfter?: Date;
}

/** When a job is enqueued again and again. */
export interface Schedule {
  /** Tells schedules of one definition apart. */
  readonly key: string;
  /** Five fields, in UTC. */
  readonly cron: string;
}

/** Background work on PostgreSQL: survives the process, ends exactly once. */
export interface Jobs {
  define<Input>(definition: JobDefinition<Input>): void;
  /** Returns the job's id. */
  enqueue<Input>(definition: JobDefinition<Input>, input: Input, options?: EnqueueOptions): Promise<string>;
  /** Cancels a queued or running job wherever it runs; resolves false when it had ended already. */
  cancel(definition: JobDefinition<never>, id: string): Promise<boolean>;
  /** Runs a job by cron (UTC); the same key replaces the earlier schedule. */
  schedule<Input>(definition: JobDefinition<Input>, input: Input, when: Schedule): Promise<void>;
  unschedule(definition: JobDefinition<never>, key: string): Promise<void>;
  /** Starts taking jobs (role `worker`); without it the process only enqueues. */
  work(): Promise<void>;
  /** Waiting, running and dead jobs by name, for metrics and `/status`. */
  counts(): Promise<readonly { name: string; queued: number; active: number; failed: number }[]>;
  /** Stops taking jobs, waits for running ones up to `graceMs`, then aborts them. */
  close(graceMs?: number): Promise<void>;
}
