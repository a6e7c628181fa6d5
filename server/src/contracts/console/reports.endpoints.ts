import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { NewTemplate, Report, ReportTemplate } from '../../modules/reports/index.ts';
import { endpoint, type Endpoint, FileBody, type Modules } from '../kit/index.ts';
import { newReportFile, newTemplate, reportFileRow, type ReportFileRow, reportSectionRow, reportStatus, reportType, reportVersionRow, templateRow, type TemplateRow } from './reports.wire.ts';

const guide = 'console#reports';
const permission = 'admin:operations';
const byId = z.object({ id: z.uuid() });

function presentReport({ parameters: _parameters, templateId: _template, sections, recipients, createdAt, generatedAt, ...rest }: Report): ReportFileRow {
  return { ...rest, sections: [...sections], recipients: [...recipients], createdAt: iso(createdAt), generatedAt: isoOrNull(generatedAt) };
}

function presentTemplate({ template, nextRunAt }: { readonly template: ReportTemplate; readonly nextRunAt: Date | null }): TemplateRow {
  const { id, name, type, description, templateContent, sections, format, recipients, scheduleCron, createdBy, updatedAt } = template;
  return { id, name, type, description, introduction: templateContent, sections: [...sections], format, recipients: [...recipients], scheduleCron, nextRunAt: isoOrNull(nextRunAt), createdBy, updatedAt: iso(updatedAt) };
}

const withNextRun = (m: Modules, template: ReportTemplate) => ({ template, nextRunAt: m.reports.templates.nextRun(template) });
const toTemplate = ({ introduction, ...rest }: z.output<typeof newTemplate>): NewTemplate => ({ ...rest, templateContent: introduction, defaultParameters: {}, fields: [] });

const templateEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/report-templates', {
    guide,
    summary: 'Report templates and schedules, by name',
    reply: z.array(templateRow),
    run: async (m, ctx) => (await m.reports.templates.list(ctx)).map((template) => withNextRun(m, template)),
    present: (templates) => templates.map(presentTemplate),
  }),
  endpoint('POST /api/console/v1/report-templates', {
    guide,
    summary: 'Makes a template; with a cron expression (UTC) it is a schedule',
    permission,
    status: 201,
    body: newTemplate,
    reply: templateRow,
    run: async (m, ctx, { body }) => withNextRun(m, await m.reports.templates.create(ctx, toTemplate(body))),
    present: presentTemplate,
  }),
  endpoint('PUT /api/console/v1/report-templates/{id}', {
    guide,
    summary: 'Replaces a template',
    permission,
    params: byId,
    body: newTemplate,
    reply: templateRow,
    run: async (m, ctx, { params, body }) => withNextRun(m, await m.reports.templates.replace(ctx, params.id, toTemplate(body))),
    present: presentTemplate,
  }),
  endpoint('DELETE /api/console/v1/report-templates/{id}', {
    guide,
    summary: 'Removes a template and its schedule; reports made by it stay',
    permission,
    params: byId,
    status: 204,
    reply: z.undefined(),
    run: (m, ctx, { params }) => m.reports.templates.remove(ctx, params.id),
    present: () => undefined,
  }),
  endpoint('POST /api/console/v1/report-templates/{id}/generate', {
    guide,
    summary: 'Makes a report as the template says',
    params: byId,
    status: 202,
    reply: reportFileRow,
    run: (m, ctx, { params }) => m.reports.generateFrom(ctx, params.id),
    present: presentReport,
  }),
];

/** Reports, their versions and templates. */
export const reportEndpoints: readonly Endpoint[] = [
  ...templateEndpoints,
  endpoint('GET /api/console/v1/reports', {
    guide,
    summary: 'Reports, newest first',
    query: z.object({ type: reportType.optional(), status: reportStatus.optional(), limit: z.coerce.number().int().min(1).max(100).default(25), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) }),
    reply: z.object({ items: z.array(reportFileRow), total: z.int() }),
    run: (m, ctx, { query }) => m.reports.list(ctx, query),
    present: ({ items, total }) => ({ items: items.map(presentReport), total }),
  }),
  endpoint('POST /api/console/v1/reports', {
    guide,
    summary: 'Makes a report',
    status: 202,
    body: newReportFile,
    reply: reportFileRow,
    run: (m, ctx, { body }) => m.reports.generate(ctx, body),
    present: ({ report }) => presentReport(report),
  }),
  endpoint('GET /api/console/v1/report-sections', {
    guide,
    summary: 'Sections that a report can have',
    reply: z.array(reportSectionRow),
    run: (m, ctx) => m.reports.listSections(ctx),
    present: (sections) => [...sections],
  }),
  endpoint('GET /api/console/v1/reports/{id}', {
    guide,
    summary: 'One report',
    params: byId,
    reply: reportFileRow,
    run: (m, ctx, { params }) => m.reports.get(ctx, params.id),
    present: presentReport,
  }),
  endpoint('POST /api/console/v1/reports/{id}/regenerate', {
    guide,
    summary: 'Makes a further version with the numbers of now',
    params: byId,
    status: 202,
    reply: reportFileRow,
    run: (m, ctx, { params }) => m.reports.regenerate(ctx, params.id),
    present: presentReport,
  }),
  endpoint('GET /api/console/v1/reports/{id}/versions', {
    guide,
    summary: 'Versions of a report, newest first',
    params: byId,
    reply: z.array(reportVersionRow),
    run: (m, ctx, { params }) => m.reports.versions(ctx, params.id),
    present: (versions) => versions.map(({ version, format, fileSize, changes, generatedBy, generatedAt }) => ({ version, format, fileSize, changes: [...changes], generatedBy, generatedAt: iso(generatedAt) })),
  }),
  endpoint('GET /api/console/v1/reports/{id}/download', {
    guide,
    summary: 'Downloads a version, the latest without a number',
    params: byId,
    query: z.object({ version: z.coerce.number().int().min(1).max(1_000_000).optional() }),
    reply: z.instanceof(FileBody),
    run: (m, ctx, { params, query }) => m.reports.download(ctx, params.id, query.version ?? null),
    present: (file) => new FileBody(file),
  }),
  endpoint('DELETE /api/console/v1/reports/{id}', {
    guide,
    summary: 'Removes a report with its versions',
    params: byId,
    status: 204,
    reply: z.undefined(),
    run: (m, ctx, { params }) => m.reports.remove(ctx, params.id),
    present: () => undefined,
  }),
];
