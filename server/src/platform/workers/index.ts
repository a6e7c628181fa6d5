/** Makes a pool of warm worker threads; tasks can end with WORKER_TIMEOUT (504), WORKER_OUT_OF_MEMORY (507), WORKER_CRASHED (500). */
export { createWorkerPool } from './worker-pool.ts';
/** The worker's side: handles the tasks of a thread. Errors it throws reach the caller; AppErrors keep code and status. */
export { serveTasks } from './serve-tasks.ts';
/** The port. */
export type { WorkerPool, WorkerTask } from './types.ts';
