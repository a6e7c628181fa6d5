/** Makes the jobs of the process; `work()` is up to the role. */
export { createJobs, type JobsOptions } from './create-jobs.ts';
/** The port. */
export type { AfterCommit, EnqueueOptions, JobDefinition, JobEffect, JobRun, Jobs, Schedule } from './types.ts';
