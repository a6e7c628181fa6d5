import { boolean, date, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { reportFormats, reportTypes, type TemplateField } from './report.types.ts';

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const type = () => text('type', { enum: reportTypes }).notNull();
const format = () => text('format', { enum: reportFormats }).notNull();

export const templates = pgTable('report_templates', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  type: type(),
  description: text('description').notNull(),
  templateContent: text('template_content').notNull(),
  defaultParameters: jsonb('default_parameters').$type<Record<string, unknown>>().notNull(),
  fields: jsonb('fields').$type<TemplateField[]>().notNull(),
  sections: text('sections').array().notNull(),
  format: format(),
  recipients: text('recipients').array().notNull(),
  scheduleCron: text('schedule_cron'),
  createdBy: text('created_by').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

export const reports = pgTable('reports', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  type: type(),
  format: format(),
  status: text('status', { enum: ['generating', 'completed', 'failed'] }).notNull(),
  percent: integer('percent').notNull(),
  stage: text('stage').notNull(),
  parameters: jsonb('parameters').$type<Record<string, unknown>>().notNull(),
  sections: text('sections').array().notNull(),
  introduction: text('introduction').notNull(),
  isPersonal: boolean('is_personal').notNull(),
  periodStart: date('period_start', { mode: 'string' }).notNull(),
  periodEnd: date('period_end', { mode: 'string' }).notNull(),
  recipients: text('recipients').array().notNull(),
  templateId: uuid('template_id'),
  version: integer('version').notNull(),
  generatedBy: text('generated_by').notNull(),
  generatedById: uuid('generated_by_id').notNull(),
  createdAt: time('created_at').notNull(),
  generatedAt: time('generated_at'),
  durationMs: integer('duration_ms'),
  fileHash: text('file_hash'),
  fileSize: integer('file_size'),
  error: text('error'),
});

export const versions = pgTable('report_versions', {
  id: uuid('id').primaryKey(),
  reportId: uuid('report_id').notNull(),
  version: integer('version').notNull(),
  format: format(),
  fileHash: text('file_hash').notNull(),
  fileSize: integer('file_size').notNull(),
  figures: jsonb('figures').$type<Record<string, string>>().notNull(),
  changes: text('changes').array().notNull(),
  generatedBy: text('generated_by').notNull(),
  generatedAt: time('generated_at').notNull(),
});
