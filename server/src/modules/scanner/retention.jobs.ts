import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs/index.ts';

const noInput = z.object({});

/** The job `scan.remove-expired-uploads`: removing what is old twice removes it once. */
export function defineRetentionJob(removeExpired: () => Promise<number>): JobDefinition<z.output<typeof noInput>> {
  return {
    name: 'scan.remove-expired-uploads',
    input: noInput,
    concurrency: 1,
    retryLimit: 3,
    retryDelaySeconds: 60,
    expireInSeconds: 600,
    async run() {
      await removeExpired();
      return async () => undefined;
    },
  };
}
