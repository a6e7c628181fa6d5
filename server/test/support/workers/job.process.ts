import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { parseDatabaseUrl } from '../../../src/platform/db/connection.ts';
import { connectDatabase } from '../../../src/platform/db/open-database.ts';
import { createJobs, type JobDefinition } from '../../../src/platform/jobs/index.ts';
import { silentLog } from '../log.ts';

const input = z.object({ workMs: z.number() });

/** A job that works for a while and then leaves one row in table `effect`. */
export const leaveRow: JobDefinition<z.output<typeof input>> = {
  name: 'test.leave-row',
  input,
  concurrency: 4,
  retryLimit: 1_000,
  retryDelaySeconds: 0,
  expireInSeconds: 60,
  async run({ id, input: { workMs } }) {
    await sleep(workMs);
    return async (tx) => void (await tx.execute(sql`INSERT INTO effect VALUES (${id})`));
  },
};

// Run as a program: works off the jobs of the database whose URL is the argument, until it is killed.
const [, program, url] = process.argv;
if (program === import.meta.filename && url !== undefined) {
  const jobs = await createJobs({ db: connectDatabase(parseDatabaseUrl(url), silentLog), log: silentLog });
  jobs.define(leaveRow);
  await jobs.work();
  process.send?.('working');
}
