import { mean, median } from './robust.ts';

/** Days of a week, the only season that daily cost has in a short history. */
export const week = 7;

/** A way to continue a daily series; `history` is oldest first. */
export interface Model {
  readonly name: string;
  readonly about: string;
  /** Days of history it needs. */
  readonly needs: number;
  predict(history: readonly number[], days: number): number[];
}

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);

/** The middle of the last two weeks, for every day to come. */
const level: Model = {
  name: 'level',
  about: 'median of the last 14 days',
  needs: 1,
  predict: (history, days) => range(days).map(() => median(history.slice(-2 * week))),
};

/** The mean of the last four same weekdays. */
const weekday: Model = {
  name: 'weekday',
  about: 'mean of the last four same weekdays',
  needs: 2 * week,
  predict: (history, days) => range(days).map((ahead) => {
    const same = range(4).map((back) => history[history.length - week * (back + 1) + (ahead % week)]);
    return mean(same.filter((value) => value !== undefined));
  }),
};

/** Slope by Theil and Sen: the median of the slopes of all pairs, which a few spikes do not turn. */
function slopeOf(values: readonly number[]): number {
  const slopes = range(values.length).flatMap((later) => range(later).map((earlier) => ((values[later] ?? 0) - (values[earlier] ?? 0)) / (later - earlier)));
  return slopes.length === 0 ? 0 : median(slopes);
}

const damping = 0.97;

/** A damped line through the last eight weeks with the effect of each weekday. */
const trend: Model = {
  name: 'trend',
  about: 'damped Theil-Sen line through the last 56 days with weekday effects',
  needs: 3 * week,
  predict(history, days) {
    const recent = history.slice(-8 * week);
    const slope = slopeOf(recent);
    const flat = recent.map((value, at) => value - slope * (at - recent.length));
    const base = median(flat);
    const effects = range(week).map((offset) => median(flat.filter((_, at) => (recent.length - at + offset) % week === 0)) - base);
    let step = 0;
    return range(days).map((ahead) => {
      step += damping ** (ahead + 1);
      return base + slope * step + (effects[ahead % week] ?? 0);
    });
  },
};

const smoothing = { level: 0.3, season: 0.2, trend: 0.05 } as const;

/** Additive Holt-Winters with a damped trend. */
const holtWinters: Model = {
  name: 'holt-winters',
  about: 'additive Holt-Winters of weekly season with damped trend (0.3, 0.05, 0.2, 0.97)',
  needs: 3 * week,
  predict(history, days) {
    let base = mean(history.slice(0, week));
    let drift = 0;
    const season = history.slice(0, week).map((value) => value - base);
    for (const [at, value] of history.entries()) {
      if (at < week) continue;
      const effect = season[at % week] ?? 0;
      const before = base;
      base = smoothing.level * (value - effect) + (1 - smoothing.level) * (base + damping * drift);
      drift = smoothing.trend * (base - before) + (1 - smoothing.trend) * damping * drift;
      season[at % week] = smoothing.season * (value - base) + (1 - smoothing.season) * effect;
    }
    let step = 0;
    return range(days).map((ahead) => {
      step += damping ** (ahead + 1);
      return base + drift * step + (season[(history.length + ahead) % week] ?? 0);
    });
  },
};

/** The ways that compete; the back-test decides. */
export const models: readonly Model[] = [level, weekday, trend, holtWinters];
