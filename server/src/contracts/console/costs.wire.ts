import { z } from 'zod';

/** Shapes of costs on the wire: amounts are exact decimal text, days `YYYY-MM-DD` in UTC, times UTC ISO 8601 with Z. */

const count = z.int().min(0);
const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const day = z.iso.date();

const currency = z.string().regex(/^[A-Z]{3}$/, 'is an ISO 4217 code such as USD');
const estimate = z.object({ predicted: amount, lower: amount, upper: amount });

const environment = z.enum(['production', 'staging', 'development']);
export const dimension = z.enum(['provider', 'account', 'subAccount', 'service', 'category', 'region', 'environment', 'chargeCategory', 'pricingCategory', 'day', 'month']);
const metric = z.enum(['billed', 'effective', 'list', 'contracted']);
const text = z.string().min(1).max(300).optional();

/** Which costs are meant; `unallocated` are those that no tag assigns to an environment. */
export const costFilter = z.object({
  from: day.optional(), to: day.optional(), environment: z.enum([...environment.options, 'unallocated']).optional(),
  provider: text, account: text, subAccount: text, service: text, category: text, region: text, chargeCategory: text, pricingCategory: text,
  currency: currency.optional(), metric: metric.default('billed'),
});

export const costSpan = z.object({
  firstDay: day.nullable(), lastDay: day.nullable(), charges: count, currencies: z.array(z.object({ currency: z.string(), billed: amount })),
  values: z.object({ providers: z.array(z.string()), services: z.array(z.string()), regions: z.array(z.string()), subAccounts: z.array(z.string()), categories: z.array(z.string()) }),
});

const share = z.object({ name: z.string().nullable(), cost: amount, percentage: z.number() });
export const costSummary = z.object({
  metric, currency: z.string(), period: z.enum(['daily', 'weekly', 'monthly']), from: day, to: day, asOf: day.nullable(), total: amount, byEnvironment: z.array(share), byService: z.array(share),
  previous: amount, change: amount, changePercentage: z.number().nullable(), monthToDate: amount, endOfMonth: estimate, budget: amount.nullable(), variance: amount.nullable(),
});

export const costBreakdown = z.object({ currency: z.string(), metric, rows: z.array(z.object({ keys: z.array(z.string().nullable()), cost: amount, credits: amount, charges: count })) });

export const resourceCost = z.object({
  resourceId: z.string(), resourceName: z.string().nullable(), resourceType: z.string().nullable(), service: z.string(), cost: amount, usage: amount.nullable(), usageUnit: z.string().nullable(), charges: count,
});

export const costForecast = z.object({
  currency: z.string(), metric, asOf: day.nullable(), model: z.string(), about: z.string(), intervalShare: z.number(), days: z.array(estimate.extend({ day })),
  backtest: z.object({ wape: z.number(), bias: z.number(), coverage: z.number(), origins: count, horizon: count }).nullable(),
});

const costAnomaly = z.object({ day, service: z.string().nullable(), cost: amount, expected: amount, impact: amount, score: z.number() });
export const costAnomalies = z.object({ currency: z.string(), metric, items: z.array(costAnomaly) });

const driver = z.object({ dimension: z.enum(['service', 'subAccount', 'region', 'environment']), value: z.string().nullable(), cost: amount, expected: amount, change: amount, share: z.number().nullable() });
export const anomalyExplanation = z.object({
  day, currency: z.string(), metric, cost: amount, expected: amount, impact: amount, score: z.number().nullable(), isAnomaly: z.boolean(), baselineFrom: day, baselineTo: day, drivers: z.array(driver), text: z.string(),
});

export const recommendationStatus = z.enum(['pending', 'in_progress', 'completed', 'dismissed']);
export const recommendation = z.object({
  id: z.uuid(), rule: z.string(), type: z.string(), title: z.string(), description: z.string(), formula: z.string(), saving: amount, currency: z.string(), priority: z.enum(['high', 'medium', 'low']),
  status: recommendationStatus, resourceId: z.string().nullable(), steps: z.array(z.string()), isCurrent: z.boolean(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), completedAt: z.iso.datetime().nullable(),
});

