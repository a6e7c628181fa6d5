import type { Redis } from 'ioredis';
import type { Log } from '../log/index.ts';
import type { Receiver, Transport } from './transport.ts';

const channel = 'bulwark:bus';
const packBytes = 256 * 1024;
const longestBackoffMs = 2_000;
const connectTimeoutMs = 2_000;

/** Hears the channel from each time the connection is ready; resolves at the first time or when it fails. */
async function hear(redis: Redis, receiver: Receiver, log: Log): Promise<void> {
  let wasHeard = false;
  const subscribe = async (): Promise<void> => {
    await redis.subscribe(channel);
    if (wasHeard) receiver.onGap();
    wasHeard = true;
  };
  let subscribing = Promise.resolve();
  redis.on('message', (_channel, text) => receiver.onText(text));
  redis.on('ready', () => {
    subscribing = subscribe().catch((err: unknown) => log.debug({ err }, 'Redis subscription failed'));
  });
  redis.on('close', () => {
    if (wasHeard) log.warn('Redis is gone; events stay in this process until it is back');
  });
  await redis.connect();
  await subscribing;
}

/**
 * Publish/subscribe on Redis or Valkey. The start does not wait for a server that is away; the connections
 * come back by themselves.
 */
export async function connectRedis(url: string, receiver: Receiver, log: Log): Promise<Transport> {
  // Loaded on first use: most installations have no Redis.
  const { Redis: Client } = await import('ioredis');
  const create = (): Redis => {
    const retryStrategy = (attempt: number): number => Math.min(attempt * 50, longestBackoffMs);
    const redis = new Client(url, { lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0, autoResubscribe: false, connectTimeout: connectTimeoutMs, retryStrategy });
    redis.on('error', (err) => log.debug({ err }, 'Redis connection failed'));
    return redis;
  };
  const [publisher, subscriber] = [create(), create()];
  const connected = await Promise.allSettled([publisher.connect(), hear(subscriber, receiver, log)]);
  if (connected.some(({ status }) => status === 'rejected')) log.warn('Redis does not answer; events stay in this process until it does');
  return {
    packBytes,
    async send(texts) {
      await Promise.all(texts.map((text) => publisher.publish(channel, text)));
    },
    isConnected: () => publisher.status === 'ready' && subscriber.status === 'ready',
    async close() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
