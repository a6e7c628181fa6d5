/** A task for a worker thread. */
export interface WorkerTask<Input> {
  /** URL of a module that calls `serveTasks(handler)`. */
  readonly entry: URL;
  readonly input: Input;
  /** Wall clock; past it the thread is ended and the task fails with WORKER_TIMEOUT. */
  readonly timeoutMs: number;
  /** Old-generation heap limit of the thread; past it the task fails with WORKER_OUT_OF_MEMORY. */
  readonly memoryMb: number;
  /** Ends the thread; the task fails with CANCELLED. */
  readonly signal?: AbortSignal;
  /** Messages the handler sends while it works (progress, partial results). */
  readonly onMessage?: (message: unknown) => void;
}

/** Warm worker threads with time and memory caps; one task at a time in each. */
export interface WorkerPool {
  run<Input, Output>(task: WorkerTask<Input>): Promise<Output>;
  /** Starts threads for `entry` before the first task needs them. */
  warm(entry: URL, count: number): Promise<void>;
  stats(): { threads: number; busy: number; queued: number };
  close(): Promise<void>;
}
