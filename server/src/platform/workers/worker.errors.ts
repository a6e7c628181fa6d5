import { defineErrors } from '../errors/index.ts';

/** How a task in a worker thread can end besides the errors its handler throws. */
export const workerErrors = defineErrors({
  WORKER_TIMEOUT: [504, 'The work took longer than its limit'],
  WORKER_OUT_OF_MEMORY: [507, 'The work needed more memory than its limit'],
  WORKER_CRASHED: [500, 'The work ended unexpectedly'],
});
