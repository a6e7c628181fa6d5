import { bigint, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ExecutionStep } from './execution.types.ts';
import type { SopStep, SopVersion } from './sop.types.ts';

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const sops = pgTable('sops', {
  id: uuid('id').primaryKey(),
  title: text('title').notNull(),
  category: text('category', { enum: ['incident_response', 'deployment', 'backup_recovery', 'security', 'monitoring', 'maintenance'] }).notNull(),
  description: text('description').notNull(),
  content: text('content').notNull(),
  steps: jsonb('steps').$type<SopStep[]>().notNull(),
  owner: text('owner').notNull(),
  reviewers: text('reviewers').array().notNull(),
  version: text('version').notNull(),
  status: text('status', { enum: ['draft', 'review', 'approved', 'archived'] }).notNull(),
  tags: text('tags').array().notNull(),
  prerequisites: text('prerequisites').array().notNull(),
  estimatedDuration: integer('estimated_duration'),
  authorId: uuid('author_id').notNull(),
  executionCount: integer('execution_count').notNull().default(0),
  lastExecutedAt: time('last_executed_at'),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  approvedAt: time('approved_at'),
  approvedBy: text('approved_by'),
});

export const sopVersions = pgTable('sop_versions', {
  id: uuid('id').primaryKey(),
  sopId: uuid('sop_id').notNull(),
  version: text('version').notNull(),
  snapshot: jsonb('snapshot').$type<SopVersion['snapshot']>().notNull(),
  author: text('author').notNull(),
  note: text('note').notNull(),
  createdAt: time('created_at').notNull(),
});

export const sopExecutions = pgTable('sop_executions', {
  id: uuid('id').primaryKey(),
  sopId: uuid('sop_id'),
  sopTitle: text('sop_title').notNull(),
  sopVersion: text('sop_version').notNull(),
  environment: text('environment').notNull(),
  triggeredBy: text('triggered_by').notNull(),
  triggeredById: uuid('triggered_by_id').notNull(),
  triggerType: text('trigger_type', { enum: ['manual', 'incident', 'scheduled', 'alert'] }).notNull(),
  status: text('status', { enum: ['running', 'paused', 'completed', 'failed'] }).notNull(),
  parameters: jsonb('parameters').$type<Record<string, unknown>>().notNull(),
  relatedIncidentId: uuid('related_incident_id'),
  steps: jsonb('steps').$type<ExecutionStep[]>().notNull(),
  failureReason: text('failure_reason'),
  startedAt: time('started_at').notNull(),
  completedAt: time('completed_at'),
});

export const sopExecutionLog = pgTable('sop_execution_log', {
  id: bigint('id', { mode: 'number' }).generatedAlwaysAsIdentity(),
  executionId: uuid('execution_id').notNull(),
  at: time('happened_at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  step: integer('step_number'),
  text: text('text').notNull(),
});
