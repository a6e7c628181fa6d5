import { Worker } from 'node:worker_threads';
import type { AppError } from '../errors/index.ts';
import { fromFailure, type Order, type Report } from './protocol.ts';
import { workerErrors } from './worker.errors.ts';

interface Running {
  readonly onMessage: ((message: unknown) => void) | undefined;
  resolve(output: unknown): void;
  reject(reason: Error): void;
}

function toCrash(thrown: unknown): AppError {
  const isOutOfMemory = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isOutOfMemory ? workerErrors.WORKER_OUT_OF_MEMORY({ cause: thrown }) : workerErrors.WORKER_CRASHED({ cause: thrown });
}

/** One worker thread; it takes one task at a time. */
export class Thread {
  readonly entry: URL;
  readonly memoryMb: number;
  /** Resolves once its module is loaded; rejects when the thread ends before. */
  readonly ready: Promise<void>;
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;
  /** True once its module is loaded. */
  isReady = false;
  /** True when it ended, or was ended, at work. */
  wasLost = false;
  readonly #worker: Worker;
  #running: Running | null = null;
  /** Why it ends; set as soon as that is known. */
  #reason: Error | null = null;

  constructor(entry: URL, memoryMb: number) {
    this.entry = entry;
    this.memoryMb = memoryMb;
    // No environment: what works on untrusted input sees no secrets.
    this.#worker = new Worker(entry, { env: {}, resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    this.#worker.unref();
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    this.ready = ready.promise;
    this.ended = ended.promise;
    this.ready.catch(() => undefined);
    this.#worker.on('message', (report: Report) => {
      if (report.kind !== 'ready') return this.#hear(report);
      this.isReady = true;
      ready.resolve();
    });
    this.#worker.on('error', (thrown) => {
      this.#reason ??= toCrash(thrown);
    });
    this.#worker.once('exit', (code) => {
      this.#reason ??= workerErrors.WORKER_CRASHED({ message: `The worker thread ended with code ${code}` });
      this.#lose(this.#reason);
      ready.reject(this.#reason);
      ended.resolve();
    });
  }

  /** True while it can take a task. */
  get isFree(): boolean {
    return this.#running === null && this.#reason === null;
  }

  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Resolves with the handler's output; rejects with its error, or with what ended the thread. */
  run(input: unknown, onMessage: ((message: unknown) => void) | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ input } satisfies Order, []);
      this.#running = { onMessage, resolve, reject };
      this.#worker.ref();
    });
  }

  /** Ends the thread; a task it runs fails with `reason`. */
  async end(reason: Error): Promise<void> {
    this.#reason ??= reason;
    this.#lose(this.#reason);
    await this.#worker.terminate();
  }

  #hear(report: Exclude<Report, { kind: 'ready' }>): void {
    if (report.kind === 'message') this.#running?.onMessage?.(report.value);
    else if (report.kind === 'done') this.#settle()?.resolve(report.output);
    else this.#settle()?.reject(fromFailure(report.failure));
  }

  #lose(reason: Error): void {
    if (!this.isBusy) return;
    this.wasLost = this.isReady;
    this.#settle()?.reject(reason);
  }

  #settle(): Running | null {
    const running = this.#running;
    this.#running = null;
    this.#worker.unref();
    return running;
  }
}
