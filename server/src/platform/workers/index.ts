/** Makes a pool of warm worker threads with time and memory caps. */
export { createWorkerPool, type WorkerPoolOptions } from './worker-pool.ts';
/** The worker's side: handles the tasks of a thread. Errors it throws reach the caller; AppErrors keep code and status. */
export { serveTasks, type TaskTools } from './serve-tasks.ts';
/** WORKER_TIMEOUT (504), WORKER_OUT_OF_MEMORY (507), WORKER_CRASHED (500). */
export { workerErrors } from './worker.errors.ts';
/** The port. */
export type { WorkerPool, WorkerTask } from './types.ts';
