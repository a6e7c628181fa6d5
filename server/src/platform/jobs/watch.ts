import type { PgBoss } from 'pg-boss';
import type { Database } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { endedJobs, putBackJob, readyQueues, type UnclaimedJob, unclaimedJobs } from './job.repository.ts';
import type { QueueRunner } from './queue-runner.ts';
import { isDeadQueue } from './queues.ts';

const everyMs = 1_000;
// A process that lost its connection for a moment claims its jobs again within this time.
const graceMs = 2_000;

export interface WatchOptions {
  readonly db: Database;
  readonly boss: PgBoss;
  readonly log: Log;
  /** The runners of this process by queue. */
  readonly runners: ReadonlyMap<string, QueueRunner>;
}

/**
 * Looks at the queues once a second: wakes the runners of those with jobs that became due (retries, delayed
 * jobs, missed notifications), and fails the jobs whose process has died, so that they are tried again.
 */
export class Watch {
  readonly #options: WatchOptions;
  /** Unclaimed attempts and when they were first seen so. */
  #suspects = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), everyMs);
    this.look();
  }

  /** Looks now, unless it is looking. */
  look(): void {
    this.#looking = this.#looking.then(() => this.#look()).catch((err: unknown) => this.#options.log.debug({ err }, 'the queues could not be looked at'));
  }

  /** Aborts the attempts whose job was cancelled or taken away while we could not hear of it. */
  async catchUp(): Promise<void> {
    const { db, runners } = this.#options;
    const ended = await endedJobs(db, [...runners.values()].flatMap(({ running }) => running));
    for (const id of ended) for (const runner of runners.values()) runner.abort(id, 'cancelled');
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#looking;
  }

  async #look(): Promise<void> {
    const { db, runners } = this.#options;
    const queues = [...runners.keys()];
    for (const queue of await readyQueues(db, queues)) runners.get(queue)?.wake();
    await this.#failAbandoned(await unclaimedJobs(db, queues));
  }

  async #failAbandoned(unclaimed: readonly UnclaimedJob[]): Promise<void> {
    const { boss, db, log, runners } = this.#options;
    const now = performance.now();
    const suspects = new Map<string, number>();
    for (const { name, id, startedOn } of unclaimed) {
      if (runners.get(name)?.running.includes(id) === true) continue;
      const attempt = `${id} ${startedOn}`;
      const since = this.#suspects.get(attempt) ?? now;
      suspects.set(attempt, since);
      if (now - since < graceMs) continue;
      log.warn({ job: name, id }, 'a job was abandoned by a process that died; it is tried again');
      if (isDeadQueue(name)) await putBackJob(db.sql, { name, id }, 0);
      else await boss.fail(name, id, { message: 'the process that ran it ended' });
    }
    this.#suspects = suspects;
  }
}
