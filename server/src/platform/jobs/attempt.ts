import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, isDatabaseUnavailable, type Tx } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { bossOn } from './boss.ts';
import type { Claims } from './claims.ts';
import { lockJob, putBackJob } from './job.repository.ts';
import { isDeadQueue } from './queues.ts';
import type { AfterCommit, JobEffect } from './types.ts';

/** What an attempt needs of the process. */
export interface Workshop {
  readonly boss: PgBoss;
  readonly db: Database;
  readonly claims: Claims;
  readonly log: Log;
}

/** Why an attempt was aborted. */
export type AbortReason = 'cancelled' | 'expired' | 'shutdown';

/** A job as taken from the queue. */
export type TakenJob = JobWithMetadata<unknown>;

/** Does the work of a job and returns the effect to commit. */
export type Work = (job: TakenJob, signal: AbortSignal) => Promise<JobEffect>;

/** The job is no longer ours: cancelled, or taken for abandoned and given to another. */
class ClaimLostError extends Error {}

const longestPauseMs = 1_000;

/** Repeats `work` while the database is away, for as long as the attempt may take. */
async function withDatabase<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let pauseMs = 50; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
    try {
      return await work();
    } catch (thrown) {
      if (signal.aborted || !isDatabaseUnavailable(thrown)) throw thrown;
      await sleep(pauseMs);
    }
  }
}

/** One attempt at one job, from taking to settling. */
export class Attempt {
  readonly job: TakenJob;
  readonly #shop: Workshop;
  readonly #abort = new AbortController();
  readonly #aborted = Promise.withResolvers<never>();
  #reason: AbortReason | null = null;

  constructor(job: TakenJob, shop: Workshop) {
    this.job = job;
    this.#shop = shop;
    this.#aborted.promise.catch(() => undefined);
  }

  /** Ends the attempt; work that does not listen to its signal is left behind, its effect never applied. */
  abort(reason: AbortReason): void {
    const error = new Error(`the job was aborted: ${reason}`);
    this.#reason ??= reason;
    this.#abort.abort(error);
    this.#aborted.reject(error);
  }

  /** Never rejects. */
  async run(work: Work): Promise<void> {
    const { job } = this;
    const { claims, log } = this.#shop;
    const expiry = setTimeout(() => this.abort('expired'), job.expireInSeconds * 1_000);
    claims.hold(job.id);
    try {
      const effect = await Promise.race([this.#aborted.promise, work(job, this.#abort.signal)]);
      const tell = await withDatabase(this.#abort.signal, () => this.#commit(effect));
      tell?.();
    } catch (thrown) {
      await this.#settle(thrown).catch((err: unknown) => log.error({ err, job: job.name, id: job.id }, 'a job could not be settled; it will be found abandoned'));
    } finally {
      clearTimeout(expiry);
      claims.release(job.id);
    }
  }

  /** Completion and effect in one transaction; only one attempt ever finds the job still running. */
  #commit(effect: JobEffect): Promise<AfterCommit | void> {
    const { boss, db } = this.#shop;
    return db.transaction(async (tx) => {
      const completed = await boss.complete(this.job.name, this.job.id, undefined, { db: bossOn(tx) });
      // pg-boss tells the number of rows, though its types do not say so.
      if (!('affected' in completed) || completed.affected !== 1) throw new ClaimLostError();
      return await effect(tx);
    });
  }

  async #settle(thrown: unknown): Promise<void> {
    const { boss, db, log } = this.#shop;
    const { name, id, retryCount, retryLimit } = this.job;
    const facts = { job: name, id, attempt: retryCount + 1 };
    if (this.#reason === 'cancelled' || thrown instanceof ClaimLostError) return log.debug(facts, 'a job was taken from its worker');
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const { message } = error;
    if (this.#reason !== 'shutdown') log[retryCount < retryLimit ? 'warn' : 'error']({ ...facts, err: error }, 'a job failed');
    await db.transaction(async (tx) => {
      if (!(await this.#isOurs(tx))) return;
      if (this.#reason === 'shutdown') await putBackJob(tx, this.job, 0);
      // pg-boss would forget which job this one is about; giving up is tried until it succeeds.
      else if (isDeadQueue(name)) await putBackJob(tx, this.job, 1);
      else await boss.fail(name, id, { message }, { db: bossOn(tx) });
    });
  }

  async #isOurs(tx: Tx): Promise<boolean> {
    const { name, id, startedOn } = this.job;
    const row = await lockJob(tx, name, id);
    return row?.state === 'active' && row.startedOn?.getTime() === startedOn.getTime();
  }
}
