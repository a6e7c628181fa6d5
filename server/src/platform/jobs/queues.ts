import type { PgBoss } from 'pg-boss';
import type { JobDefinition } from './types.ts';

const day = 86_400;
const longestRetryDelaySeconds = 300;

/** Queue of the jobs of `name` that were given up, each waiting for its `onDead`. */
export const deadQueue = (name: string): string => `${name}.dead`;

export const isDeadQueue = (name: string): boolean => name.endsWith('.dead');

async function upsertQueue(boss: PgBoss, name: string, options: Parameters<PgBoss['createQueue']>[1]): Promise<void> {
  await boss.createQueue(name, { notify: true, ...options });
  await boss.updateQueue(name, { notify: true, ...options });
}

/** Makes the queue of a definition, and one for its dead jobs, or brings their settings up to date. */
export async function makeQueues(boss: PgBoss, definition: JobDefinition<never>): Promise<void> {
  const { name, retryLimit, retryDelaySeconds, expireInSeconds } = definition;
  await upsertQueue(boss, deadQueue(name), { expireInSeconds: day - 1, deleteAfterSeconds: day });
  const backoff = retryDelaySeconds === 0 ? { retryDelay: 0 } : { retryDelay: retryDelaySeconds, retryBackoff: true, retryDelayMax: longestRetryDelaySeconds };
  await upsertQueue(boss, name, { retryLimit, ...backoff, expireInSeconds, deleteAfterSeconds: day, deadLetter: deadQueue(name) });
}
