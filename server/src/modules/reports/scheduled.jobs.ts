import { z } from 'zod';
import type { JobDefinition, JobEffect, JobRun } from '../../platform/jobs/index.ts';

const input = z.object({ templateId: z.uuid() });
export type ScheduledInput = z.output<typeof input>;

/** The job `report.generate-scheduled`: turns a due schedule into a report, with the job that makes it, in one transaction. */
export function defineScheduledJob(start: (run: JobRun<ScheduledInput>) => Promise<JobEffect>): JobDefinition<ScheduledInput> {
  return { name: 'report.generate-scheduled', input, concurrency: 1, retryLimit: 5, retryDelaySeconds: 10, expireInSeconds: 60, run: start };
}
