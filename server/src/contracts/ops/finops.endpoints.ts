import { z } from 'zod';
import { errors } from '../../platform/errors/index.ts';
import type { CostFilter, Recommendation } from '../../modules/finops/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { type Endpoint, endpoint, type InputFile, type Modules } from '../kit/index.ts';
import {
  breakdownRow, creditRow, environment, forecastRow, groupings, icsCredits, importRow, meant, presentBalance, presentBreakdown, presentCredit, presentForecast, presentImport,
  presentRecommendation, presentSummary, recommendationRow, recommendationStatus, scenario, summaryReply,
} from './finops.present.ts';

const high = 'ops#core-endpoints-priority-high';
const low = 'ops#advanced-features-priority-low';
const documents = 'ops#documentation-references';
const client = 'ops#frontend-code-reference';

const permission = 'read:finops';
const currency = z.string().regex(/^[A-Z]{3}$/, 'is an ISO 4217 code such as USD');
const day = z.iso.date();
/** One multipart file; larger ones are sent in parts by the console's endpoints. */
const maxFileBytes = 33_554_432;

function onlyFile(files: readonly InputFile[]): InputFile {
  const [file] = files;
  if (file === undefined || files.length > 1) throw errors.VALIDATION_ERROR({ message: 'file: send exactly one file', details: { field: 'file' } });
  return file;
}

/** The filters that were sent, in the module's words. */
function toFilter(query: { environment?: z.output<typeof environment> | undefined; service?: string | undefined; start_date?: string | undefined; end_date?: string | undefined; currency?: string | undefined }): CostFilter {
  return {
    ...(query.environment !== undefined && { environments: meant(query.environment) }), ...(query.service !== undefined && { service: query.service }),
    ...(query.start_date !== undefined && { from: query.start_date }), ...(query.end_date !== undefined && { to: query.end_date }), ...(query.currency !== undefined && { currency: query.currency }),
  };
}

const breakdownQuery = z
  .object({
    environment: environment.optional(), service: z.string().min(1).max(200).optional(), start_date: day.optional(), end_date: day.optional(),
    group_by: z.enum(['service', 'environment', 'date']).optional(), currency: currency.optional(),
  })
  .refine(({ start_date: from, end_date: to }) => from === undefined || to === undefined || from <= to, { path: ['end_date'], message: 'lies before start_date' });

type BreakdownQuery = z.output<typeof breakdownQuery>;

/** Three things have two paths each: the guide's, and that of its documents or client. */
const breakdown = {
  summary: 'Cost by environment, service and day, or grouped by one of them; without dates the last 30 days with data',
  permission,
  query: breakdownQuery,
  reply: z.array(breakdownRow),
  run: (m: Modules, ctx: UserCtx, { query }: { query: BreakdownQuery }) => m.finops.recentBreakdown(ctx, toFilter(query), groupings[query.group_by ?? 'none']),
  present: ({ currency: shown, to, rows }: Awaited<ReturnType<Modules['finops']['recentBreakdown']>>, { query }: { query: BreakdownQuery }) =>
    rows.map((row) => presentBreakdown(row, { currency: shown, dimensions: groupings[query.group_by ?? 'none'], until: to })),
};

const balance = {
  permission, summary: 'Balance and burn rate of credits', reply: icsCredits,
  run: (m: Modules, ctx: UserCtx) => m.finops.creditBalance(ctx),
  present: presentBalance,
};

const statusQuery = z.object({ status: recommendationStatus.optional() });
const recommendations = {
  permission, summary: 'Ways to save that the costs show, largest saving first', query: statusQuery, reply: z.array(recommendationRow),
  run: (m: Modules, ctx: UserCtx, { query }: { query: z.output<typeof statusQuery> }) => m.finops.listRecommendations(ctx, query.status === undefined ? {} : { status: query.status }),
  present: (found: readonly Recommendation[]) => found.map(presentRecommendation),
};

const reading: readonly Endpoint[] = [
  endpoint('GET /api/v1/finops/summary', {
    guide: high,
    summary: 'Cost of the latest period with data, its shares, forecast and budget',
    permission,
    query: z.object({ period: z.enum(['daily', 'weekly', 'monthly']).default('monthly'), environment: environment.optional(), currency: currency.optional() }),
    reply: summaryReply,
    run: (m, ctx, { query }) => m.finops.costSummary(ctx, { ...toFilter(query), period: query.period }),
    present: presentSummary,
  }),
  endpoint('GET /api/v1/finops/credits', {
    guide: high, permission, summary: 'Cloud credits: grants and what was used of them', reply: z.array(creditRow),
    run: (m, ctx) => m.finops.listCredits(ctx),
    present: (credits) => credits.map(presentCredit),
  }),
  endpoint('GET /api/v1/finops/breakdown', { guide: high, ...breakdown }),
  endpoint('GET /api/v1/finops/cost-breakdown', { guide: documents, ...breakdown }),
  endpoint('GET /api/v1/finops/ics-credits', { guide: documents, ...balance }),
  endpoint('GET /api/v1/finops/ics', { guide: client, ...balance }),
  endpoint('GET /api/v1/finops/forecast', {
    guide: client,
    summary: 'Cost of the days to come with an 80 % interval',
    permission,
    query: z.object({ environment: environment.optional(), scenario: scenario.default('baseline'), days: z.coerce.number().int().min(1).max(366).default(30), currency: currency.optional() }),
    reply: z.array(forecastRow),
    run: (m, ctx, { query }) => m.finops.costForecast(ctx, { ...toFilter(query), days: query.days }),
    present: (forecast, { query }) => presentForecast(forecast, { environment: query.environment ?? 'all', scenario: query.scenario }),
  }),
  endpoint('GET /api/v1/finops/recommendations', { guide: low, ...recommendations }),
  endpoint('GET /api/v1/recommendations', { guide: client, ...recommendations }),
];

const byId = z.object({ id: z.uuid() });

const changing: readonly Endpoint[] = [
  endpoint('PATCH /api/v1/recommendations/:id/status', {
    guide: client,
    summary: 'Set the state of a recommendation',
    permission: 'write:finops',
    params: byId,
    body: z.object({ status: recommendationStatus }),
    reply: recommendationRow,
    run: (m, ctx, { params, body }) => m.finops.setRecommendationStatus(ctx, params.id, body.status),
    present: presentRecommendation,
  }),
  endpoint('POST /api/v1/finops/imports', {
    guide: `${documents} bulwark#finops`,
    summary: 'Imports a FOCUS 1.0 file (CSV or gzip, up to 32 MiB); the same file is imported once',
    permission: 'write:finops',
    status: 202,
    consumes: 'multipart',
    maxBytes: maxFileBytes,
    body: z.object({ mode: z.enum(['add', 'replace']).default('add') }),
    reply: importRow,
    run: (m, ctx, { body, files }) => {
      const { name, content } = onlyFile(files);
      return m.finops.importFile(ctx, { filename: name, content, mode: body.mode });
    },
    present: ({ import: one }) => presentImport(one),
    effects: ({ isNew }) => (isNew ? {} : { status: 200 }),
  }),
  endpoint('GET /api/v1/finops/imports/:id', {
    guide: `${documents} bulwark#finops`,
    summary: 'Progress and outcome of an import',
    permission,
    params: byId,
    reply: importRow,
    run: (m, ctx, { params }) => m.finops.getImport(ctx, params.id),
    present: presentImport,
  }),
];

/** Cloud cost, credits and ways to save. */
export const finopsEndpoints: readonly Endpoint[] = [...reading, ...changing];
