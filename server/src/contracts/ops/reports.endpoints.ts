import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Report, ReportType } from '../../modules/reports/index.ts';
import { type Endpoint, endpoint, FileBody } from '../kit/index.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';
import { anyType, generateBody, periodicBody, presentReport, presentVersion, queued, reportRow, versionRow } from './report.words.ts';

const guide = 'ops#additional-features-priority-medium';
const docs = 'ops#documentation-references';
const client = 'ops#frontend-code-reference';
const byId = z.object({ id: z.uuid() });
const mostShown = 100;

function presentQueued({ report, estimatedCompletion }: { readonly report: Report; readonly estimatedCompletion: Date }): z.input<typeof queued> {
  return { id: report.id, status: 'generating', estimated_completion: iso(estimatedCompletion) };
}

const asked = (type: ReportType, body: z.output<typeof periodicBody>) => ({ type, format: body.format, sections: body.sections, month: body.month, recipients: body.recipients });

const periodicEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/v1/reports/generate/weekly', {
    guide: docs,
    summary: 'Generate the weekly report',
    status: 202,
    body: periodicBody,
    reply: queued,
    run: (m, ctx, { body }) => m.reports.generate(ctx, asked('weekly_ops', body)),
    present: presentQueued,
  }),
  endpoint('POST /api/v1/reports/generate/monthly', {
    guide: docs,
    summary: 'Generate the monthly report',
    status: 202,
    body: periodicBody,
    reply: queued,
    run: (m, ctx, { body }) => m.reports.generate(ctx, asked('monthly_finops', body)),
    present: presentQueued,
  }),
  endpoint('POST /api/v1/reports/weekly/generate', {
    guide: client,
    summary: 'Generate the weekly report, as the client spells it',
    body: periodicBody,
    reply: reportRow,
    run: (m, ctx, { body }) => m.reports.generate(ctx, asked('weekly_ops', body)),
    present: ({ report }) => presentReport(report),
  }),
  endpoint('POST /api/v1/reports/monthly/generate', {
    guide: client,
    summary: 'Generate the monthly report, as the client spells it',
    body: periodicBody,
    reply: reportRow,
    run: (m, ctx, { body }) => m.reports.generate(ctx, asked('monthly_finops', body)),
    present: ({ report }) => presentReport(report),
  }),
];

/** Reports: list, generate, download, versions. */
export const reportsEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/reports', {
    guide,
    summary: 'List reports, newest first',
    query: listQuery({ type: anyType.optional(), status: z.enum(['generating', 'completed', 'failed']).optional() }, { default: mostShown }),
    reply: listOf(reportRow),
    run: (m, ctx, { query }) => m.reports.list(ctx, { type: query.type, status: query.status, limit: query.limit, offset: offsetOf(query) }),
    present: (found, { query }) => presentList(found, query, presentReport),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('POST /api/v1/reports/generate', {
    guide,
    summary: 'Generate a report: a job that is followed in the list',
    status: 202,
    body: generateBody,
    reply: queued,
    run: (m, ctx, { body: { period_start: periodStart, period_end: periodEnd, ...body } }) => m.reports.generate(ctx, { ...body, periodStart, periodEnd }),
    present: presentQueued,
  }),
  endpoint('GET /api/v1/reports/:id/download', {
    guide,
    summary: 'Download a report; 400 while it is not ready',
    params: byId,
    query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    reply: z.instanceof(FileBody),
    run: (m, ctx, { params, query }) => m.reports.download(ctx, params.id, query.version ?? null),
    present: (file) => new FileBody(file),
  }),
  endpoint('GET /api/v1/reports/:id/versions', {
    guide: 'ops#advanced-features-priority-low',
    summary: 'Version history of a report, newest first',
    params: byId,
    reply: z.array(versionRow),
    run: (m, ctx, { params }) => m.reports.versions(ctx, params.id),
    present: (versions) => versions.map(presentVersion),
  }),
  ...periodicEndpoints,
];
