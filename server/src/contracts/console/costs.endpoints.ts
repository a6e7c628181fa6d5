import { z } from 'zod';
import type { CostFilter } from '../../modules/finops/index.ts';
import { endpoint, FileBody } from '../kit/index.ts';
import {
  anomalyExplanation, costAnomalies, costBreakdown, costFilter, costForecast, costSpan, costSummary, dimension, resourceCost,
} from './costs.wire.ts';
import { given } from './given.ts';

const guide = 'console#costs';
const permission = 'read:finops';
const paging = { limit: z.coerce.number().int().min(1).max(100).default(25), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) };

/** The filter in the module's words. */
function toFilter({ environment, ...filter }: z.output<typeof costFilter>): CostFilter {
  return { ...given(filter), ...(environment !== undefined && { environments: [environment === 'unallocated' ? null : environment] }) };
}

const dimensions = z.string().transform((text) => text.split(',')).pipe(z.array(dimension).min(1).max(3));

/** Reading costs: sums, forecast, anomalies, export. */
export const costEndpoints = [
  endpoint('GET /api/console/v1/costs', {
    guide, permission,
    summary: 'First and last day with charges, currencies, and what there is to filter by',
    reply: costSpan,
    run: (m, ctx) => m.finops.costOverview(ctx),
    present: ({ currencies, values, ...span }) => ({
      ...span, currencies: [...currencies],
      values: { providers: [...values.providers], services: [...values.services], regions: [...values.regions], subAccounts: [...values.subAccounts], categories: [...values.categories] },
    }),
  }),
  endpoint('GET /api/console/v1/costs/summary', {
    guide, permission,
    summary: 'The latest period with data against the one before, with forecast and budget',
    query: costFilter.omit({ from: true, to: true }).extend({ period: z.enum(['daily', 'weekly', 'monthly']).default('monthly') }),
    reply: costSummary,
    run: (m, ctx, { query: { period, ...filter } }) => m.finops.costSummary(ctx, { ...toFilter(filter), period }),
    present: (summary) => ({ ...summary, byEnvironment: [...summary.byEnvironment], byService: [...summary.byService] }),
  }),
  endpoint('GET /api/console/v1/costs/breakdown', {
    guide, permission,
    summary: 'Exact sums by one to three dimensions, comma-separated',
    query: costFilter.extend({ by: dimensions }),
    reply: costBreakdown,
    run: (m, ctx, { query: { by, ...filter } }) => m.finops.costBreakdown(ctx, toFilter(filter), by),
    present: ({ rows, ...rest }) => ({ ...rest, rows: rows.map(({ keys, ...row }) => ({ ...row, keys: [...keys] })) }),
  }),
  endpoint('GET /api/console/v1/costs/resources', {
    guide, permission,
    summary: 'Resources, dearest first',
    query: costFilter.extend(paging),
    reply: z.object({ items: z.array(resourceCost), total: z.int() }),
    run: (m, ctx, { query: { limit, offset, ...filter } }) => m.finops.costResources(ctx, toFilter(filter), { limit, offset }),
    present: ({ items, total }) => ({ items: [...items], total }),
  }),
  endpoint('GET /api/console/v1/costs/forecast', {
    guide, permission,
    summary: 'Days to come with an 80 % interval and the back-tested error',
    query: costFilter.omit({ from: true, to: true }).extend({ days: z.coerce.number().int().min(1).max(366).default(30) }),
    reply: costForecast,
    run: (m, ctx, { query: { days, ...filter } }) => m.finops.costForecast(ctx, { ...toFilter(filter), days }),
    present: (forecast) => ({ ...forecast, days: [...forecast.days] }),
  }),
  endpoint('GET /api/console/v1/costs/anomalies', {
    guide, permission,
    summary: 'Days out of line, latest first',
    query: costFilter,
    reply: costAnomalies,
    run: (m, ctx, { query }) => m.finops.costAnomalies(ctx, toFilter(query)),
    present: (found) => ({ ...found, items: [...found.items] }),
  }),
  endpoint('GET /api/console/v1/costs/explain', {
    guide, permission,
    summary: 'Why a day costs what it does; without a day the latest anomaly',
    query: costFilter.omit({ from: true, to: true }).extend({ day: z.iso.date().optional() }),
    reply: anomalyExplanation,
    run: (m, ctx, { query: { day, ...filter } }) => m.finops.explainCostAnomaly(ctx, { ...toFilter(filter), ...(day !== undefined && { day }) }),
    present: (explanation) => ({ ...explanation, drivers: [...explanation.drivers] }),
  }),
  endpoint('GET /api/console/v1/costs/export', {
    guide, permission,
    summary: 'Downloads charges as FOCUS 1.0 CSV',
    query: z.object({ from: z.iso.date(), to: z.iso.date(), currency: z.string().regex(/^[A-Z]{3}$/).optional(), format: z.enum(['csv', 'csv.gz']).default('csv.gz') }),
    reply: z.instanceof(FileBody),
    run: (m, ctx, { query: { format, ...range } }) => m.finops.exportCosts(ctx, { ...given(range), isGzip: format === 'csv.gz' }),
    present: (file) => new FileBody(file),
  }),
];
