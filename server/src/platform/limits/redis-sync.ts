import type { Redis } from 'ioredis';
import type { CountDelta, LimiterSync } from './types.ts';

const PREFIX = 'bulwark:limit:';
const COMMAND_TIMEOUT_MS = 1000;
const RECONNECT_MAX_MS = 2000;

async function connect(url: string): Promise<Redis> {
  // Loaded on first use: most installations have one process and no Redis.
  const { Redis: Client } = await import('ioredis');
  const redis = new Client(url, {
    // Counts are better lost than late: nothing waits in a queue while Redis is away.
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (attempt) => Math.min(attempt * 100, RECONNECT_MAX_MS),
  });
  redis.on('error', () => undefined); // each exchange reports its own failure
  await redis.connect().catch(() => undefined); // it goes on trying by itself
  return redis;
}

async function exchange(redis: Redis, deltas: readonly CountDelta[]): Promise<readonly number[]> {
  const pipeline = redis.pipeline();
  for (const { key, window, windowMs, count } of deltas) {
    const name = `${PREFIX}${windowMs}:${window}:${key}`;
    pipeline.incrby(name, count);
    pipeline.pexpire(name, windowMs * 2);
  }
  const replies = (await pipeline.exec()) ?? [];
  return deltas.map((_, index) => {
    const [error, total] = replies[index * 2] ?? [new Error('Redis did not answer'), null];
    if (error !== null) throw error;
    return Number(total);
  });
}

/** Adds up counts in Redis or Valkey; connects at the first exchange and again whenever the connection is lost. */
export function createRedisSync(url: string): LimiterSync {
  let redis: Promise<Redis> | null = null;
  return {
    async exchange(deltas) {
      redis ??= connect(url);
      return exchange(await redis, deltas);
    },
    async close() {
      if (redis !== null) (await redis).disconnect();
    },
  };
}
