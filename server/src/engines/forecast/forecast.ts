import { type Backtest, backtest, bias, coverage, sumWidth, wape, widths } from './backtest.ts';
import { type Model, models } from './models.ts';
import { deviation, mean } from './robust.ts';

/** Share of days that the interval is made to hold. */
export const intervalShare = 0.8;

/** One day to come. */
export interface ForecastDay {
  readonly predicted: number;
  readonly lower: number;
  readonly upper: number;
}

/** What the chosen way was worth on days it had not seen. */
export interface BacktestFigures {
  /** Weighted absolute percentage error: 0.08 is eight per cent. */
  readonly wape: number;
  /** Signed: above zero it predicted too much. */
  readonly bias: number;
  /** Share of unseen days inside the interval. */
  readonly coverage: number;
  readonly origins: number;
  /** Days ahead that were tested. */
  readonly horizon: number;
}

/** A daily series continued. Estimates are floats; what was really charged stays decimal elsewhere. */
export interface Forecast {
  readonly model: string;
  readonly about: string;
  readonly days: readonly ForecastDay[];
  /** The sum of the first `days` days with an interval of its own: errors of single days partly cancel out. */
  sum(days: number): ForecastDay;
  /** Null when the history is too short to test on: then the interval is two deviations wide. */
  readonly backtest: BacktestFigures | null;
}

const untested = { wape: Number.POSITIVE_INFINITY };

function choose(history: readonly number[]): { model: Model; test: Backtest | null } {
  const usable = models.filter(({ needs }) => history.length >= needs);
  const tested = usable.map((model) => ({ model, test: backtest(model, history) }));
  const [best = { model: models[0] as Model, test: null }] = tested.toSorted((a, b) => (a.test === null ? untested.wape : wape(a.test)) - (b.test === null ? untested.wape : wape(b.test)));
  return best;
}

/**
 * Continues a daily series (oldest first, no gaps). Four simple ways compete in a rolling-origin back-test on the last
 * days; the one with the least WAPE is used, and its errors on unseen days make an 80 % interval (split conformal).
 */
export function forecast(history: readonly number[], days: number): Forecast | null {
  if (history.length === 0) return null;
  const { model, test } = choose(history);
  const floor = history.every((value) => value >= 0) ? 0 : Number.NEGATIVE_INFINITY;
  const predictions = model.predict(history, days).map((value) => Math.max(floor, value));
  const spread = 2 * deviation(history, mean(history)) || 0;
  const limits = test === null ? [] : widths(test.errors, test.horizon, intervalShare);
  const around = (predicted: number, width: number): ForecastDay => ({ predicted, lower: Math.max(floor, predicted - width), upper: predicted + width });
  return {
    model: model.name,
    about: model.about,
    days: predictions.map((predicted, ahead) => around(predicted, limits[Math.min(ahead, limits.length - 1)] ?? spread)),
    sum(wanted) {
      const predicted = predictions.slice(0, wanted).reduce((sum, value) => sum + value, 0);
      return around(predicted, test === null ? spread * Math.sqrt(wanted) : sumWidth(test, wanted, intervalShare));
    },
    backtest: test === null ? null : { wape: wape(test), bias: bias(test), coverage: coverage(test, intervalShare), origins: test.errors.length, horizon: test.horizon },
  };
}
