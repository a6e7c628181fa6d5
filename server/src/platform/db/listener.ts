import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log/index.ts';
import { mapUnavailable } from './unavailable.ts';

interface Subscription {
  readonly channel: string;
  readonly onMessage: (payload: string) => void;
  readonly onReconnect: (() => void) | undefined;
}

const firstBackoffMs = 25;
const longestBackoffMs = 250;
const probeEveryMs = 10_000;
const probeTimeoutMs = 5_000;

/**
 * One LISTEN connection for all channels of the process. It opens on the first `listen`; after a lost
 * connection it comes back, listens again and tells each subscriber.
 */
export class Listener {
  readonly #options: pg.ClientConfig;
  readonly #log: Log;
  readonly #subscriptions = new Set<Subscription>();
  #connecting: Promise<pg.Client> | null = null;
  /** Statements go one after another. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: pg.ClientConfig, log: Log) {
    this.#options = { ...options, query_timeout: probeTimeoutMs };
    this.#log = log;
  }

  async listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>> {
    const subscription = { channel, onMessage, onReconnect };
    this.#subscriptions.add(subscription);
    try {
      const client = await this.#connection();
      await this.#inTurn(() => client.query(`LISTEN ${pg.escapeIdentifier(channel)}`));
    } catch (thrown) {
      this.#subscriptions.delete(subscription);
      throw mapUnavailable(thrown);
    }
    return () => this.#unlisten(subscription);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = await this.#connecting?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  get #channels(): Set<string> {
    return new Set([...this.#subscriptions].map(({ channel }) => channel));
  }

  #connection(): Promise<pg.Client> {
    this.#connecting ??= this.#open().catch((thrown: unknown) => {
      this.#connecting = null;
      throw thrown;
    });
    return this.#connecting;
  }

  async #open(): Promise<pg.Client> {
    const client = new pg.Client(this.#options);
    client.on('error', (err) => this.#log.debug({ err }, 'LISTEN connection failed'));
    client.on('notification', ({ channel, payload = '' }) => {
      for (const subscription of this.#subscriptions) if (subscription.channel === channel) subscription.onMessage(payload);
    });
    try {
      await client.connect();
      for (const channel of this.#channels) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    } catch (thrown) {
      client.end().catch(() => undefined);
      throw mapUnavailable(thrown);
    }
    const hangUp = (): void => void client.end().catch(() => undefined);
    const probe = setInterval(() => void this.#inTurn(() => client.query('SELECT 1')).catch(hangUp), probeEveryMs).unref();
    client.once('end', () => {
      clearInterval(probe);
      if (!this.#isClosed) void this.#reconnect();
    });
    return client;
  }

  async #reconnect(): Promise<void> {
    this.#log.warn('LISTEN connection lost; connecting again');
    for (let backoffMs = firstBackoffMs; !this.#isClosed; backoffMs = Math.min(longestBackoffMs, backoffMs * 2)) {
      this.#connecting = this.#open();
      try {
        await this.#connecting;
        break;
      } catch {
        await sleep(backoffMs);
      }
    }
    if (this.#isClosed) return;
    this.#log.info('LISTEN connection is back');
    for (const { onReconnect } of this.#subscriptions) onReconnect?.();
  }

  async #unlisten(subscription: Subscription): Promise<void> {
    const { channel } = subscription;
    this.#subscriptions.delete(subscription);
    if (this.#channels.has(channel) || this.#isClosed) return;
    const client = await this.#connection().catch(() => null);
    await this.#inTurn(async () => client?.query(`UNLISTEN ${pg.escapeIdentifier(channel)}`)).catch(() => undefined);
  }

  #inTurn(statement: () => Promise<unknown>): Promise<unknown> {
    this.#last = this.#last.catch(() => undefined).then(statement);
    return this.#last;
  }
}
