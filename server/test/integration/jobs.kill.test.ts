import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { createJobs } from '../../src/platform/jobs/index.ts';
import { openTestDatabase } from '../support/database.ts';
import { silentLog } from '../support/log.ts';
import { leaveRow } from '../support/workers/job.process.ts';

/** How often a working process is killed; BULWARK_KILLS=100 for the long run. */
const kills = Number(process.env.BULWARK_KILLS ?? 10);
const jobsPerKill = 5;
const program = fileURLToPath(new URL('../support/workers/job.process.ts', import.meta.url));

async function startWorker(url: string): Promise<ChildProcess> {
  const child = fork(program, [url], { stdio: 'inherit' });
  await once(child, 'message');
  return child;
}

test(`${kills} times kill -9 of a worker: every job has its effect exactly once`, async () => {
  await using db = await openTestDatabase();
  await db.sql.execute(sql`CREATE TABLE effect (job uuid)`);
  const jobs = await createJobs({ db, log: silentLog });
  const ids: string[] = [];
  const workers = await Promise.all([startWorker(db.url), startWorker(db.url)]);
  for (let kill = 0; kill < kills; kill += 1) {
    for (let n = 0; n < jobsPerKill; n += 1) ids.push(await jobs.enqueue(leaveRow, { workMs: Math.random() * 80 }));
    await sleep(Math.random() * 120);
    const [victim] = workers.splice(kill % 2, 1);
    const gone = victim === undefined ? null : once(victim, 'exit');
    victim?.kill('SIGKILL');
    await gone;
    workers.push(await startWorker(db.url));
  }
  const done = async (): Promise<number> => Number((await db.sql.execute(sql`SELECT count(*) AS n FROM jobs.job WHERE state = 'completed' AND name = ${leaveRow.name}`)).rows[0]?.n);
  while ((await done()) < ids.length) await sleep(100);
  for (const worker of workers) worker.kill('SIGKILL');
  await jobs.close(0);
  const { rows } = await db.sql.execute<{ job: string }>(sql`SELECT job FROM effect`);
  assert.deepEqual(rows.map(({ job }) => job).sort(), [...ids].sort());
});
