import type { Clock } from '../context/index.ts';

const KEPT = 2048;
const WINDOW_MS = 60_000;

/** Quantiles in milliseconds; null when nothing happened in the last minute. */
export interface LatencyQuantiles {
  readonly p50: number;
  readonly p95: number;
}

/** The last 2,048 durations, of which those of the last minute count: exact quantiles of what callers see now. */
export function createRecentLatencies(clock: Clock) {
  const durations = new Float64Array(KEPT);
  const times = new Float64Array(KEPT);
  const faults = new Uint8Array(KEPT);
  let next = 0;
  return {
    /** `ms`: how long one request took; a fault is one that failed on our side. */
    add(ms: number, isFault = false): void {
      durations[next] = ms;
      faults[next] = isFault ? 1 : 0;
      times[next] = clock.now();
      next = (next + 1) % KEPT;
    },
    /** Share of the requests of the last minute that are faults, 0–100; null when there was none. */
    faultPercent(): number | null {
      const since = clock.now() - WINDOW_MS;
      const recent = faults.filter((_, index) => (times[index] ?? 0) > since);
      return recent.length === 0 ? null : (recent.reduce((sum, fault) => sum + fault, 0) / recent.length) * 100;
    },
    quantiles(): LatencyQuantiles | null {
      const since = clock.now() - WINDOW_MS;
      const recent = durations.filter((_, index) => (times[index] ?? 0) > since).sort();
      if (recent.length === 0) return null;
      const rank = (share: number): number => recent[Math.ceil(share * recent.length) - 1] ?? 0;
      return { p50: rank(0.5), p95: rank(0.95) };
    },
  };
}
