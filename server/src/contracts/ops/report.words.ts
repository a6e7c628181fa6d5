import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import { type NewTemplate, type Report, reportFormats, type ReportTemplate, type ReportType, reportTypes, type ReportVersion } from '../../modules/reports/index.ts';

/** The guide's five types; what its published client calls weekly and monthly is `custom` with its own name beside it. */
const guideType = z.enum(['incident_summary', 'sla_report', 'vulnerability_report', 'cost_report', 'custom']);
export const anyType = z.enum(reportTypes);
export const format = z.enum(reportFormats);
const day = z.iso.date();
const parameters = z.record(z.string().max(100), z.unknown());
const sectionNames = z.array(z.string().trim().min(1).max(50)).max(20);
const recipients = z.array(z.email().max(254)).max(50);

export const reportRow = z.object({
  id: z.uuid(),
  name: z.string(),
  title: z.string(),
  type: guideType,
  report_type: anyType,
  status: z.enum(['generating', 'completed', 'failed']),
  format,
  file_url: z.string().nullable(),
  file_size: z.int().nullable(),
  parameters,
  generated_by: z.string(),
  /** When it was asked for, until it is there. */
  generated_at: z.iso.datetime(),
  period_start: day,
  period_end: day,
  version: z.int(),
  progress: z.int(),
  error: z.string().nullable(),
});

export const versionRow = z.object({
  id: z.uuid(),
  report_id: z.uuid(),
  version: z.int(),
  file_url: z.string(),
  file_size: z.int(),
  generated_by: z.string(),
  generated_at: z.iso.datetime(),
  /** One line for each key figure that differs from the version before. */
  changes: z.array(z.string()),
});

export const generateBody = z.object({
  name: z.string().trim().min(1).max(200),
  type: anyType,
  format,
  parameters: parameters.optional(),
  sections: sectionNames.optional(),
  period_start: day.optional(),
  period_end: day.optional(),
  recipients: recipients.optional(),
});

/** The documents' and the client's short form for the week and the month. */
export const periodicBody = z.object({ format: format.default('pdf'), sections: sectionNames.optional(), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-01').optional(), recipients: recipients.optional() });

export const queued = z.object({ id: z.uuid(), status: z.literal('generating'), estimated_completion: z.iso.datetime() });

const field = z.object({
  name: z.string().trim().min(1).max(100),
  label: z.string().max(200).default(''),
  type: z.enum(['text', 'number', 'date', 'select', 'boolean']),
  required: z.boolean().default(false),
  default_value: z.unknown().optional(),
  options: z.array(z.string().max(200)).max(100).optional(),
  validation: z.unknown().optional(),
});

export const templateRow = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  report_type: anyType,
  description: z.string(),
  template_content: z.string(),
  default_parameters: parameters,
  fields: z.array(field),
  sections: z.array(z.string()),
  format,
  recipients: z.array(z.string()),
  schedule_cron: z.string().nullable(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

/** `type` as the guide names it, `report_type` as its client does: one of them. */
export const templateBody = z
  .object({
    name: z.string().trim().min(1).max(200),
    type: anyType.optional(),
    report_type: anyType.optional(),
    description: z.string().max(2_000).default(''),
    template_content: z.string().max(20_000).default(''),
    default_parameters: parameters.default({}),
    fields: z.array(field).max(50).default([]),
    sections: sectionNames.default([]),
    format: format.default('pdf'),
    recipients: recipients.default([]),
    schedule_cron: z.string().trim().max(100).nullish(),
  })
  .transform((body, ctx): NewTemplate => {
    const type = body.type ?? body.report_type;
    if (type === undefined) ctx.addIssue({ code: 'custom', path: ['type'], message: 'a type is required' });
    const cron = body.schedule_cron ?? '';
    return {
      name: body.name, type: type ?? 'custom', description: body.description, templateContent: body.template_content, defaultParameters: body.default_parameters, fields: body.fields,
      sections: body.sections, format: body.format, recipients: body.recipients, scheduleCron: cron === '' ? null : cron,
    };
  });

const fileUrl = (id: string): string => `/api/v1/reports/${id}/download`;

function inGuide(type: ReportType): z.output<typeof guideType> {
  return type === 'weekly_ops' || type === 'monthly_finops' ? 'custom' : type;
}

export function presentReport(report: Report): z.input<typeof reportRow> {
  return {
    id: report.id, name: report.name, title: report.name, type: inGuide(report.type), report_type: report.type, status: report.status, format: report.format,
    file_url: report.version === 0 ? null : fileUrl(report.id), file_size: report.fileSize, parameters: { ...report.parameters }, generated_by: report.generatedBy,
    generated_at: iso(report.generatedAt ?? report.createdAt), period_start: report.periodStart, period_end: report.periodEnd, version: report.version, progress: report.percent, error: report.error,
  };
}

export function presentVersion(version: ReportVersion): z.input<typeof versionRow> {
  return {
    id: version.id, report_id: version.reportId, version: version.version, file_url: `${fileUrl(version.reportId)}?version=${version.version}`, file_size: version.fileSize,
    generated_by: version.generatedBy, generated_at: iso(version.generatedAt), changes: [...version.changes],
  };
}

export function presentTemplate(template: ReportTemplate): z.input<typeof templateRow> {
  return {
    id: template.id, name: template.name, type: template.type, report_type: template.type, description: template.description, template_content: template.templateContent,
    default_parameters: { ...template.defaultParameters }, fields: template.fields.map(({ options, ...rest }) => ({ ...rest, ...(options !== undefined && { options: [...options] }) })), sections: [...template.sections],
    format: template.format, recipients: [...template.recipients], schedule_cron: template.scheduleCron, created_by: template.createdBy, created_at: iso(template.createdAt), updated_at: iso(template.updatedAt),
  };
}
