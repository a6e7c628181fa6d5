import { type Database, runStatement, type Sql, type Tx } from '../db/index.ts';
import { schema } from './boss.ts';

/** Namespace of the advisory locks that running jobs hold; the letters of "job". */
const lockSpace = 0x6a6f62;

/** The lock of a job as the two numbers PostgreSQL takes; `$n` is the job's id. */
export const claimKey = (parameter: string): string => `${lockSpace}, hashtext(${parameter})`;

type JobState = 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';

export interface JobRow {
  readonly state: JobState;
  readonly data: unknown;
  /** When the present attempt was taken; null before the first. */
  readonly startedOn: Date | null;
}

/** A job's row, locked until the transaction ends; null when there is none. */
export async function lockJob(tx: Tx, queue: string, id: string): Promise<JobRow | null> {
  const { rows } = await runStatement(tx, `SELECT state, data, started_on AS "startedOn" FROM ${schema}.job WHERE name = $1 AND id = $2 FOR UPDATE`, [queue, id]);
  return rows[0] ?? null;
}

/** Gives a running job back to its queue as if the attempt had not been begun, to be taken `afterSeconds` from now. */
export async function putBackJob(on: Sql, job: { name: string; id: string }, afterSeconds: number): Promise<void> {
  await runStatement(on, `UPDATE ${schema}.job SET state = 'created', started_on = NULL, heartbeat_on = NULL, start_after = now() + $3 * interval '1 second'
    WHERE name = $1 AND id = $2 AND state = 'active'`, [job.name, job.id, afterSeconds]);
}

/** Those of `queues` that have a job to take now. */
export async function readyQueues(db: Database, queues: readonly string[]): Promise<string[]> {
  const { rows } = await runStatement(db.sql, `SELECT queue FROM unnest($1::text[]) AS queue
    WHERE EXISTS (SELECT 1 FROM ${schema}.job WHERE name = queue AND state < 'active' AND NOT blocked AND start_after <= now())`, [queues]);
  return rows.map((row: { queue: string }) => row.queue);
}

export interface UnclaimedJob {
  readonly name: string;
  readonly id: string;
  readonly startedOn: string;
}

/** Jobs that are marked as running while no live process holds their lock. */
export async function unclaimedJobs(db: Database, queues: readonly string[]): Promise<UnclaimedJob[]> {
  const { rows } = await runStatement(db.sql, `SELECT name, id, started_on::text AS "startedOn" FROM ${schema}.job WHERE name = ANY($1) AND state = 'active' AND NOT EXISTS (
    SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid = ${lockSpace} AND objid::bigint = hashtext(id::text)::bigint & 4294967295)`, [queues]);
  return rows;
}

/** Those of `ids` that are no longer running. */
export async function endedJobs(db: Database, ids: readonly string[]): Promise<string[]> {
  const { rows } = await runStatement(db.sql, `SELECT id FROM unnest($1::uuid[]) AS running(id)
    WHERE NOT EXISTS (SELECT 1 FROM ${schema}.job WHERE job.id = running.id AND state = 'active')`, [ids]);
  return rows.map((row: { id: string }) => row.id);
}

export async function notify(on: Sql, channel: string, payload: string): Promise<void> {
  await runStatement(on, 'SELECT pg_notify($1, $2)', [channel, payload]);
}

/** How many jobs of each queue wait, run and have failed for good. */
export async function countJobs(db: Database): Promise<{ name: string; queued: number; active: number; failed: number }[]> {
  const { rows } = await runStatement(db.sql, `SELECT name, count(*) FILTER (WHERE state < 'active')::int AS queued,
    count(*) FILTER (WHERE state = 'active')::int AS active, count(*) FILTER (WHERE state = 'failed')::int AS failed
    FROM ${schema}.job WHERE state <> 'completed' AND state <> 'cancelled' AND name NOT LIKE '\\_\\_pgboss%' AND name NOT LIKE '%.dead' GROUP BY name ORDER BY name`);
  return rows;
}
