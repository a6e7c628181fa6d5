import { boolean, integer, jsonb, pgTable, real, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { AnalyzeReport, ContractProfile, Finding, Incomplete } from '../../engines/index.ts';
import type { ScanTarget, Upload } from './scan.types.ts';

/** One source file kept in the storage. */
export interface ManifestEntry {
  readonly path: string;
  readonly hash: string;
  readonly size: number;
}

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const uploads = pgTable('uploads', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  filename: text('filename').notNull(),
  size: integer('size').notNull(),
  hash: text('hash').notNull(),
  format: text('format').$type<Upload['format']>().notNull(),
  manifest: jsonb('manifest').$type<ManifestEntry[]>().notNull(),
  createdAt: time('created_at').notNull(),
});

export const scans = pgTable('scans', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  batchId: uuid('batch_id'),
  target: jsonb('target').$type<ScanTarget>().notNull(),
  title: text('title').notNull(),
  depth: text('depth', { enum: ['quick', 'full', 'deep'] }).notNull(),
  detectors: text('detectors').array().notNull(),
  confirm: boolean('confirm').notNull().default(false),
  status: text('status', { enum: ['queued', 'running', 'completed', 'failed', 'cancelled'] }).notNull(),
  percent: real('percent').notNull().default(0),
  stage: text('stage').notNull(),
  manifest: jsonb('manifest').$type<ManifestEntry[]>().notNull(),
  securityScore: real('security_score'),
  riskScore: real('risk_score'),
  critical: integer('critical').notNull().default(0),
  high: integer('high').notNull().default(0),
  medium: integer('medium').notNull().default(0),
  low: integer('low').notNull().default(0),
  info: integer('info').notNull().default(0),
  lineCount: integer('line_count').notNull().default(0),
  incomplete: jsonb('incomplete').$type<Incomplete[]>().notNull().default([]),
  files: jsonb('files').$type<AnalyzeReport['files']>().notNull().default([]),
  profiles: jsonb('profiles').$type<ContractProfile[]>().notNull().default([]),
  gas: jsonb('gas').$type<Finding[]>().notNull().default([]),
  gasScore: real('gas_score'),
  requestedPlugins: text('requested_plugins').array().notNull().default([]),
  detectorsRun: text('detectors_run').array().notNull().default([]),
  scoreFormula: text('score_formula').notNull().default(''),
  errorCode: text('error_code'),
  errorMessage: text('error_message'),
  createdAt: time('created_at').notNull(),
  startedAt: time('started_at'),
  completedAt: time('completed_at'),
  durationMs: integer('duration_ms'),
});

export const findingTriage = pgTable('finding_triage', {
  userId: uuid('user_id').notNull(),
  fingerprint: text('fingerprint').notNull(),
  state: text('state', { enum: ['open', 'confirmed', 'false_positive', 'accepted', 'fixed'] }).notNull(),
  reason: text('reason').notNull(),
  updatedAt: time('updated_at').notNull(),
});

export const scanFindings = pgTable('scan_findings', {
  id: uuid('id').primaryKey(),
  scanId: uuid('scan_id').notNull(),
  position: integer('position').notNull(),
  detector: text('detector').notNull(),
  severity: text('severity').notNull(),
  fingerprint: text('fingerprint').notNull(),
  finding: jsonb('finding').$type<Finding>().notNull(),
});
