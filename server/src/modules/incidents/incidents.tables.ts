import { boolean, customType, integer, jsonb, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { EvidenceKind } from './evidence.types.ts';
import type { FieldChange } from './incident.types.ts';
import { environments, severities, statuses } from './incident.types.ts';
import type { JiraFields } from './jira-merge.ts';

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const incidents = pgTable('incidents', {
  id: uuid('id').primaryKey(),
  localKey: text('local_key').notNull(),
  jiraKey: text('jira_key'),
  title: text('title').notNull(),
  description: text('description').notNull(),
  severity: text('severity', { enum: severities }).notNull(),
  status: text('status', { enum: statuses }).notNull(),
  squad: text('squad').notNull(),
  environment: text('environment', { enum: environments }).notNull(),
  assignee: text('assignee'),
  tags: text('tags').array().notNull(),
  affectedServices: text('affected_services').array().notNull(),
  rootCause: text('root_cause'),
  resolution: text('resolution'),
  reporter: text('reporter').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  acknowledgedAt: time('acknowledged_at'),
  resolvedAt: time('resolved_at'),
});

/** Columns that the database computes: read in conditions, never selected. */
export const computed = pgTable('incidents', { severityRank: smallint('severity_rank').notNull(), document: tsvector('document').notNull() });

export const incidentEvents = pgTable('incident_events', {
  id: uuid('id').primaryKey(),
  incidentId: uuid('incident_id').notNull(),
  kind: text('kind', { enum: ['created', 'changed', 'resolved', 'reopened', 'comment', 'evidence', 'jira'] }).notNull(),
  actorId: uuid('actor_id'),
  actor: text('actor').notNull(),
  origin: text('origin', { enum: ['user', 'jira', 'system'] }).notNull(),
  note: text('note').notNull(),
  changes: jsonb('changes').$type<readonly FieldChange[]>().notNull(),
  jiraCommentId: text('jira_comment_id'),
  occurredAt: time('occurred_at').notNull(),
});

export const incidentEvidence = pgTable('incident_evidence', {
  id: uuid('id').primaryKey(),
  incidentId: uuid('incident_id').notNull(),
  title: text('title').notNull(),
  kind: text('kind').$type<EvidenceKind>().notNull(),
  spelling: text('spelling'),
  description: text('description'),
  content: text('content').notNull(),
  sha256: text('sha256').notNull(),
  size: integer('size').notNull(),
  filename: text('filename'),
  contentType: text('content_type'),
  blob: text('blob'),
  metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull(),
  uploadedBy: text('uploaded_by').notNull(),
  uploadedAt: time('uploaded_at').notNull(),
});

export const deployments = pgTable('deployments', {
  id: uuid('id').primaryKey(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  service: text('service').notNull(),
  squad: text('squad').notNull(),
  environment: text('environment', { enum: environments }).notNull(),
  version: text('version'),
  url: text('url'),
  deployedBy: text('deployed_by').notNull(),
  deployedAt: time('deployed_at').notNull(),
});

export const jiraLinks = pgTable('jira_links', {
  incidentId: uuid('incident_id').primaryKey(),
  issueKey: text('issue_key'),
  base: jsonb('base').$type<JiraFields>(),
  isPending: boolean('is_pending').notNull(),
  lastError: text('last_error'),
  failures: integer('failures').notNull(),
  leasedUntil: time('leased_until'),
  syncedAt: time('synced_at'),
});

export const jiraCursor = pgTable('jira_cursor', { isOnly: boolean('is_only').primaryKey(), readUntil: time('read_until').notNull() });
