import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log/index.ts';
import { mapUnavailable } from './unavailable.ts';

interface Subscription {
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  readonly onReconnect: (() => void) | undefined;
}

/** One LISTEN connection for all channels of the process. */
export interface Listener {
  listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

const firstBackoffMs = 25;
const longestBackoffMs = 250;
const probeEveryMs = 10_000;
const probeTimeoutMs = 5_000;

/** Opens on the first `listen`; after a lost connection it comes back, listens again and tells each subscriber. */
export function createListener(options: pg.ClientConfig, log: Log): Listener {
  const subscriptions = new Set<Subscription>();
  let connecting: Promise<pg.Client> | null = null;
  let isClosed = false;
  /** Statements go one after another. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (statement: () => Promise<unknown>): Promise<unknown> => {
    last = last.catch(() => undefined).then(statement);
    return last;
  };

  const channels = () => new Set([...subscriptions].map(({ channel }) => channel));

  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ ...options, query_timeout: probeTimeoutMs });
    client.on('error', (err) => log.debug({ err }, 'LISTEN connection failed'));
    client.on('notification', ({ channel, payload = '' }) => {
      for (const subscription of subscriptions) if (subscription.channel === channel) subscription.onMessage(payload);
    });
    try {
      await client.connect();
      for (const channel of channels()) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (thrown) {
      client.end().catch(() => undefined);
      throw mapUnavailable(thrown);
    }
    const probe = setInterval(() => void inTurn(() => client.query('SELECT 1')).catch(() => client.end().catch(() => undefined)), probeEveryMs).unref();
    client.once('end', () => {
      clearInterval(probe);
      if (!isClosed) void reconnect();
    });
    return client;
  };

  const reconnect = async (): Promise<void> => {
    log.warn('LISTEN connection lost; connecting again');
    for (let backoffMs = firstBackoffMs; !isClosed; backoffMs = Math.min(longestBackoffMs, backoffMs * 2)) {
      connecting = open();
      try {
        await connecting;
        break;
      } catch {
        await sleep(backoffMs);
      }
    }
    if (isClosed) return;
    log.info('LISTEN connection is back');
    for (const { onReconnect } of subscriptions) onReconnect?.();
  };

  const connection = (): Promise<pg.Client> => {
    connecting ??= open().catch((thrown: unknown) => {
      connecting = null;
      throw thrown;
    });
    return connecting;
  };

  return {
    async listen(channel, onMessage, onReconnect) {
      const subscription = { channel, onMessage, onReconnect };
      subscriptions.add(subscription);
      try {
        const client = await connection();
        await inTurn(() => client.query(`LISTEN ${pg.escapeIdentifier(channel)}`));
      } catch (thrown) {
        subscriptions.delete(subscription);
        throw mapUnavailable(thrown);
      }
      return async () => {
        subscriptions.delete(subscription);
        if (channels().has(channel) || isClosed) return;
        const client = await connection().catch(() => null);
        await inTurn(async () => client?.query(`UNLISTEN ${pg.escapeIdentifier(channel)}`)).catch(() => undefined);
      };
    },
    async close() {
      isClosed = true;
      const client = await connecting?.catch(() => null);
      await client?.end().catch(() => undefined);
    },
  };
}
