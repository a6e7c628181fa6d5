import { setTimeout as sleep } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Database } from '../db/index.ts';
import { newUuid } from '../ids.ts';
import type { Log } from '../log/index.ts';
import type { TakenJob, Work, Workshop } from './attempt.ts';
import { bossOn, startBoss } from './boss.ts';
import { Claims } from './claims.ts';
import { countJobs, lockJob, notify } from './job.repository.ts';
import { QueueRunner } from './queue-runner.ts';
import { deadQueue, makeQueues } from './queues.ts';
import type { AfterCommit, EnqueueOptions, JobDefinition, Jobs, Schedule } from './types.ts';
import { Watch } from './watch.ts';

/** What jobs stand on. */
export interface JobsOptions {
  readonly db: Database;
  readonly log: Log;
}

const cancelChannel = 'bulwark_job_cancelled';
const openStates = new Set(['created', 'retry', 'active']);
const defaultGraceMs = 10_000;
const deadConcurrency = 2;

function attemptWork<Input>(definition: JobDefinition<Input>): Work {
  return async (job, signal) => definition.run({
    id: job.id,
    input: definition.input.parse(job.data),
    attempt: job.retryCount + 1,
    isLastAttempt: job.retryCount >= job.retryLimit,
    signal,
  });
}

/** What the last attempt of a given-up job failed with. */
async function reasonOf(boss: PgBoss, { sourceName, sourceId }: TakenJob): Promise<string> {
  const [original] = sourceName === null || sourceId === null ? [] : await boss.findJobs(sourceName, { id: sourceId });
  const output: unknown = original?.output;
  return typeof output === 'object' && output !== null && 'message' in output ? String(output.message) : 'it took too long';
}

/** What happens to a job that is given up: `onDead`, in the transaction that takes it off the dead queue. */
function deadWork<Input>(definition: JobDefinition<Input>, { boss, log }: Workshop): Work {
  return async (job) => {
    const input = definition.input.safeParse(job.data);
    if (!input.success) {
      log.error({ err: input.error, job: definition.name, id: job.sourceId }, 'the input of a dead job is not valid');
      return async () => undefined;
    }
    const dead = { id: job.sourceId ?? job.id, input: input.data };
    const reason = await reasonOf(boss, job);
    return async (tx) => definition.onDead?.(tx, dead, reason);
  };
}

class PgBossJobs implements Jobs {
  readonly #shop: Workshop;
  readonly #runners: Map<string, QueueRunner>;
  readonly #watch: Watch;
  readonly #definitions = new Map<string, JobDefinition<never>>();
  readonly #queues = new Map<string, Promise<void>>();
  #isWorking = false;
  #stopListening: (() => Promise<void>) | null = null;

  constructor(shop: Workshop, runners: Map<string, QueueRunner>) {
    this.#shop = shop;
    this.#runners = runners;
    this.#watch = new Watch({ ...shop, runners });
  }

  define<Input>(definition: JobDefinition<Input>): void {
    if (this.#definitions.has(definition.name)) throw new Error(`job ${definition.name} is defined twice`);
    this.#definitions.set(definition.name, definition as JobDefinition<never>);
    this.#queuesOf(definition as JobDefinition<never>).catch((err: unknown) => this.#shop.log.warn({ err, job: definition.name }, 'the queue could not be made yet'));
    if (this.#isWorking) void this.#startRunners(definition as JobDefinition<never>);
  }

  async enqueue<Input>(definition: JobDefinition<Input>, input: Input, { tx, id = newUuid(), priority, startAfter }: EnqueueOptions = {}): Promise<string> {
    definition.input.parse(input);
    await this.#queuesOf(definition as JobDefinition<never>);
    await this.#shop.boss.send(definition.name, input as object, {
      id,
      ...(tx === undefined ? {} : { db: bossOn(tx) }),
      ...(priority === undefined ? {} : { priority }),
      ...(startAfter === undefined ? {} : { startAfter }),
    });
    return id;
  }

