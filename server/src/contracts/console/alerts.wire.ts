import { z } from 'zod';

/** Shapes of thresholds, alerts, metrics, environments and teams on the wire. Times are UTC ISO 8601 with Z. */

export const alertSeverity = z.enum(['critical', 'high', 'medium', 'low']);
export const alertStatus = z.enum(['open', 'acknowledged', 'resolved']);
const operator = z.enum(['>', '<', '>=', '<=', '==', '!=']);
const metricType = z.enum(['infrastructure', 'application', 'security', 'cost']);

export const thresholdRow = z.object({
  id: z.uuid(),
  metricName: z.string(),
  metricType,
  operator,
  thresholdValue: z.number(),
  severity: alertSeverity,
  environment: z.string(),
  enabled: z.boolean(),
  notificationChannels: z.array(z.string()),
  cooldownMinutes: z.int(),
  description: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastValue: z.number().nullable(),
  evaluatedAt: z.iso.datetime().nullable(),
});

export const metricRow = z.object({ name: z.string(), aliases: z.array(z.string()), type: metricType, unit: z.string(), about: z.string(), value: z.number().nullable() });

export const alertRow = z.object({
  id: z.uuid(),
  thresholdId: z.uuid().nullable(),
  metricName: z.string(),
  operator,
  thresholdValue: z.number(),
  value: z.number(),
  lastValue: z.number(),
  severity: alertSeverity,
  environment: z.string(),
  status: alertStatus,
  description: z.string(),
  triggeredAt: z.iso.datetime(),
  acknowledgedAt: z.iso.datetime().nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: z.iso.datetime().nullable(),
  resolvedBy: z.string().nullable(),
});

const text = z.string().trim().min(1).max(100);
const fields = {
  metricName: text,
  operator,
  thresholdValue: z.number(),
  severity: alertSeverity,
  environment: text.max(50),
  enabled: z.boolean(),
  notificationChannels: z.array(text).max(20),
  cooldownMinutes: z.int().min(0).max(10_080),
  description: z.string().trim().max(1_000),
};
export const newThreshold = z.strictObject({ ...fields, enabled: fields.enabled.default(true), notificationChannels: fields.notificationChannels.default([]), cooldownMinutes: fields.cooldownMinutes.default(15), description: fields.description.default('') });
export const thresholdChanges = z.strictObject(fields).partial();

export const unitRow = z.object({ id: z.uuid(), name: z.string(), displayName: z.string(), color: z.string(), position: z.int(), createdAt: z.iso.datetime() });
const colour = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'a colour such as #0b6b62');
export const newUnit = z.strictObject({ name: z.string().trim().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,48}$/u, 'letters, digits, space, dot, dash and underscore'), displayName: text, color: colour });
export const unitChanges = z.strictObject({ displayName: text.optional(), color: colour.optional(), position: z.int().min(0).max(10_000).optional() });

export type AlertSeverity = z.output<typeof alertSeverity>;
export type AlertStatus = z.output<typeof alertStatus>;
export type ThresholdRow = z.output<typeof thresholdRow>;
export type MetricRow = z.output<typeof metricRow>;
export type AlertRow = z.output<typeof alertRow>;
export type NewThreshold = z.input<typeof newThreshold>;
export type ThresholdChanges = z.input<typeof thresholdChanges>;
export type UnitRow = z.output<typeof unitRow>;
export type NewUnit = z.input<typeof newUnit>;
export type UnitChanges = z.input<typeof unitChanges>;
