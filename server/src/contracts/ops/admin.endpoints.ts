import { z } from 'zod';
import { type Endpoint, endpoint } from '../kit/index.ts';
import { presentTemplate, templateBody, templateRow } from './report.words.ts';

const docs = 'ops#documentation-references';
const permission = 'admin:operations';
const byId = z.object({ id: z.uuid() });

/** Report templates; one with a cron expression is a schedule. */
export const adminEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/admin/report-templates', {
    guide: docs,
    summary: 'List report templates',
    reply: z.array(templateRow),
    run: (m, ctx) => m.reports.templates.list(ctx),
    present: (templates) => templates.map(presentTemplate),
  }),
  endpoint('POST /api/v1/admin/report-templates', {
    guide: docs,
    summary: 'Create a report template',
    permission,
    status: 201,
    body: templateBody,
    reply: templateRow,
    run: (m, ctx, { body }) => m.reports.templates.create(ctx, body),
    present: presentTemplate,
  }),
  endpoint('PUT /api/v1/admin/report-templates/:id', {
    guide: 'ops#frontend-code-reference',
    summary: 'Replace a report template',
    permission,
    params: byId,
    body: templateBody,
    reply: templateRow,
    run: (m, ctx, { params, body }) => m.reports.templates.replace(ctx, params.id, body),
    present: presentTemplate,
  }),
  endpoint('DELETE /api/v1/admin/report-templates/:id', {
    guide: docs,
    summary: 'Remove a report template and its schedule',
    permission,
    status: 204,
    params: byId,
    reply: z.null(),
    run: (m, ctx, { params }) => m.reports.templates.remove(ctx, params.id),
    present: () => null,
  }),
];
