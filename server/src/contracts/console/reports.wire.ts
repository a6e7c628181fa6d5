import { z } from 'zod';

/** Shapes of reports and templates on the wire. Times are UTC ISO 8601 with Z, days `YYYY-MM-DD`. */

export const reportType = z.enum(['incident_summary', 'sla_report', 'vulnerability_report', 'cost_report', 'custom', 'weekly_ops', 'monthly_finops']);
export const reportFormat = z.enum(['pdf', 'html', 'json', 'markdown']);
export const reportStatus = z.enum(['generating', 'completed', 'failed']);

export const reportFileRow = z.object({
  id: z.uuid(),
  name: z.string(),
  type: reportType,
  format: reportFormat,
  status: reportStatus,
  percent: z.int(),
  stage: z.string(),
  sections: z.array(z.string()),
  isPersonal: z.boolean(),
  periodStart: z.iso.date(),
  periodEnd: z.iso.date(),
  recipients: z.array(z.string()),
  version: z.int(),
  generatedBy: z.string(),
  createdAt: z.iso.datetime(),
  generatedAt: z.iso.datetime().nullable(),
  fileSize: z.int().nullable(),
  error: z.string().nullable(),
});

export const reportVersionRow = z.object({ version: z.int(), format: reportFormat, fileSize: z.int(), changes: z.array(z.string()), generatedBy: z.string(), generatedAt: z.iso.datetime() });
export const reportSectionRow = z.object({ id: z.string(), title: z.string(), permission: z.string() });

export const templateRow = z.object({
  id: z.uuid(),
  name: z.string(),
  type: reportType,
  description: z.string(),
  introduction: z.string(),
  sections: z.array(z.string()),
  format: reportFormat,
  recipients: z.array(z.string()),
  scheduleCron: z.string().nullable(),
  nextRunAt: z.iso.datetime().nullable(),
  createdBy: z.string(),
  updatedAt: z.iso.datetime(),
});

const name = z.string().trim().min(1).max(200);
const sections = z.array(z.string().trim().min(1).max(50)).max(20);
const recipients = z.array(z.email().max(254)).max(50);

export const newReportFile = z.strictObject({ name: name.optional(), type: reportType, format: reportFormat, sections: sections.optional(), periodStart: z.iso.date().optional(), periodEnd: z.iso.date().optional(), recipients: recipients.optional() });
export const newTemplate = z.strictObject({
  name,
  type: reportType,
  description: z.string().trim().max(2_000).default(''),
  introduction: z.string().max(20_000).default(''),
  sections: sections.default([]),
  format: reportFormat.default('pdf'),
  recipients: recipients.default([]),
  scheduleCron: z.string().trim().max(100).transform((cron) => (cron === '' ? null : cron)).nullable().default(null),
});

export type ReportType = z.output<typeof reportType>;
export type ReportFormat = z.output<typeof reportFormat>;
export type ReportStatus = z.output<typeof reportStatus>;
export type ReportFileRow = z.output<typeof reportFileRow>;
export type ReportVersionRow = z.output<typeof reportVersionRow>;
export type ReportSectionRow = z.output<typeof reportSectionRow>;
export type TemplateRow = z.output<typeof templateRow>;
export type NewReportFile = z.input<typeof newReportFile>;
export type NewTemplate = z.input<typeof newTemplate>;
