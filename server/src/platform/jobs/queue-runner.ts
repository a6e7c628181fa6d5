import { Attempt, type AbortReason, type Work, type Workshop } from './attempt.ts';

/** A queue, how many of its jobs run at once in this process, and what is done for each. */
export interface RunnerQueue {
  readonly name: string;
  readonly concurrency: number;
  readonly work: Work;
}

/** Takes the jobs of one queue and runs up to `concurrency` of them at once in this process. */
export class QueueRunner {
  readonly #queue: RunnerQueue;
  readonly #shop: Workshop;
  readonly #running = new Map<string, { attempt: Attempt; ended: Promise<void> }>();
  #isTaking = false;
  #wasWoken = false;
  #isClosed = false;

  constructor(queue: RunnerQueue, shop: Workshop) {
    this.#queue = queue;
    this.#shop = shop;
  }

  /** Ids of the jobs running here. */
  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Takes what is ready, now. */
  wake(): void {
    this.#wasWoken = true;
    if (!this.#isTaking) void this.#take();
  }

  abort(id: string, reason: AbortReason): void {
    this.#running.get(id)?.attempt.abort(reason);
  }

  /** Takes no more jobs. */
  close(): void {
    this.#isClosed = true;
  }

  /** Resolves when nothing runs here any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  async #take(): Promise<void> {
    this.#isTaking = true;
    while (this.#wasWoken && !this.#isClosed) {
      this.#wasWoken = false;
      const free = this.#queue.concurrency - this.#running.size;
      if (free > 0) await this.#takeUpTo(free);
    }
    this.#isTaking = false;
  }

  async #takeUpTo(free: number): Promise<void> {
    try {
      const jobs = await this.#shop.boss.fetch<unknown>(this.#queue.name, { batchSize: free, includeMetadata: true });
      for (const job of jobs) this.#start(new Attempt(job, this.#shop));
    } catch (err) {
      // The regular look at the queues wakes us again.
      this.#shop.log.debug({ err, job: this.#queue.name }, 'jobs could not be taken');
    }
  }

  #start(attempt: Attempt): void {
    this.#running.set(attempt.job.id, { attempt, ended: this.#run(attempt) });
  }

  async #run(attempt: Attempt): Promise<void> {
    await attempt.run(this.#queue.work);
    this.#running.delete(attempt.job.id);
    this.wake();
  }
}
