import { add, compare, decimal, formatDecimal, subtract, toNumber, zero } from '../../lib/decimal.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { AnomalyService } from './anomaly.service.ts';
import type { BudgetRepository } from './budget.repository.ts';
import type { CostRepository } from './cost.repository.ts';
import type { AnomalyExplanation, CostAnomaly, CostFilter, CostForecast, CostRow, CostShare, CostSpan, CostSummary, Dimension, Metric, ResourceCost } from './cost.types.ts';
import { addDays, daysBetween, dayOf, periodOf } from './days.ts';
import type { ForecastService } from './forecast.service.ts';
import type { Memo } from './memo.ts';

export interface CostServiceParts {
  readonly costs: CostRepository;
  readonly budgets: BudgetRepository;
  readonly forecasts: ForecastService;
  readonly anomalies: AnomalyService;
  readonly memo: Memo;
}

/** Share of a total in per cent, two decimals. */
function percentOf(part: string, whole: string): number {
  const total = toNumber(decimal(whole));
  return total === 0 ? 0 : Math.round((toNumber(decimal(part)) / total) * 10_000) / 100;
}

function sharesOf(rows: readonly CostRow[], total: string): CostShare[] {
  return rows.toSorted((a, b) => compare(decimal(b.cost), decimal(a.cost))).map(({ keys, cost }) => ({ name: keys[0] ?? null, cost, percentage: percentOf(cost, total) }));
}

const sumOf = (rows: readonly CostRow[]): string => formatDecimal(rows.map(({ cost }) => decimal(cost)).reduce(add, zero));

/** Reading costs. */
export class CostService {
  readonly #parts: CostServiceParts;
  constructor(parts: CostServiceParts) {
    this.#parts = parts;
  }

  async span(_ctx: UserCtx): Promise<CostSpan> {
    return await this.#parts.memo.get('span', () => this.#parts.costs.span());
  }

  async summary(ctx: UserCtx, { period, ...filter }: CostFilter & { period: CostSummary['period'] }): Promise<CostSummary> {
    const span = await this.span(ctx);
    const asked = withDefaults(filter, span);
    // The latest period there is data for: a provider's figures come a day late, an archive's years.
    const asOf = span.lastDay;
    const { from, to, previousFrom } = periodOf(period, asOf ?? dayOf(ctx.clock.now()));
    const elapsed = asOf === null ? 0 : daysBetween(from, asOf);
    const before = { ...asked, from: previousFrom, to: clampDay(addDays(previousFrom, elapsed), addDays(from, -1)) };
    const [[rows, [previous]], month, budget] = await Promise.all([
      this.#parts.memo.get(`summary ${JSON.stringify([asked, from, to, before])}`, () => Promise.all([this.#parts.costs.sums({ ...asked, from, to }, ['environment', 'service']), this.#parts.costs.sums(before, [])])),
      this.#parts.forecasts.month(asked, span), this.#parts.budgets.total(asked),
    ]);
    const total = sumOf(rows);
    const was = previous?.cost ?? '0';
    const change = formatDecimal(subtract(decimal(total), decimal(was)));
    return {
      metric: asked.metric, currency: asked.currency, period, from, to, asOf, total,
      byEnvironment: sharesOf(merged(rows, 0), total), byService: sharesOf(merged(rows, 1), total),
      previous: was, change, changePercentage: Number(was) === 0 ? null : percentOf(change, was),
      monthToDate: month.toDate, endOfMonth: month.endOfMonth,
      budget, variance: budget === null ? null : formatDecimal(subtract(decimal(month.endOfMonth.predicted), decimal(budget))),
    };
  }

  async breakdown(ctx: UserCtx, filter: CostFilter, dimensions: readonly Dimension[]): Promise<{ currency: string; metric: Metric; rows: readonly CostRow[] }> {
    const { currency, metric, ...asked } = withDefaults(filter, await this.span(ctx));
    return { currency, metric, rows: await this.#parts.costs.sums({ ...asked, currency, metric }, dimensions) };
  }

  async recentBreakdown(ctx: UserCtx, { from, to, ...filter }: CostFilter, dimensions: readonly Dimension[]) {
    const { lastDay } = await this.span(ctx);
    const until = to ?? lastDay ?? dayOf(ctx.clock.now());
    const range = { from: from ?? addDays(until, -29), to: until };
    return { ...range, ...(await this.breakdown(ctx, { ...filter, ...range }, dimensions)) };
  }

  async resources(ctx: UserCtx, filter: CostFilter, page: { limit: number; offset: number }): Promise<{ items: readonly ResourceCost[]; total: number }> {
    return await this.#parts.costs.resources(withDefaults(filter, await this.span(ctx)), page);
  }

  async overview(ctx: UserCtx) {
    const span = await this.span(ctx);
    const { currency } = withDefaults({}, span);
    return { ...span, values: await this.#parts.memo.get(`values ${currency}`, () => this.#parts.costs.values(currency)) };
  }

  async forecast(ctx: UserCtx, { days, ...filter }: CostFilter & { days: number }): Promise<CostForecast> {
    const span = await this.span(ctx);
    return await this.#parts.forecasts.forecast(withDefaults(filter, span), span, days);
  }

  async anomalies(ctx: UserCtx, filter: CostFilter): Promise<{ currency: string; metric: Metric; items: readonly CostAnomaly[] }> {
    const span = await this.span(ctx);
    const { from, to, ...asked } = withDefaults(filter, span);
    const until = to ?? span.lastDay ?? dayOf(ctx.clock.now());
    const range = { from: from ?? addDays(until, -89), to: clampDay(until, span.lastDay ?? until) };
    return { currency: asked.currency, metric: asked.metric, items: await this.#parts.anomalies.list(asked, span, range) };
  }

  async explain(ctx: UserCtx, { day, ...filter }: CostFilter & { day?: string }): Promise<AnomalyExplanation> {
    const span = await this.span(ctx);
    const asked = withDefaults(filter, span);
    const latest = day ?? (await this.anomalies(ctx, filter)).items[0]?.day ?? span.lastDay ?? dayOf(ctx.clock.now());
    return await this.#parts.anomalies.explain(asked, span, latest);
  }
}

/** Currencies are never added: where none is asked, it is the one with the largest cost. */
export function withDefaults(filter: CostFilter, span: CostSpan): CostFilter & { currency: string; metric: Metric } {
  return { ...filter, currency: filter.currency ?? span.currencies[0]?.currency ?? 'USD', metric: filter.metric ?? 'billed' };
}

function clampDay(day: string, latest: string): string {
  return day < latest ? day : latest;
}

/** Rows of several keys as rows of one of them. */
function merged(rows: readonly CostRow[], key: number): CostRow[] {
  return [...Map.groupBy(rows, ({ keys }) => keys[key] ?? null)].map(([name, own]) => ({
    keys: [name], cost: sumOf(own), credits: formatDecimal(own.map(({ credits }) => decimal(credits)).reduce(add, zero)), charges: own.reduce((sum, { charges }) => sum + charges, 0),
  }));
}
