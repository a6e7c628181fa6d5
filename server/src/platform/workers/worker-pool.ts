import { availableParallelism } from 'node:os';
import { type AppError, errors } from '../errors/index.ts';
import { Thread } from './thread.ts';
import type { WorkerPool, WorkerTask } from './types.ts';
import { workerErrors } from './worker.errors.ts';

/** Size of a pool. */
export interface WorkerPoolOptions {
  /** Threads at most. Default: one per core and one more, so that short tasks pass while long ones fill the cores. */
  readonly size?: number;
  /** Threads get at least this heap, so that tasks of different caps share warm threads. Default 1024. */
  readonly leastMemoryMb?: number;
}

/** A task that waits for a thread. */
interface Place {
  readonly task: WorkerTask<unknown>;
  take(thread: Thread): void;
  leave(reason: AppError): void;
}

async function runOn(thread: Thread, { input, timeoutMs, signal, onMessage }: WorkerTask<unknown>): Promise<unknown> {
  const onAbort = (): void => void thread.end(errors.CANCELLED());
  const timer = setTimeout(() => void thread.end(workerErrors.WORKER_TIMEOUT({ details: { timeoutMs } })), timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await thread.run(input, onMessage);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

class ThreadPool implements WorkerPool {
  readonly #size: number;
  readonly #leastMemoryMb: number;
  readonly #threads = new Set<Thread>();
  readonly #queue = new Set<Place>();
  #isClosed = false;

  constructor(size: number, leastMemoryMb: number) {
    this.#size = size;
    this.#leastMemoryMb = leastMemoryMb;
  }

  run<Input, Output>(task: WorkerTask<Input>): Promise<Output> {
    return new Promise<unknown>((resolve, reject) => {
      if (this.#isClosed || task.signal?.aborted === true) throw errors.CANCELLED();
      const onAbort = (): void => place.leave(errors.CANCELLED());
      const gone = (): void => {
        this.#queue.delete(place);
        task.signal?.removeEventListener('abort', onAbort);
      };
      const place: Place = {
        task,
        take: (thread) => {
          gone();
          resolve(runOn(thread, task).finally(() => this.#dispatch()));
        },
        leave: (reason) => {
          gone();
          reject(reason);
        },
      };
      task.signal?.addEventListener('abort', onAbort);
      this.#queue.add(place);
      this.#dispatch();
    }) as Promise<Output>;
  }

  async warm(entry: URL, count: number): Promise<void> {
    const present = () => [...this.#threads].filter((thread) => thread.entry.href === entry.href);
    while (present().length < count && this.#threads.size < this.#size) this.#start(entry, this.#leastMemoryMb);
    await Promise.all(present().map((thread) => thread.ready));
  }

  stats(): { threads: number; busy: number; queued: number } {
    const busy = [...this.#threads].filter((thread) => thread.isBusy).length;
    return { threads: this.#threads.size, busy, queued: this.#queue.size };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const place of this.#queue) place.leave(errors.CANCELLED());
    await Promise.all([...this.#threads].map((thread) => thread.end(errors.CANCELLED())));
  }

  /** First come, first served. */
  #dispatch(): void {
    for (const place of this.#queue) {
      const thread = this.#isClosed ? null : this.#threadFor(place.task);
      if (thread === null) return;
      place.take(thread);
    }
  }

  #threadFor({ entry, memoryMb }: WorkerTask<unknown>): Thread | null {
    const free = [...this.#threads].filter((thread) => thread.isFree);
    const fitting = free.filter((thread) => thread.entry.href === entry.href && thread.memoryMb >= memoryMb);
    const thread = fitting.find(({ isReady }) => isReady) ?? fitting[0];
    if (thread !== undefined) return thread;
    if (this.#threads.size < this.#size) return this.#start(entry, memoryMb);
    // All threads are there but none fits: one that has nothing to do makes room.
    void free[0]?.end(errors.CANCELLED());
    return null;
  }

  #start(entry: URL, memoryMb: number): Thread {
    const thread = new Thread(entry, Math.max(memoryMb, this.#leastMemoryMb));
    this.#threads.add(thread);
    void this.#afterEnd(thread);
    return thread;
  }

  async #afterEnd(thread: Thread): Promise<void> {
    await thread.ended;
    this.#threads.delete(thread);
    this.#dispatch();
    // One that was lost at work is replaced at once, so that the next task finds it warm.
    if (thread.wasLost && !this.#isClosed && this.#threads.size < this.#size) this.#start(thread.entry, thread.memoryMb);
  }
}

/** Makes a pool; threads start when first needed and stay warm. */
export function createWorkerPool({ size = availableParallelism() + 1, leastMemoryMb = 1024 }: WorkerPoolOptions = {}): WorkerPool {
  return new ThreadPool(size, leastMemoryMb);
}
