import type { Clock } from '../context/index.ts';
import type { Log } from '../log/index.ts';
import { isSpent, newEntry, takeOne, type Entry } from './sliding-window.ts';
import type { CountDelta, Limiter, LimiterSync, LimitResult, LimitRule } from './types.ts';

/** What a limiter is made of. */
export interface LimiterOptions {
  readonly clock: Clock;
  /** Adds up the counts of many processes; each counts for itself when absent or out of reach. */
  readonly sync?: LimiterSync;
  /** Milliseconds between exchanges; 500 when absent. */
  readonly syncEveryMs?: number;
  /** Keys held at most; beyond it the oldest make room. 200,000 when absent, about 40 MB. */
  readonly maxKeys?: number;
  readonly log?: Log;
}

/** Old entries looked at per new one: more than one, so that the sweep always catches up. */
const SWEEP_STEPS = 2;

/** A table of entries that forgets what is spent while it is used, without a timer or a pause. */
class EntryTable {
  readonly #entries = new Map<string, Entry>();
  readonly #maxKeys: number;
  #sweep = this.#entries.values();

  constructor(maxKeys: number) {
    this.#maxKeys = maxKeys;
  }

  get size(): number {
    return this.#entries.size;
  }

  find(key: string, windowMs: number, nowMs: number): Entry {
    const known = this.#entries.get(key);
    if (known?.windowMs === windowMs) return known;
    for (let step = 0; step < SWEEP_STEPS; step += 1) this.#sweepOne(nowMs);
    if (this.#entries.size >= this.#maxKeys) this.#dropOldest();
    const entry = newEntry(key, windowMs, nowMs);
    this.#entries.set(key, entry);
    return entry;
  }

  #sweepOne(nowMs: number): void {
    const next = this.#sweep.next();
    if (next.done === true) this.#sweep = this.#entries.values();
    else if (isSpent(next.value, nowMs)) this.#entries.delete(next.value.key);
  }

  #dropOldest(): void {
    for (const key of this.#entries.keys()) {
      this.#entries.delete(key);
      return;
    }
  }
}

/** Tells the other processes what was taken here, and learns what they took. */
class Exchange {
  readonly #sync: LimiterSync;
  readonly #log: Log | undefined;
  #changed = new Set<Entry>();
  #isReachable = true;
  #running: Promise<void> | null = null;

  constructor(sync: LimiterSync, log: Log | undefined) {
    this.#sync = sync;
    this.#log = log;
  }

  add(entry: Entry): void {
    this.#changed.add(entry);
  }

  run(): Promise<void> {
    this.#running ??= this.#exchange().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #exchange(): Promise<void> {
    const entries = [...this.#changed];
    this.#changed = new Set();
    if (entries.length === 0) return;
    const deltas = entries.map((entry): CountDelta => ({ key: entry.key, window: entry.window, windowMs: entry.windowMs, count: entry.taken - entry.shared }));
    try {
      const totals = await this.#sync.exchange(deltas);
      for (const [index, entry] of entries.entries()) settle(entry, deltas[index], totals[index]);
      this.#tell(true);
    } catch (error) {
      for (const entry of entries) this.#changed.add(entry);
      this.#tell(false, error);
    }
  }

  #tell(isReachable: boolean, err?: unknown): void {
    if (isReachable === this.#isReachable) return;
    this.#isReachable = isReachable;
    if (isReachable) this.#log?.info('Rate limits are shared between processes again');
    else this.#log?.warn({ err }, 'Rate limits cannot be shared between processes; this process counts alone');
  }
}

function settle(entry: Entry, delta: CountDelta | undefined, total: number | undefined): void {
  // The window may have passed while the answer was on its way.
  if (delta === undefined || total === undefined || entry.window !== delta.window) return;
  entry.shared += delta.count;
  entry.elsewhere = Math.max(0, total - entry.shared);
}

/**
 * An in-memory rate limiter: constant time per call, bounded memory, optionally shared between processes
 * every `syncEveryMs` (in between, each process may let through at most what the others have not told yet).
 */
export function createLimiter({ clock, sync, syncEveryMs = 500, maxKeys = 200_000, log }: LimiterOptions): Limiter {
  const table = new EntryTable(maxKeys);
  const exchange = sync === undefined ? null : new Exchange(sync, log);
  const timer = exchange === null ? null : setInterval(() => void exchange.run(), syncEveryMs).unref();
  return {
    take(key: string, rule: LimitRule): LimitResult {
      const nowMs = clock.now();
      const entry = table.find(key, rule.windowMs, nowMs);
      const result = takeOne(entry, rule, nowMs);
      if (exchange !== null && result.allowed) exchange.add(entry);
      return result;
    },
    syncNow: async () => exchange?.run(),
    size: () => table.size,
    async close() {
      if (timer !== null) clearInterval(timer);
      await sync?.close();
    },
  };
}
