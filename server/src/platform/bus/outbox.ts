import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log/index.ts';
import { encodeEnvelope, pack } from './envelope.ts';
import type { Transport } from './transport.ts';

// The first event after a pause goes at once; under load those of 10 ms share one statement.
const windowMs = 10;
// Ten seconds' worth of events at a thousand a second, while the way out is closed.
const mostWaiting = 10_000;
const headBytes = 100;

/** Sends events to the other processes in batches, in order, dropping the oldest when the way out is closed. */
export class Outbox {
  readonly #transport: Transport;
  readonly #from: string;
  readonly #log: Log;
  #waiting: string[] = [];
  #number = 0;
  #hasLost = false;
  #sending: Promise<void> | null = null;

  constructor(transport: Transport, from: string, log: Log) {
    this.#transport = transport;
    this.#from = from;
    this.#log = log;
  }

  add(encoded: string): void {
    this.#waiting.push(encoded);
    if (this.#waiting.length > mostWaiting) {
      this.#waiting.shift();
      this.#hasLost = true;
    }
    this.#sending ??= this.#send();
  }

  /** True when the last events could not be sent. */
  get hasLost(): boolean {
    return this.#hasLost;
  }

  /** Resolves when all that was added has been sent or lost. */
  async flushed(): Promise<void> {
    await this.#sending;
  }

  async #send(): Promise<void> {
    // Lets the events of this turn of the event loop join.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const encoded = this.#waiting;
      this.#waiting = [];
      await this.#sendAll(encoded);
      await sleep(windowMs, undefined, { ref: false });
    }
    this.#sending = null;
  }

  async #sendAll(encoded: readonly string[]): Promise<void> {
    const texts = pack(encoded, this.#transport.packBytes - headBytes).map((events, at) => {
      this.#number += 1;
      return encodeEnvelope({ from: this.#from, number: this.#number, gap: at === 0 && this.#hasLost }, events);
    });
    try {
      await this.#transport.send(texts);
      this.#hasLost = false;
    } catch (err) {
      if (!this.#hasLost) this.#log.warn({ err, events: encoded.length }, 'events could not be sent to other processes');
      this.#hasLost = true;
    }
  }
}
