/** Makes the jobs of the process; `work()` is up to the role. */
export { createJobs } from './create-jobs.ts';
/** The port. */
export type { JobDefinition, JobEffect, JobRun, Jobs } from './types.ts';
