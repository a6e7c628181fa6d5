import { z } from 'zod';
import { decimal, toNumber } from '../../lib/decimal.ts';
import { iso, isoOrNull } from '../../lib/time.ts';
import {
  contentId, type CostForecast, type CostImport, type CostRow, type CostSummary, type CreditBalance, type CreditStatus, providerKind, type Recommendation,
} from '../../modules/finops/index.ts';

/** Environments of the guide. */
export const environment = z.enum(['production', 'staging', 'development']);
export type Environment = z.output<typeof environment>;

/**
 * Charges that no tag assigns to an environment count as production here, since the guide knows no other word:
 * shared cost is production's. The console tells them apart.
 */
const shared: Environment = 'production';

/** The environments of the data that one of the guide means. */
export function meant(name: Environment): readonly (Environment | null)[] {
  return name === shared ? [name, null] : [name];
}

const amount = z.number();
const day = z.iso.date();
const number = (text: string): number => toNumber(decimal(text));
const start = (at: string): string => `${at}T00:00:00.000Z`;
const end = (at: string): string => `${at}T23:59:59.999Z`;

/** CostSummary and what REST_API and the client read beside it. */
export const summaryReply = z.object({
  total_cost: amount,
  currency: z.string(),
  period: z.enum(['daily', 'weekly', 'monthly']),
  period_start: z.iso.datetime(),
  period_end: z.iso.datetime(),
  breakdown_by_environment: z.array(z.object({ environment, cost: amount, percentage: z.number() })),
  breakdown_by_service: z.array(z.object({ service: z.string(), cost: amount, percentage: z.number() })),
  comparison: z.object({ previous_period_cost: amount, change_percentage: z.number().nullable(), change_amount: amount }),
  mtd_cost: amount,
  forecast_eom: amount,
  forecast_eom_lower: amount,
  forecast_eom_upper: amount,
  /** Forecast end of month less budget; null without a budget. */
  variance: amount.nullable(),
  budget: amount.nullable(),
  /** Last day with charges: the period is the one that holds it. */
  as_of: day.nullable(),
});

function environmentShares(shares: CostSummary['byEnvironment']) {
  const grouped = Map.groupBy(shares, ({ name }) => environment.catch(shared).parse(name));
  return [...grouped].map(([name, own]) => ({ environment: name, cost: own.reduce((sum, { cost }) => sum + number(cost), 0), percentage: own.reduce((sum, { percentage }) => sum + percentage, 0) }));
}

export function presentSummary(summary: CostSummary): z.input<typeof summaryReply> {
  return {
    total_cost: number(summary.total), currency: summary.currency, period: summary.period, period_start: start(summary.from), period_end: end(summary.to),
    breakdown_by_environment: environmentShares(summary.byEnvironment),
    breakdown_by_service: summary.byService.map(({ name, cost, percentage }) => ({ service: name ?? '', cost: number(cost), percentage })),
    comparison: { previous_period_cost: number(summary.previous), change_percentage: summary.changePercentage, change_amount: number(summary.change) },
    mtd_cost: number(summary.monthToDate), forecast_eom: number(summary.endOfMonth.predicted), forecast_eom_lower: number(summary.endOfMonth.lower), forecast_eom_upper: number(summary.endOfMonth.upper),
    variance: summary.variance === null ? null : number(summary.variance), budget: summary.budget === null ? null : number(summary.budget), as_of: summary.asOf,
  };
}

export const breakdownRow = z.object({
  id: z.uuid(),
  environment,
  /** `tag` where a tag names the environment, `shared` where none does. */
  allocation: z.enum(['tag', 'shared']),
  service: z.string(),
  resource_id: z.string().nullable(),
  resource_name: z.string().nullable(),
  cost: amount,
  /** The same where the currency is USD; exchange rates are not invented. */
  cost_usd: amount.nullable(),
  ics_credits_applied: amount,
  currency: z.string(),
  usage_amount: amount.nullable(),
  usage_unit: z.string().nullable(),
  date: day,
  tags: z.record(z.string(), z.string()),
});

/** How rows are grouped in the guide's words, and which keys of a cost row that takes. */
export const groupings = {
  service: ['environment', 'service'],
  environment: ['environment'],
  date: ['environment', 'day'],
  none: ['environment', 'service', 'day'],
} as const;

/** One group; `until` is the date of rows that are not split by date. */
export function presentBreakdown(row: CostRow, at: { currency: string; dimensions: readonly string[]; until: string }): z.input<typeof breakdownRow> {
  const key = (name: string): string | null => row.keys[at.dimensions.indexOf(name)] ?? null;
  const named = environment.safeParse(key('environment'));
  return {
    id: contentId('cost-breakdown', at.currency, ...at.dimensions, ...row.keys.map(String)),
    environment: named.success ? named.data : shared, allocation: named.success ? 'tag' : 'shared',
    service: at.dimensions.includes('service') ? key('service') ?? '' : 'All services', resource_id: null, resource_name: null,
    cost: number(row.cost), cost_usd: at.currency === 'USD' ? number(row.cost) : null, ics_credits_applied: number(row.credits), currency: at.currency,
    usage_amount: null, usage_unit: null, date: key('day') ?? at.until, tags: {},
  };
}

export const creditRow = z.object({
  id: z.uuid(),
  provider: z.enum(['aws', 'gcp', 'azure', 'digitalocean', 'other']),
  credit_type: z.enum(['promotional', 'support', 'commitment', 'discount']),
  amount,
  currency: z.string(),
  remaining: amount,
  start_date: day,
  expiry_date: day,
  status: z.enum(['active', 'expired', 'exhausted']),
  description: z.string().nullable(),
  created_at: z.iso.datetime(),
});

