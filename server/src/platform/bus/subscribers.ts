import type { Log } from '../log/index.ts';

type Handler = (payload: unknown) => void;

/** Who in this process wants which events. */
export class Subscribers {
  readonly #log: Log;
  readonly #handlers = new Map<string, Set<Handler>>();

  constructor(log: Log) {
    this.#log = log;
  }

  add(name: string, handler: Handler): () => void {
    // A wrapper of its own, so that the same function can be subscribed twice.
    const own: Handler = (payload) => handler(payload);
    const handlers = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, handlers.add(own));
    return () => {
      handlers.delete(own);
      if (handlers.size === 0 && this.#handlers.get(name) === handlers) this.#handlers.delete(name);
    };
  }

  /** One handler that throws does not keep the event from the others. */
  deliver(name: string, payload: unknown): void {
    for (const handler of this.#handlers.get(name) ?? []) {
      try {
        handler(payload);
      } catch (err) {
        this.#log.error({ err, event: name }, 'an event handler failed');
      }
    }
  }
}
