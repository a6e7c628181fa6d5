import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { openDatabase } from '../../src/platform/db/index.ts';
import { createJobs } from '../../src/platform/jobs/index.ts';
import { silentLog } from '../support/log.ts';
import { leaveRow } from '../support/workers/job.process.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'bulwark-test-jobs-'));

/** Process id of the running server, null while there is none. */
function postmaster(): number | null {
  try {
    return Number.parseInt(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return null;
  }
}

async function killDatabase(): Promise<void> {
  const pid = postmaster();
  if (pid === null) throw new Error('the database does not run');
  process.kill(pid, 'SIGKILL');
  while (postmaster() === null || postmaster() === pid) await sleep(20);
}

test('the database killed in the midst of jobs: they go on afterwards, every effect exactly once', async () => {
  const db = await openDatabase({ config: { dataDir, DATABASE_URL: undefined }, log: silentLog });
  await db.sql.execute(sql`CREATE TABLE effect (job uuid)`);
  const jobs = await createJobs({ db, log: silentLog });
  jobs.define(leaveRow);
  await jobs.work();
  const ids: string[] = [];
  for (let n = 0; n < 40; n += 1) ids.push(await jobs.enqueue(leaveRow, { workMs: 10 + (n % 7) * 15 }));
  for (let kill = 0; kill < 2; kill += 1) {
    await sleep(100);
    await killDatabase();
    while (!(await db.ping())) await sleep(20);
  }
  const effects = async (): Promise<string[]> => (await db.sql.execute<{ job: string }>(sql`SELECT job FROM effect`)).rows.map(({ job }) => job).sort();
  // A connection that was lost with the server fails the first statement that meets it.
  while ((await effects().catch(() => [])).length < ids.length) await sleep(50);
  await jobs.close();
  assert.deepEqual(await effects(), ids.sort());
  await db.close();
  rmSync(dataDir, { recursive: true, force: true });
});
