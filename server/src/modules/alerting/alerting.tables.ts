import { boolean, doublePrecision, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const severity = () => text('severity', { enum: ['critical', 'high', 'medium', 'low'] }).notNull();
const operator = () => text('operator', { enum: ['>', '<', '>=', '<=', '==', '!='] }).notNull();

export const thresholds = pgTable('alert_thresholds', {
  id: uuid('id').primaryKey(),
  metricName: text('metric_name').notNull(),
  metricType: text('metric_type', { enum: ['infrastructure', 'application', 'security', 'cost'] }).notNull(),
  operator: operator(),
  operatorGiven: text('operator_given').notNull(),
  thresholdValue: doublePrecision('threshold_value').notNull(),
  severity: severity(),
  environment: text('environment').notNull(),
  enabled: boolean('enabled').notNull(),
  notificationChannels: text('notification_channels').array().notNull(),
  cooldownMinutes: integer('cooldown_minutes').notNull(),
  description: text('description').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  lastValue: doublePrecision('last_value'),
  evaluatedAt: time('evaluated_at'),
  quietEvaluations: integer('quiet_evaluations').notNull().default(0),
  raisedAt: time('raised_at'),
});

export const alerts = pgTable('alerts', {
  id: uuid('id').primaryKey(),
  thresholdId: uuid('threshold_id'),
  metricName: text('metric_name').notNull(),
  operator: operator(),
  thresholdValue: doublePrecision('threshold_value').notNull(),
  value: doublePrecision('value').notNull(),
  lastValue: doublePrecision('last_value').notNull(),
  severity: severity(),
  environment: text('environment').notNull(),
  status: text('status', { enum: ['open', 'acknowledged', 'resolved'] }).notNull(),
  description: text('description').notNull(),
  triggeredAt: time('triggered_at').notNull(),
  acknowledgedAt: time('acknowledged_at'),
  acknowledgedBy: text('acknowledged_by'),
  resolvedAt: time('resolved_at'),
  resolvedBy: text('resolved_by'),
});
