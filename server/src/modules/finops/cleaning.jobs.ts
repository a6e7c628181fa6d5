import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs/index.ts';

const noInput = z.object({});

/** The job `cost.remove-abandoned-uploads`: files that began to arrive a day ago and never did. */
export function defineCleaningJob(removeAbandoned: () => Promise<number>): JobDefinition<z.output<typeof noInput>> {
  return {
    name: 'cost.remove-abandoned-uploads',
    input: noInput,
    concurrency: 1,
    retryLimit: 3,
    retryDelaySeconds: 60,
    expireInSeconds: 600,
    async run() {
      await removeAbandoned();
      return async () => undefined;
    },
  };
}