const positive = z.string().regex(/^\d{1,15}(\.\d{1,12})?$/, 'is a decimal number such as 1500.50').refine((value) => /[1-9]/.test(value), 'must be more than zero');
export const newBudget = z.strictObject({
  name: z.string().trim().min(1).max(100), environment: environment.nullable().default(null), provider: z.string().trim().min(1).max(100).nullable().default(null),
  service: z.string().trim().min(1).max(200).nullable().default(null), currency, amount: positive,
});
export const budget = newBudget.extend({
  id: z.uuid(), spent: amount, forecast: amount, usedPercentage: z.number(), state: z.enum(['within', 'at-risk', 'exceeded']), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(),
});

export const newCredit = z
  .strictObject({
    provider: z.string().trim().min(1).max(100), creditType: z.enum(['promotional', 'support', 'commitment', 'discount']), amount: positive, currency, startDate: day, expiryDate: day,
    description: z.string().trim().max(500).nullable().default(null),
  })
  .refine(({ startDate, expiryDate }) => startDate <= expiryDate, { path: ['expiryDate'], message: 'lies before startDate' });
export const credit = z.object({
  id: z.uuid(), provider: z.string(), creditType: z.string(), amount, currency: z.string(), remaining: amount, startDate: day, expiryDate: day, status: z.enum(['active', 'expired', 'exhausted']),
  origin: z.enum(['grant', 'charges']), description: z.string().nullable(), createdAt: z.iso.datetime(),
});
export const creditBalance = z.object({ currency: z.string(), balance: amount, burnRatePerDay: amount, remainingDays: z.int().nullable(), expiryDate: day.nullable(), lastUpdated: z.iso.datetime() });

const importStatus = z.enum(['uploading', 'queued', 'running', 'completed', 'failed', 'cancelled']);
export const importMode = z.enum(['add', 'replace']);

const problem = z.object({ code: z.string(), line: count, column: z.string().nullable(), message: z.string() });
const notice = z.object({ column: z.string().nullable(), message: z.string(), count, firstLine: count });
const currencyTotals = z.object({ currency: z.string(), rows: count, billed: amount, effective: amount, list: amount, contracted: amount });

export const costImport = z.object({
  id: z.uuid(),
  filename: z.string(),
  source: z.enum(['file', 'cost-explorer', 'demo']),
  mode: importMode,
  status: importStatus,
  size: count,
  hash: z.string().nullable(),
  percent: z.number().min(0).max(100),
  rows: count,
  totals: z.array(currencyTotals),
  notices: z.array(notice),
  replacedRows: count,
  firstDay: day.nullable(),
  lastDay: day.nullable(),
  error: z.object({ code: z.string(), message: z.string(), problems: z.array(problem) }).nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});

/** `partBytes`: how large each part but the last must be. */
export const openedImport = costImport.extend({ partBytes: count });
/** `isNew` is false where the same file is there already. */
export const startedImport = costImport.extend({ isNew: z.boolean() });

export const newImport = z.strictObject({ filename: z.string().trim().min(1).max(255), size: z.int().min(0).max(Number.MAX_SAFE_INTEGER), mode: importMode.default('add') });

export const importQuery = z.object({
  status: importStatus.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

export type CostImport = z.output<typeof costImport>;
export type OpenedImport = z.output<typeof openedImport>;
export type StartedImport = z.output<typeof startedImport>;
export type ImportMode = z.output<typeof importMode>;
export type CostSpan = z.output<typeof costSpan>;
export type CostSummary = z.output<typeof costSummary>;
export type CostBreakdown = z.output<typeof costBreakdown>;
export type CostDimension = z.output<typeof dimension>;
export type CostFilter = z.output<typeof costFilter>;
export type ResourceCost = z.output<typeof resourceCost>;
export type CostForecast = z.output<typeof costForecast>;
export type CostAnomalies = z.output<typeof costAnomalies>;
export type AnomalyExplanation = z.output<typeof anomalyExplanation>;
export type Recommendation = z.output<typeof recommendation>;
export type RecommendationStatus = z.output<typeof recommendationStatus>;
export type Budget = z.output<typeof budget>;
export type NewBudget = z.input<typeof newBudget>;
export type Credit = z.output<typeof credit>;
export type NewCredit = z.input<typeof newCredit>;
export type CreditBalance = z.output<typeof creditBalance>;
