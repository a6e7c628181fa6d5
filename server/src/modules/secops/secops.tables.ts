import { bigint, integer, jsonb, numeric, pgTable, real, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { FindingPlace, ReportFinding } from '../../engines/scan-reports/index.ts';
import type { AssetStatus, AssetType, DetectionSeverity, DetectionStatus, Environment, ImportCounts, ImportStatus, MatchReason, VulnerabilityStatus } from './secops.types.ts';

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const assets = pgTable('assets', {
  id: uuid('id').primaryKey(),
  hostname: text('hostname').notNull(),
  ipAddress: text('ip_address').notNull(),
  assetType: text('asset_type').$type<AssetType>().notNull(),
  environment: text('environment').$type<Environment>().notNull(),
  status: text('status').$type<AssetStatus>().notNull(),
  os: text('os'),
  osVersion: text('os_version'),
  owner: text('owner'),
  tags: text('tags').array().notNull().default([]),
  metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull().default({}),
  discoveryKey: text('discovery_key'),
  lastScannedAt: time('last_scanned_at'),
  openCount: integer('open_count').notNull().default(0),
  risk: smallint('risk').notNull().default(0),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

export const vulnerabilities = pgTable('vulnerabilities', {
  id: uuid('id').primaryKey(),
  assetId: uuid('asset_id').notNull(),
  cveId: text('cve_id'),
  aliases: text('aliases').array().notNull().default([]),
  title: text('title').notNull(),
  description: text('description').notNull(),
  severity: smallint('severity').notNull(),
  cvssScore: numeric('cvss_score', { mode: 'number', precision: 3, scale: 1 }),
  cvssVector: text('cvss_vector'),
  status: text('status').$type<VulnerabilityStatus>().notNull(),
  packageName: text('package_name'),
  packageVersion: text('package_version'),
  packageEcosystem: text('package_ecosystem'),
  fixedVersion: text('fixed_version'),
  place: jsonb('place').$type<FindingPlace>().notNull(),
  cwes: integer('cwes').array().notNull().default([]),
  links: text('links').array().notNull().default([]),
  tags: text('tags').array().notNull().default([]),
  techniques: text('techniques').array().notNull().default([]),
  remediation: text('remediation'),
  assignee: text('assignee'),
  discoveredAt: time('discovered_at').notNull(),
  lastSeenAt: time('last_seen_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  resolvedAt: time('resolved_at'),
  acceptedUntil: time('accepted_until'),
  decisionNote: text('decision_note'),
  sourceCount: integer('source_count').notNull().default(0),
});

export const vulnerabilityKeys = pgTable('vulnerability_keys', {
  assetId: uuid('asset_id').notNull(),
  key: text('key').notNull(),
  vulnerabilityId: uuid('vulnerability_id').notNull(),
});

export const vulnerabilityAliases = pgTable('vulnerability_aliases', { id: text('id').primaryKey(), class: text('class').notNull() });

export const vulnerabilitySources = pgTable('vulnerability_sources', {
  id: uuid('id').primaryKey(),
  vulnerabilityId: uuid('vulnerability_id').notNull(),
  assetId: uuid('asset_id').notNull(),
  tool: text('tool').notNull(),
  scope: text('scope').notNull(),
  sourceKey: text('source_key').notNull(),
  finding: jsonb('finding').$type<ReportFinding>().notNull(),
  digest: text('digest').notNull(),
  reason: text('reason').$type<MatchReason>().notNull(),
  reasonDetail: text('reason_detail').notNull(),
  firstSeenAt: time('first_seen_at').notNull(),
  lastSeenAt: time('last_seen_at').notNull(),
  goneAt: time('gone_at'),
  importId: uuid('import_id'),
});

export const vulnerabilityEvents = pgTable('vulnerability_events', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  vulnerabilityId: uuid('vulnerability_id').notNull(),
  at: time('at').notNull(),
  actorName: text('actor_name').notNull(),
  kind: text('kind').notNull(),
  fromStatus: text('from_status').$type<VulnerabilityStatus>(),
  toStatus: text('to_status').$type<VulnerabilityStatus>(),
  note: text('note'),
});

export const reportImports = pgTable('report_imports', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  filename: text('filename').notNull(),
  size: integer('size').notNull(),
  hash: text('hash'),
  format: text('format').notNull(),
  variant: text('variant').notNull(),
  tool: text('tool').notNull(),
  scope: text('scope').notNull(),
  environment: text('environment').$type<Environment>().notNull(),
  assetId: uuid('asset_id'),
  status: text('status').$type<ImportStatus>().notNull(),
  percent: real('percent').notNull().default(0),
  stage: text('stage').notNull(),
  counts: jsonb('counts').$type<Partial<ImportCounts>>().notNull().default({}),
  notes: jsonb('notes').$type<readonly string[]>().notNull().default([]),
  errorCode: text('error_code'),
  errorMessage: text('error_message'),
  createdAt: time('created_at').notNull(),
  startedAt: time('started_at'),
  completedAt: time('completed_at'),
});

export const mitreDescriptions = pgTable('mitre_descriptions', { id: text('id').primaryKey(), description: text('description').notNull() });

export const mitreDetections = pgTable('mitre_detections', {
  id: uuid('id').primaryKey(),
  techniqueId: text('technique_id').notNull(),
  assetId: uuid('asset_id'),
  description: text('description').notNull(),
  severity: text('severity').$type<DetectionSeverity>().notNull(),
  status: text('status').$type<DetectionStatus>().notNull(),
  detectedAt: time('detected_at').notNull(),
  resolvedAt: time('resolved_at'),
  createdAt: time('created_at').notNull(),
});
