import type { LimitResult, LimitRule } from './types.ts';

/**
 * Counts of one key in the current and the previous window. Windows are aligned to the epoch,
 * so that every process cuts time at the same points and counts can simply be added.
 */
export interface Entry {
  readonly key: string;
  readonly windowMs: number;
  window: number;
  /** Taken here in the current window. */
  taken: number;
  /** Taken by other processes in the current window, as far as we know. */
  elsewhere: number;
  /** Taken by all in the previous window. */
  previous: number;
  /** Part of `taken` that the others have been told. */
  shared: number;
}

/** Far below one unit: keeps a caller who waited exactly as told from failing on a rounding error. */
const ROUNDING = 1e-9;

/** An entry that has counted nothing yet. */
export function newEntry(key: string, windowMs: number, nowMs: number): Entry {
  return { key, windowMs, window: Math.floor(nowMs / windowMs), taken: 0, elsewhere: 0, previous: 0, shared: 0 };
}

/** True when the entry's counts no longer weigh on anything. */
export function isSpent(entry: Entry, nowMs: number): boolean {
  return Math.floor(nowMs / entry.windowMs) > entry.window + 1;
}

function roll(entry: Entry, nowMs: number): void {
  const window = Math.floor(nowMs / entry.windowMs);
  if (window <= entry.window) return;
  entry.previous = window === entry.window + 1 ? entry.taken + entry.elsewhere : 0;
  entry.window = window;
  entry.taken = 0;
  entry.elsewhere = 0;
  entry.shared = 0;
}

/** Milliseconds until one more unit fits, if nobody takes any meanwhile. */
function waitMs(entry: Entry, limit: number, elapsedMs: number): number {
  const { windowMs, previous } = entry;
  const current = entry.taken + entry.elsewhere;
  const fractionUntilFree = (weighing: number, free: number): number => 1 - free / weighing;
  if (current < limit) return fractionUntilFree(previous, limit - 1 - current) * windowMs - elapsedMs;
  return windowMs - elapsedMs + fractionUntilFree(current, limit - 1) * windowMs;
}

/**
 * Sliding-window counter: the previous window counts by the share of it that the sliding window still covers.
 * Exact for a caller that starts from rest; a caller at a steady rate is held to limit per windowMs.
 */
export function takeOne(entry: Entry, { limit }: LimitRule, nowMs: number): LimitResult {
  roll(entry, nowMs);
  const { windowMs } = entry;
  const startMs = entry.window * windowMs;
  const elapsedMs = Math.max(0, nowMs - startMs);
  const estimate = entry.previous * (1 - elapsedMs / windowMs) + entry.taken + entry.elsewhere;
  const resetAtMs = startMs + windowMs;
  if (estimate + 1 > limit + ROUNDING) {
    const retryAfterSeconds = Math.max(1, Math.ceil(waitMs(entry, limit, elapsedMs) / 1000));
    return { allowed: false, limit, remaining: 0, resetAtMs, retryAfterSeconds };
  }
  entry.taken += 1;
  return { allowed: true, limit, remaining: Math.floor(limit - estimate - 1), resetAtMs, retryAfterSeconds: 0 };
}
