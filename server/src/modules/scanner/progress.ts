import type { Clock } from '../../platform/context/index.ts';

/** Passes a value on at most once per `everyMs`; what comes in between is dropped, since the next one is newer. */
export function throttle<T>(everyMs: number, clock: Clock, act: (value: T) => void | Promise<void>): (value: T) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (value) => {
    const now = clock.now();
    if (now - last < everyMs) return;
    last = now;
    // Progress is a courtesy: when it cannot be told, the work goes on.
    Promise.resolve(act(value)).catch(() => undefined);
  };
}
