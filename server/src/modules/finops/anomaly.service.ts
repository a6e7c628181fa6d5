import { compare, decimal, formatDecimal, fromNumber, subtract, toNumber } from '../../lib/decimal.ts';
import { type DayJudgement, judgeDays } from '../../engines/forecast/index.ts';
import type { CostRepository } from './cost.repository.ts';
import type { AnomalyDriver, AnomalyExplanation, CostAnomaly, CostFilter, CostRow, CostSpan, Dimension, Metric } from './cost.types.ts';
import { addDays, daysFrom } from './days.ts';
import { finopsErrors } from './finops.errors.ts';
import { floats, type Series, toSeries } from './series.ts';

type Asked = CostFilter & { readonly currency: string; readonly metric: Metric };

/** Days before the range that its first days are judged by. */
const pastDays = 42;
const baselineDays = 28;
/** A deviation is worth telling from this share of the mean daily cost on, so that cents do not ring. */
const leastShare = 0.02;
const driversEach = 5;
const driverDimensions = ['service', 'subAccount', 'region', 'environment'] as const;

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);

function toAnomaly(series: Series, judged: DayJudgement, service: string | null): CostAnomaly {
  const cost = series.costs[judged.at] ?? decimal('0');
  const expected = fromNumber(judged.expected, 4);
  return { day: series.days[judged.at] ?? '', service, cost: formatDecimal(cost), expected: formatDecimal(expected), impact: formatDecimal(subtract(cost, expected)), score: Math.round(judged.score * 10) / 10 };
}

/** Days whose cost is out of line, and why. */
export class AnomalyService {
  readonly #costs: CostRepository;
  constructor(costs: CostRepository) {
    this.#costs = costs;
  }

  /** Anomalies of all costs together and of each service, latest first. */
  async list(filter: Asked, { firstDay }: CostSpan, range: { from: string; to: string }): Promise<readonly CostAnomaly[]> {
    if (firstDay === null) return [];
    const from = later(firstDay, addDays(range.from, -pastDays));
    const rows = await this.#costs.sums({ ...filter, from, to: range.to }, ['service', 'day']);
    const total = toSeries(await this.#costs.sums({ ...filter, from, to: range.to }, ['day']), from, range.to);
    const least = mean(floats(total).map(Math.abs)) * leastShare;
    const byService = Map.groupBy(rows, ({ keys }) => keys[0] ?? null);
    const found = [[null, total] as const, ...[...byService].map(([service, own]) => [service, toSeries(own, from, range.to)] as const)].flatMap(([service, series]) =>
      judgeDays(floats(series), least).filter(({ isAnomaly }) => isAnomaly).map((judged) => toAnomaly(series, judged, service)));
    return found.filter(({ day }) => day >= range.from).sort((a, b) => (a.day === b.day ? Math.abs(Number(b.impact)) - Math.abs(Number(a.impact)) : a.day < b.day ? 1 : -1));
  }

  /** Compares a day with the median of the days before it, part by part. Error: NO_COST_DATA. */
  async explain(filter: Asked, span: CostSpan, day: string): Promise<AnomalyExplanation> {
    const firstDay = firstDayOf(span, day);
    const from = later(firstDay, addDays(day, -pastDays));
    const total = toSeries(await this.#costs.sums({ ...filter, from, to: day }, ['day']), from, day);
    const judged = judgeDays(floats(total), 0).find(({ at }) => at === total.days.length - 1) ?? null;
    const baseline = { from: later(firstDay, addDays(day, -baselineDays)), to: addDays(day, -1) };
    const parts = await Promise.all(driverDimensions.map((dimension) => this.#drivers(filter, { day, baseline, dimension })));
    const cost = total.costs.at(-1) ?? decimal('0');
    const expected = judged === null ? middleOf(floats(total).slice(0, -1)) : judged.expected;
    const impact = subtract(cost, fromNumber(expected, 4));
    const explanation = {
      day, currency: filter.currency, metric: filter.metric, cost: formatDecimal(cost), expected: formatDecimal(fromNumber(expected, 4)), impact: formatDecimal(impact),
      ...verdictOf(judged), baselineFrom: baseline.from, baselineTo: baseline.to, drivers: parts.flat(),
    };
    return { ...explanation, text: sentence(explanation) };
  }

  async #drivers(filter: Asked, { day, baseline, dimension }: { day: string; baseline: { from: string; to: string }; dimension: AnomalyDriver['dimension'] & Dimension }): Promise<AnomalyDriver[]> {
    const rows = await this.#costs.sums({ ...filter, from: baseline.from, to: day }, [dimension, 'day']);
    const days = daysFrom(baseline.from, baseline.to);
    const parts = [...Map.groupBy(rows, ({ keys }) => keys[0] ?? null)].map(([value, own]) => partOf(own, { value, day, days, dimension }));
    const whole = parts.reduce((sum, { change }) => sum + Number(change), 0);
    return parts
      .sort((a, b) => Math.abs(Number(b.change)) - Math.abs(Number(a.change)))
      .filter(({ change }) => Number(change) !== 0)
      .slice(0, driversEach)
      .map((part) => ({ ...part, share: whole === 0 ? null : Math.round((Number(part.change) / whole) * 1000) / 10 }));
  }
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** First day with charges. Error: NO_COST_DATA where the day lies outside what is known. */
function firstDayOf({ firstDay, lastDay }: CostSpan, day: string): string {
  if (firstDay === null || lastDay === null) throw finopsErrors.NO_COST_DATA({ message: 'No cost data is imported yet', details: { field: 'day', value: day } });
  if (day < firstDay || day > lastDay) throw finopsErrors.NO_COST_DATA({ message: `Costs are known from ${firstDay} to ${lastDay}`, details: { field: 'day', value: day } });
  return firstDay;
}

function verdictOf(judged: DayJudgement | null): Pick<AnomalyExplanation, 'score' | 'isAnomaly'> {
  return judged === null ? { score: null, isAnomaly: false } : { score: Math.round(judged.score * 10) / 10, isAnomaly: judged.isAnomaly };
}

function middleOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function partOf(rows: readonly CostRow[], at: { value: string | null; day: string; days: readonly string[]; dimension: AnomalyDriver['dimension'] }): Omit<AnomalyDriver, 'share'> {
  const byDay = new Map(rows.map((row) => [row.keys[1] ?? '', decimal(row.cost)]));
  const cost = byDay.get(at.day) ?? decimal('0');
  const sorted = at.days.map((day) => byDay.get(day) ?? decimal('0')).sort(compare);
  const expected = sorted[sorted.length >> 1] ?? decimal('0');
  return { dimension: at.dimension, value: at.value, cost: formatDecimal(cost), expected: formatDecimal(expected), change: formatDecimal(subtract(cost, expected)) };
}

function sentence({ day, currency, cost, expected, impact, drivers, isAnomaly }: Omit<AnomalyExplanation, 'text'>): string {
  const money = (amount: string): string => `${toNumber(decimal(amount)).toFixed(2)} ${currency}`;
  const [first] = drivers.filter(({ dimension }) => dimension === 'service');
  const direction = Number(impact) < 0 ? 'below' : 'above';
  const judged = isAnomaly ? 'an anomaly' : 'within the usual range';
  const cause = first === undefined ? '' : ` The largest change is ${first.value ?? 'an unnamed service'}: ${money(first.cost)} instead of ${money(first.expected)}.`;
  return `On ${day} the cost was ${money(cost)}, ${money(impact.replace('-', ''))} ${direction} the expected ${money(expected)}: ${judged}.${cause}`;
}
