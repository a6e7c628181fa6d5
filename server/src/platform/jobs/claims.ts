import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseConnection } from '../db/index.ts';
import type { Log } from '../log/index.ts';
import { claimKey } from './job.repository.ts';

/**
 * Shows other processes which jobs run here: each holds an advisory lock on one connection of ours. When
 * this process dies, however it dies, PostgreSQL drops the locks, and the jobs are seen to be abandoned.
 * The locks are shared ones: they only mark, nobody ever waits for them.
 */
export class Claims {
  readonly #options: pg.ClientConfig;
  readonly #log: Log;
  readonly #held = new Set<string>();
  #client: pg.Client | null = null;
  /** Statements go one after another. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(connection: DatabaseConnection, log: Log) {
    this.#options = { ...connection, keepAlive: true, application_name: 'bulwark claims' };
    this.#log = log;
  }

  /** Opens the connection and keeps it open; what is held is claimed again on each new one. */
  async open(): Promise<void> {
    const client = new pg.Client(this.#options);
    client.on('error', (err) => this.#log.debug({ err }, 'claims connection failed'));
    await client.connect();
    client.once('end', () => void this.#reopen());
    this.#client = client;
    for (const id of this.#held) this.#lock(id);
  }

  hold(id: string): void {
    this.#held.add(id);
    this.#lock(id);
  }

  release(id: string): void {
    this.#held.delete(id);
    this.#send(`SELECT pg_advisory_unlock_shared(${claimKey('$1')})`, id);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#client?.end().catch(() => undefined);
  }

  async #reopen(): Promise<void> {
    this.#client = null;
    for (let backoffMs = 25; !this.#isClosed; backoffMs = Math.min(250, backoffMs * 2)) {
      try {
        return await this.open();
      } catch {
        await sleep(backoffMs);
      }
    }
  }

  #lock(id: string): void {
    this.#send(`SELECT pg_advisory_lock_shared(${claimKey('$1')})`, id);
  }

  #send(text: string, id: string): void {
    const client = this.#client;
    if (client === null) return;
    // A statement that fails has lost its connection, and with it all locks: the next one claims anew.
    this.#last = this.#last.then(() => client.query(text, [id])).catch((err: unknown) => this.#log.debug({ err }, 'claim failed'));
  }
}
