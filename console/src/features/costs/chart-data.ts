import type { CostBreakdown, CostForecast } from '../../api/types.ts';

/** One layer of the stacked chart. */
export interface Layer {
  readonly name: string;
  /** One value per day. */
  readonly values: readonly number[];
}

export interface Stack {
  /** UTC midnights in seconds, as uPlot wants them. */
  readonly times: readonly number[];
  /** Largest first, the rest together as the last. */
  readonly layers: readonly Layer[];
}

const dayMs = 86_400_000;
export const unnamed = 'Not named';
const others = 'All others';

const secondsOf = (day: string): number => Date.parse(day) / 1000;

function daysBetween(from: string, to: string): string[] {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  return Array.from({ length: Math.max(0, days) }, (_, at) => new Date(Date.parse(from) + at * dayMs).toISOString().slice(0, 10));
}

/** Rows by `[group, day]` as layers over every day of the range; all but the largest `most` groups become one. */
export function toStack(rows: CostBreakdown['rows'], most: number): Stack {
  const days = rows.map(({ keys }) => keys[1] ?? '').sort();
  const all = daysBetween(days[0] ?? '', days.at(-1) ?? '');
  const at = new Map(all.map((day, index) => [day, index]));
  const groups = new Map<string, number[]>();
  for (const { keys, cost } of rows) {
    const name = keys[0] ?? unnamed;
    const values = groups.get(name) ?? all.map(() => 0);
    values[at.get(keys[1] ?? '') ?? 0] = Number(cost);
    groups.set(name, values);
  }
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const sorted = [...groups].sort(([, a], [, b]) => sum(b) - sum(a)).map(([name, values]) => ({ name, values }));
  const rest = sorted.slice(most);
  const together = rest.length === 0 ? [] : [{ name: others, values: all.map((_, index) => sum(rest.map(({ values }) => values[index] ?? 0))) }];
  return { times: all.map(secondsOf), layers: [...sorted.slice(0, most), ...together] };
}

/** What uPlot draws: times, cumulated layers from the top down, then predicted, lower and upper. */
export function toPlot({ times, layers }: Stack, forecast: CostForecast | undefined): { data: (number | null)[][]; top: readonly string[] } {
  const ahead = forecast?.days ?? [];
  const none = ahead.map(() => null);
  const cumulated: number[][] = [];
  for (const { values } of layers) {
    const below = cumulated.at(-1);
    cumulated.push(values.map((value, index) => value + (below?.[index] ?? 0)));
  }
  // The band begins where the costs end, so that there is no gap.
  const start = times.map((_, index) => (index === times.length - 1 && ahead.length > 0 ? cumulated.at(-1)?.[index] ?? null : null));
  const band = (['predicted', 'lower', 'upper'] as const).map((bound) => [...start, ...ahead.map((day) => Number(day[bound]))]);
  return {
    data: [[...times, ...ahead.map(({ day }) => secondsOf(day))], ...cumulated.map((values): (number | null)[] => [...values, ...none]).reverse(), ...band],
    top: layers.map(({ name }) => name).reverse(),
  };
}
