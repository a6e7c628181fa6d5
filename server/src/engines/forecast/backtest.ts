import type { Model } from './models.ts';
import { conformalQuantile } from './robust.ts';

/** Longest distance that is tested: the errors of farther days are taken from its end. */
const maxHorizon = 14;
const maxOrigins = 24;
/** Shortest history to forecast from in a test. */
const minHistory = 14;

/** How a model did on days it had not seen. */
export interface Backtest {
  readonly model: Model;
  /** One row per origin: prediction less truth for each day ahead. */
  readonly errors: readonly (readonly number[])[];
  readonly actual: number;
  readonly horizon: number;
}

/** Forecasts the end of the history from earlier and earlier days (rolling origin). Null when it is too short for that. */
export function backtest(model: Model, history: readonly number[]): Backtest | null {
  const horizon = Math.min(maxHorizon, Math.floor(history.length / 3));
  const first = Math.max(minHistory, model.needs, history.length - horizon - maxOrigins + 1);
  const origins = Array.from({ length: Math.max(0, history.length - horizon - first + 1) }, (_, at) => first + at);
  if (origins.length < 3 || horizon < 1) return null;
  let actual = 0;
  const errors = origins.map((origin) => {
    const truth = history.slice(origin, origin + horizon);
    actual += truth.reduce((sum, value) => sum + Math.abs(value), 0);
    return model.predict(history.slice(0, origin), horizon).map((predicted, ahead) => predicted - (truth[ahead] ?? 0));
  });
  return { model, errors, actual, horizon };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Sum of absolute errors over the sum of what was to be predicted; 0.1 is ten per cent. */
export function wape({ errors, actual }: Backtest): number {
  return actual === 0 ? 0 : sumOf(errors.flat().map(Math.abs)) / actual;
}

/** As `wape`, with its sign: above zero it predicted too much. */
export function bias({ errors, actual }: Backtest): number {
  return actual === 0 ? 0 : sumOf(errors.flat()) / actual;
}

/** Half the width of the interval that holds `share` of the days, for each tested distance; it never gets narrower. */
export function widths(errors: Backtest['errors'], horizon: number, share: number): number[] {
  let widest = 0;
  return Array.from({ length: horizon }, (_, ahead) => {
    // Neighbours join in, since one distance alone has few errors.
    const near = errors.flatMap((row) => row.slice(Math.max(0, ahead - 1), ahead + 2)).map(Math.abs);
    widest = Math.max(widest, conformalQuantile(near, share));
    return widest;
  });
}

/** Half the width of the interval for the sum of the first `days` days; beyond the tested distance it grows with the days. */
export function sumWidth({ errors, horizon }: Backtest, days: number, share: number): number {
  const tested = Math.min(days, horizon);
  return tested === 0 ? 0 : conformalQuantile(errors.map((row) => Math.abs(sumOf(row.slice(0, tested)))), share) * (days / tested);
}

/** Share of days inside intervals made from the other half of the origins: what the interval is worth on unseen days. */
export function coverage({ errors, horizon }: Backtest, share: number): number {
  const inside = [0, 1].flatMap((half) => {
    const limits = widths(errors.filter((_, at) => at % 2 !== half), horizon, share);
    return errors.filter((_, at) => at % 2 === half).flatMap((row) => row.map((error, ahead): number => (Math.abs(error) <= (limits[ahead] ?? 0) ? 1 : 0)));
  });
  return inside.length === 0 ? 0 : sumOf(inside) / inside.length;
}
