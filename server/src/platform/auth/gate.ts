import { errors } from '../errors/index.ts';

/** Lets a few pieces of work run at once and a bounded number wait. */
export interface Gate {
  /** Errors: SERVICE_UNAVAILABLE when too many wait already. */
  run<T>(work: () => Promise<T>): Promise<T>;
}

/** A first-come, first-served gate for work that is heavy on memory or processor. */
export function createGate(options: { concurrency: number; maxWaiting: number }): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  async function enter(): Promise<void> {
    if (running < options.concurrency) {
      running += 1;
      return;
    }
    if (waiting.length >= options.maxWaiting) throw errors.SERVICE_UNAVAILABLE({ retryAfter: 1 });
    // The one who leaves hands its place over, so `running` stays as it is.
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  function leave(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
  return {
    async run(work) {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
