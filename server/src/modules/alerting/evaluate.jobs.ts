import { z } from 'zod';
import type { JobDefinition } from '../../platform/jobs/index.ts';

const noInput = z.object({});

/** The job `alerting.evaluate`: a round that is late by a try is no worse than one that is skipped. */
export function defineEvaluateJob(round: () => Promise<number>): JobDefinition<z.output<typeof noInput>> {
  return {
    name: 'alerting.evaluate',
    input: noInput,
    concurrency: 1,
    retryLimit: 0,
    retryDelaySeconds: 0,
    expireInSeconds: 55,
    async run() {
      await round();
      return async () => undefined;
    },
  };
}