export function presentCredit(credit: CreditStatus): z.input<typeof creditRow> {
  return {
    id: credit.id, provider: providerKind(credit.provider), credit_type: credit.creditType, amount: number(credit.amount), currency: credit.currency, remaining: number(credit.remaining),
    start_date: credit.startDate, expiry_date: credit.expiryDate, status: credit.status, description: credit.description, created_at: iso(credit.createdAt),
  };
}

export const icsCredits = z.object({
  id: z.string(),
  balance: amount,
  currency: z.string(),
  burn_rate_per_day: amount,
  /** Null when nothing is used. */
  remaining_days: z.int().nullable(),
  expiry_date: day.nullable(),
  last_updated: z.iso.datetime(),
});

export function presentBalance(balance: CreditBalance): z.input<typeof icsCredits> {
  return {
    id: `credits-${balance.currency.toLowerCase()}`, balance: number(balance.balance), currency: balance.currency, burn_rate_per_day: number(balance.burnRatePerDay),
    remaining_days: balance.remainingDays, expiry_date: balance.expiryDate, last_updated: iso(balance.lastUpdated),
  };
}

export const recommendationStatus = z.enum(['pending', 'in_progress', 'completed', 'dismissed']);

export const recommendationRow = z.object({
  id: z.uuid(),
  type: z.enum(['rightsizing', 'idle_resource', 'reserved_instance', 'spot_instance', 'storage_optimization']),
  recommendation_type: z.enum(['rightsizing', 'reserved_instances', 'spot_instances', 'unused_resources', 'storage_optimization', 'other']),
  title: z.string(),
  description: z.string(),
  /** How the saving is computed, with its numbers. */
  formula: z.string(),
  potential_savings: amount,
  estimated_monthly_savings: amount,
  currency: z.string(),
  priority: z.enum(['high', 'medium', 'low']),
  status: recommendationStatus,
  /** Null: none of the client's three words is true of a rule over the data; `rule` names it. */
  source: z.enum(['ai', 'manual', 'aws_cost_explorer']).nullable(),
  rule: z.string(),
  resource_id: z.string().nullable(),
  resource_type: z.string().nullable(),
  environment: environment.nullable(),
  affected_resources: z.array(z.string()),
  implementation_steps: z.array(z.string()),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
});

const clientTypes = {
  rightsizing: 'rightsizing', idle_resource: 'unused_resources', reserved_instance: 'reserved_instances', spot_instance: 'spot_instances', storage_optimization: 'storage_optimization',
} as const;

export function presentRecommendation(one: Recommendation): z.input<typeof recommendationRow> {
  const saving = number(one.saving);
  return {
    id: one.id, type: one.type, recommendation_type: one.rule === 'unallocated-cost' ? 'other' : clientTypes[one.type], title: one.title, description: one.description, formula: one.formula,
    potential_savings: saving, estimated_monthly_savings: saving, currency: one.currency, priority: one.priority, status: one.status, source: null, rule: one.rule,
    resource_id: one.resourceId, resource_type: one.resourceType, environment: environment.nullable().catch(null).parse(one.environment),
    affected_resources: [...one.resources], implementation_steps: [...one.steps], created_at: iso(one.createdAt), updated_at: iso(one.updatedAt), completed_at: isoOrNull(one.completedAt),
  };
}

export const scenario = z.enum(['baseline', 'high_load', 'low_load']);

export const forecastRow = z.object({
  id: z.string(),
  forecast_date: day,
  environment: z.string(),
  predicted_cost: amount,
  confidence_lower: amount,
  confidence_upper: amount,
  scenario,
  currency: z.string(),
});

/** High and low load are the ends of the 80 % interval: what a day costs that is dearer, or cheaper, than nine of ten. */
export function presentForecast({ days, currency }: CostForecast, at: { environment: string; scenario: z.output<typeof scenario> }): z.input<typeof forecastRow>[] {
  const chosen = ({ baseline: 'predicted', high_load: 'upper', low_load: 'lower' } as const)[at.scenario];
  return days.map((point) => ({
    id: `forecast-${at.environment}-${at.scenario}-${point.day}`, forecast_date: point.day, environment: at.environment, predicted_cost: number(point[chosen]),
    confidence_lower: number(point.lower), confidence_upper: number(point.upper), scenario: at.scenario, currency,
  }));
}

export const importRow = z.object({
  id: z.uuid(),
  filename: z.string(),
  status: z.enum(['uploading', 'queued', 'running', 'completed', 'failed', 'cancelled']),
  mode: z.enum(['add', 'replace']),
  progress: z.number(),
  rows: z.int(),
  /** Exact decimal text by currency. */
  totals: z.array(z.object({ currency: z.string(), rows: z.int(), billed: z.string(), effective: z.string(), list: z.string(), contracted: z.string() })),
  error: z.object({ code: z.string(), message: z.string(), problems: z.array(z.object({ code: z.string(), line: z.int(), column: z.string().nullable(), message: z.string() })) }).nullable(),
  created_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
});

export function presentImport(one: CostImport): z.input<typeof importRow> {
  return {
    id: one.id, filename: one.filename, status: one.status, mode: one.mode, progress: one.percent, rows: one.rows, totals: [...one.totals],
    error: one.error === null ? null : { ...one.error, problems: [...one.error.problems] }, created_at: iso(one.createdAt), completed_at: isoOrNull(one.endedAt),
  };
}
