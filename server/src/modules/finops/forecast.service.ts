import { add, formatDecimal, fromNumber, zero } from '../../lib/decimal.ts';
import { forecast, type Forecast, type ForecastDay, intervalShare } from '../../engines/forecast/index.ts';
import type { CostRepository } from './cost.repository.ts';
import type { CostFilter, CostForecast, CostSpan, Estimate, Metric } from './cost.types.ts';
import { addDays, daysBetween, monthEnd, monthStart } from './days.ts';
import type { Memo } from './memo.ts';
import { floats, type Series, toSeries } from './series.ts';

/** Days of history that a forecast looks at. */
const historyDays = 180;
/** Digits after the point of an estimate: more would pretend. */
const digits = 4;

const estimate = ({ predicted, lower, upper }: ForecastDay): Estimate => ({
  predicted: formatDecimal(fromNumber(predicted, digits)), lower: formatDecimal(fromNumber(lower, digits)), upper: formatDecimal(fromNumber(upper, digits)),
});

interface Continued {
  readonly series: Series;
  readonly made: Forecast | null;
}

/** Where costs are going. */
export class ForecastService {
  readonly #costs: CostRepository;
  readonly #memo: Memo;
  constructor(costs: CostRepository, memo: Memo) {
    this.#costs = costs;
    this.#memo = memo;
  }

  async forecast(filter: CostFilter & { currency: string; metric: Metric }, span: CostSpan, days: number): Promise<CostForecast> {
    const { currency, metric } = filter;
    const { made } = await this.#continue(filter, span);
    const { lastDay: asOf } = span;
    return {
      currency, metric, asOf, intervalShare, model: made?.model ?? 'none', about: made?.about ?? 'there is no cost to continue', backtest: made?.backtest ?? null,
      days: asOf === null ? [] : (made?.days.slice(0, days) ?? []).map((day, at) => ({ day: addDays(asOf, at + 1), ...estimate(day) })),
    };
  }

  /** The month of the last day: what was charged, exactly, and that with the rest of the month as forecast. */
  async month(filter: CostFilter & { currency: string; metric: Metric }, span: CostSpan): Promise<{ toDate: string; endOfMonth: Estimate }> {
    const { lastDay } = span;
    if (lastDay === null) return { toDate: '0', endOfMonth: { predicted: '0', lower: '0', upper: '0' } };
    const { series, made } = await this.#continue(filter, span);
    const start = monthStart(lastDay);
    const toDate = series.costs.filter((_, at) => (series.days[at] ?? '') >= start).reduce(add, zero);
    const left = daysBetween(lastDay, monthEnd(lastDay));
    const rest = left === 0 || made === null ? { predicted: '0', lower: '0', upper: '0' } : estimate(made.sum(left));
    const plus = (amount: string): string => formatDecimal(add(toDate, fromNumber(Number(amount), digits)));
    return { toDate: formatDecimal(toDate), endOfMonth: { predicted: plus(rest.predicted), lower: plus(rest.lower), upper: plus(rest.upper) } };
  }

  async #continue(filter: CostFilter, { firstDay, lastDay }: CostSpan): Promise<Continued> {
    if (firstDay === null || lastDay === null) return { series: { days: [], costs: [] }, made: null };
    return await this.#memo.get(`forecast ${JSON.stringify(filter)}`, async () => {
      const earliest = addDays(lastDay, 1 - historyDays);
      const from = firstDay > earliest ? firstDay : earliest;
      const series = toSeries(await this.#costs.sums({ ...filter, from, to: lastDay }, ['day']), from, lastDay);
      return { series, made: forecast(floats(series), 366) };
    });
  }
}
