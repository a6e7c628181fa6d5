import type { Database } from '../db/index.ts';
import { newUuid } from '../ids.ts';
import type { Log } from '../log/index.ts';
import { decodeEnvelope, encodeEvent } from './envelope.ts';
import { Outbox } from './outbox.ts';
import { connectPostgres } from './postgres-transport.ts';
import { connectRedis } from './redis-transport.ts';
import { Subscribers } from './subscribers.ts';
import type { Receiver, Transport } from './transport.ts';
import type { Bus, EventType } from './types.ts';

/** What the bus stands on. */
export interface BusOptions {
  readonly db: Database;
  readonly log: Log;
  /** Redis or Valkey to use instead of the database. */
  readonly redisUrl?: string | undefined;
}

/** The events that come from other processes, and where a gap shows. */
class Inbox implements Receiver {
  readonly #own: string;
  readonly #subscribers: Subscribers;
  readonly #log: Log;
  readonly #gapHandlers = new Set<() => void>();
  /** Number of the last envelope of each other process. */
  readonly #numbers = new Map<string, number>();

  constructor(own: string, subscribers: Subscribers, log: Log) {
    this.#own = own;
    this.#subscribers = subscribers;
    this.#log = log;
  }

  addGapHandler(handler: () => void): () => void {
    const own = (): void => handler();
    this.#gapHandlers.add(own);
    return () => void this.#gapHandlers.delete(own);
  }

  onText(text: string): void {
    try {
      const { from, number, gap, events } = decodeEnvelope(text);
      if (from === this.#own) return;
      const expected = (this.#numbers.get(from) ?? number - 1) + 1;
      this.#numbers.set(from, number);
      if (gap || number !== expected) this.onGap();
      for (const [name, payload] of events) this.#subscribers.deliver(name, payload);
    } catch (err) {
      this.#log.error({ err }, 'an event from another process could not be read');
    }
  }

  onGap(): void {
    for (const handler of this.#gapHandlers) {
      try {
        handler();
      } catch (err) {
        this.#log.error({ err }, 'a gap handler failed');
      }
    }
  }
}

/**
 * Makes the bus of the process: other processes are reached by Redis when its URL is given, else by the
 * database's LISTEN/NOTIFY.
 * @throws DATABASE_UNAVAILABLE when it goes by the database and that cannot be reached now
 */
export async function createBus({ db, log, redisUrl }: BusOptions): Promise<Bus> {
  const id = newUuid();
  const subscribers = new Subscribers(log);
  const inbox = new Inbox(id, subscribers, log);
  const transport: Transport = redisUrl === undefined ? await connectPostgres(db, inbox) : await connectRedis(redisUrl, inbox, log);
  const outbox = new Outbox(transport, id, log);
  return {
    publish<P>({ name }: EventType<P>, payload: P): void {
      subscribers.deliver(name, payload);
      try {
        outbox.add(encodeEvent(name, payload));
      } catch (err) {
        log.error({ err, event: name }, 'an event has no JSON form');
      }
    },
    subscribe: <P>({ name }: EventType<P>, handler: (payload: P) => void) => subscribers.add(name, (payload) => handler(payload as P)),
    onGap: (handler) => inbox.addGapHandler(handler),
    isConnected: () => transport.isConnected() && !outbox.hasLost,
    async close() {
      await outbox.flushed();
      await transport.close();
    },
  };
}
