import { decimal, type Decimal, toNumber, zero } from '../../lib/decimal.ts';
import type { CostRow } from './cost.types.ts';
import { daysFrom } from './days.ts';

/** A daily series without gaps: days nothing was charged on cost nothing. */
export interface Series {
  readonly days: readonly string[];
  /** Exact. */
  readonly costs: readonly Decimal[];
}

/** Rows by day (their last key) as a series between two days. */
export function toSeries(rows: readonly CostRow[], from: string, to: string): Series {
  const byDay = new Map(rows.map((row) => [row.keys.at(-1), decimal(row.cost)]));
  const days = daysFrom(from, to);
  return { days, costs: days.map((day) => byDay.get(day) ?? zero) };
}

/** As statistics want it. */
export function floats({ costs }: Series): number[] {
  return costs.map(toNumber);
}
