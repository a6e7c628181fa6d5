/** At most `limit` units in any `windowMs` milliseconds, as estimated by the sliding window. */
export interface LimitRule {
  /** Positive whole number. */
  readonly limit: number;
  /** Length of the window in milliseconds; at least 1000. */
  readonly windowMs: number;
}

/** The answer to one `take`; what the `X-RateLimit-*` and `Retry-After` headers say. */
export interface LimitResult {
  readonly allowed: boolean;
  readonly limit: number;
  /** Units left right now. */
  readonly remaining: number;
  /** End of the current window, milliseconds since the epoch. */
  readonly resetAtMs: number;
  /** 0 when allowed; otherwise whole seconds after which one unit is free again, if nothing is taken meanwhile. */
  readonly retryAfterSeconds: number;
}

/** Counts what callers take. */
export interface Limiter {
  /** Takes one unit for `key`; a refused unit is not counted. One key always goes with one rule. */
  take(key: string, rule: LimitRule): LimitResult;
  /** Exchanges counts with other processes now, instead of at the next tick. Never throws. */
  syncNow(): Promise<void>;
  /** Keys held in memory. */
  size(): number;
  close(): Promise<void>;
}

/** What one process counted for one key in one window since the last exchange. */
export interface CountDelta {
  readonly key: string;
  /** Number of the window since the epoch: floor(now / windowMs). */
  readonly window: number;
  readonly windowMs: number;
  readonly count: number;
}

/** Where processes add up their counts. */
export interface LimiterSync {
  /** Adds the deltas and returns, in the same order, what all processes together counted; throws when out of reach. */
  exchange(deltas: readonly CountDelta[]): Promise<readonly number[]>;
  close(): Promise<void>;
}
