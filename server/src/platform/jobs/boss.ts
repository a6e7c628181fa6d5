import { type Db, PgBoss } from 'pg-boss';
import { type Database, runStatement, type Sql } from '../db/index.ts';
import type { Log } from '../log/index.ts';

/** Schema of the tables of pg-boss. */
export const schema = 'jobs';

/** pg-boss's statements on our pool, or within one of our transactions. */
export function bossOn(on: Sql): Db {
  return { executeSql: (text, values) => runStatement(on, text, values) };
}

export interface BossHooks {
  /** A job of this queue is ready now. */
  onReady(queue: string): void;
  /** Notifications may have been missed. */
  onGap(): void;
}

/** Starts pg-boss: its tables, its clock for cron, its clean-up. The taking of jobs is ours (see QueueRunner). */
export async function startBoss(db: Database, log: Log, { onReady, onGap }: BossHooks): Promise<PgBoss> {
  const listen: Db['listen'] = async (channel, onNotification, onReconnect) => {
    const hear = (queue: string): void => {
      onNotification(queue);
      onReady(queue);
    };
    const reconnected = (): void => {
      onReconnect();
      onGap();
    };
    const close = await db.listen(channel, hear, reconnected);
    return { close };
  };
  const boss = new PgBoss({ schema, db: { ...bossOn(db.sql), listen }, useListenNotify: true });
  boss.on('error', (err) => log.warn({ err }, 'job queue'));
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'));
  await boss.start();
  // pg-boss looks for running jobs rarely; we do every second.
  await runStatement(db.sql, `CREATE INDEX IF NOT EXISTS job_running ON ${schema}.job_common (name, id) WHERE state = 'active'`);
  return boss;
}