  async cancel(definition: JobDefinition<never>, id: string): Promise<boolean> {
    const { boss, db } = this.#shop;
    const { name } = definition;
    await this.#queuesOf(definition);
    const { wasOpen, tell } = await db.transaction(async (tx): Promise<{ wasOpen: boolean; tell?: AfterCommit | void }> => {
      const row = await lockJob(tx, name, id);
      if (row === null || !openStates.has(row.state)) return { wasOpen: false };
      await boss.cancel(name, id, { db: bossOn(tx) });
      if (row.state !== 'active') return { wasOpen: true, tell: await definition.onDead?.(tx, { id, input: definition.input.parse(row.data) }, 'cancelled') };
      await notify(tx, cancelChannel, id);
      return { wasOpen: true };
    });
    tell?.();
    return wasOpen;
  }

  async schedule<Input>(definition: JobDefinition<Input>, input: Input, { key, cron }: Schedule): Promise<void> {
    definition.input.parse(input);
    await this.#queuesOf(definition as JobDefinition<never>);
    await this.#shop.boss.schedule(definition.name, cron, input as object, { key, tz: 'UTC' });
  }

  async unschedule(definition: JobDefinition<never>, key: string): Promise<void> {
    await this.#shop.boss.unschedule(definition.name, key);
  }

  async work(): Promise<void> {
    const { db, claims } = this.#shop;
    await claims.open();
    const abort = (id: string): void => {
      for (const runner of this.#runners.values()) runner.abort(id, 'cancelled');
    };
    this.#stopListening = await db.listen(cancelChannel, abort, () => void this.#watch.catchUp().catch(() => undefined));
    this.#isWorking = true;
    await Promise.all([...this.#definitions.values()].map((definition) => this.#startRunners(definition)));
    this.#watch.start();
  }

  counts(): Promise<readonly { name: string; queued: number; active: number; failed: number }[]> {
    return countJobs(this.#shop.db);
  }

  async close(graceMs: number = defaultGraceMs): Promise<void> {
    const runners = [...this.#runners.values()];
    for (const runner of runners) runner.close();
    await this.#watch.stop();
    const idle = Promise.all(runners.map((runner) => runner.idle()));
    await Promise.race([idle, sleep(graceMs, undefined, { ref: false })]);
    for (const runner of runners) for (const id of runner.running) runner.abort(id, 'shutdown');
    await idle;
    await this.#stopListening?.();
    await this.#shop.claims.close();
    await this.#shop.boss.stop({ graceful: false });
  }

  #queuesOf(definition: JobDefinition<never>): Promise<void> {
    const { name } = definition;
    const made = this.#queues.get(name) ?? makeQueues(this.#shop.boss, definition);
    this.#queues.set(name, made);
    made.catch(() => this.#queues.delete(name));
    return made;
  }

  async #startRunners(definition: JobDefinition<never>): Promise<void> {
    await this.#queuesOf(definition);
    const { name, concurrency } = definition;
    const dead = deadQueue(name);
    this.#runners.set(name, new QueueRunner({ name, concurrency, work: attemptWork(definition) }, this.#shop));
    this.#runners.set(dead, new QueueRunner({ name: dead, concurrency: deadConcurrency, work: deadWork(definition, this.#shop) }, this.#shop));
    this.#watch.look();
  }
}

/**
 * Jobs on pg-boss. The queue's tables live in schema `jobs` of the database, which must not be behind a
 * pooler that shares connections between sessions.
 * @throws DATABASE_UNAVAILABLE when the database cannot be reached now
 */
export async function createJobs({ db, log }: JobsOptions): Promise<Jobs> {
  const runners = new Map<string, QueueRunner>();
  const wakeAll = (): void => {
    for (const runner of runners.values()) runner.wake();
  };
  const boss = await startBoss(db, log, { onReady: (queue) => runners.get(queue)?.wake(), onGap: wakeAll });
  return new PgBossJobs({ boss, db, log, claims: new Claims(db.connection, log) }, runners);
}
