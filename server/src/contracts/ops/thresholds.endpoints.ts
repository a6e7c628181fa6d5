import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { NewThreshold, Threshold } from '../../modules/alerting/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';

const docs = 'ops#documentation-references';
const client = 'ops#frontend-code-reference';
const permission = 'admin:operations';
const byId = z.object({ id: z.uuid() });

/** The guide's types write symbols, its REST document and its client words; what was sent is what is answered. */
const words = {
  greater_than: '>', less_than: '<', equals: '==', not_equals: '!=', greater_than_or_equal: '>=', less_than_or_equal: '<=',
  '>': '>', '<': '<', '>=': '>=', '<=': '<=', '==': '==', '!=': '!=',
} as const;
const operator = z.enum(Object.keys(words) as (keyof typeof words)[]);
const severity = z.enum(['critical', 'high', 'medium', 'low']);
const metricType = z.enum(['infrastructure', 'application', 'security', 'cost']);
const environment = z.string().trim().min(1).max(50);
const channels = z.array(z.string().trim().min(1).max(100)).max(20);
const minutes = z.int().min(0).max(10_080);

const thresholdRow = z.object({
  id: z.uuid(),
  metric_name: z.string(),
  metric_type: metricType,
  operator,
  threshold_value: z.number(),
  severity,
  environment: z.string(),
  enabled: z.boolean(),
  notification_channels: z.array(z.string()),
  cooldown_minutes: z.int(),
  description: z.string(),
  created_by: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  /** What the last evaluation measured; null where nothing measures this metric here. */
  last_value: z.number().nullable(),
  evaluated_at: z.iso.datetime().nullable(),
});

const newThreshold = z.object({
  metric_name: z.string().trim().min(1).max(100),
  metric_type: metricType.optional(),
  operator,
  threshold_value: z.number(),
  severity,
  environment: environment.default('all'),
  enabled: z.boolean().default(true),
  notification_channels: channels.default([]),
  cooldown_minutes: minutes.default(15),
  description: z.string().max(1_000).default(''),
});

const changes = z.object({
  metric_name: z.string().trim().min(1).max(100).optional(),
  metric_type: metricType.optional(),
  operator: operator.optional(),
  threshold_value: z.number().optional(),
  severity: severity.optional(),
  environment: environment.optional(),
  enabled: z.boolean().optional(),
  notification_channels: channels.optional(),
  cooldown_minutes: minutes.optional(),
  description: z.string().max(1_000).optional(),
});

const filter = z.object({ environment: environment.optional(), metric_name: z.string().min(1).max(100).optional(), severity: severity.optional(), enabled: z.enum(['true', 'false']).optional() });

function toFilter(query: z.output<typeof filter>) {
  return { environment: query.environment, metricName: query.metric_name, severity: query.severity, enabled: query.enabled === undefined ? undefined : query.enabled === 'true' };
}

function toInput(body: z.output<typeof newThreshold>): NewThreshold {
  return {
    metricName: body.metric_name, metricType: body.metric_type, operator: words[body.operator], operatorGiven: body.operator, thresholdValue: body.threshold_value, severity: body.severity,
    environment: body.environment, enabled: body.enabled, notificationChannels: body.notification_channels, cooldownMinutes: body.cooldown_minutes, description: body.description,
  };
}

function toChanges(body: z.output<typeof changes>) {
  return {
    metricName: body.metric_name, metricType: body.metric_type, operator: body.operator === undefined ? undefined : words[body.operator], operatorGiven: body.operator,
    thresholdValue: body.threshold_value, severity: body.severity, environment: body.environment, enabled: body.enabled,
    notificationChannels: body.notification_channels, cooldownMinutes: body.cooldown_minutes, description: body.description,
  };
}

function presentThreshold(threshold: Threshold): z.input<typeof thresholdRow> {
  return {
    id: threshold.id, metric_name: threshold.metricName, metric_type: threshold.metricType, operator: operator.parse(threshold.operatorGiven), threshold_value: threshold.thresholdValue,
    severity: threshold.severity, environment: threshold.environment, enabled: threshold.enabled, notification_channels: [...threshold.notificationChannels],
    cooldown_minutes: threshold.cooldownMinutes, description: threshold.description, created_by: threshold.createdBy, created_at: iso(threshold.createdAt), updated_at: iso(threshold.updatedAt),
    last_value: threshold.lastValue, evaluated_at: isoOrNull(threshold.evaluatedAt),
  };
}

/** Alert thresholds, by the documents' paths and by those of the published client. */
export const thresholdsEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/admin/alert-thresholds', {
    guide: docs,
    summary: 'List alert thresholds',
    query: filter,
    reply: z.array(thresholdRow),
    run: (m, ctx, { query }) => m.alerting.listThresholds(ctx, toFilter(query)),
    present: (rows) => rows.map(presentThreshold),
  }),
  endpoint('POST /api/v1/admin/alert-thresholds', {
    guide: docs,
    summary: 'Create an alert threshold',
    permission,
    status: 201,
    body: newThreshold,
    reply: thresholdRow,
    run: (m, ctx, { body }) => m.alerting.createThreshold(ctx, toInput(body)),
    present: presentThreshold,
  }),
  endpoint('PATCH /api/v1/admin/alert-thresholds/:id', {
    guide: docs,
    summary: 'Update an alert threshold',
    permission,
    params: byId,
    body: changes,
    reply: thresholdRow,
    run: (m, ctx, { params, body }) => m.alerting.updateThreshold(ctx, params.id, toChanges(body)),
    present: presentThreshold,
  }),
  endpoint('DELETE /api/v1/admin/alert-thresholds/:id', {
    guide: docs,
    summary: 'Remove an alert threshold',
    permission,
    status: 204,
    params: byId,
    reply: z.null(),
    run: (m, ctx, { params }) => m.alerting.removeThreshold(ctx, params.id),
    present: () => null,
  }),
  endpoint('GET /api/v1/admin-extended/alert-thresholds', {
    guide: client,
    summary: 'List alert thresholds, as the client spells it',
    query: filter,
    reply: z.array(thresholdRow),
    run: (m, ctx, { query }) => m.alerting.listThresholds(ctx, toFilter(query)),
    present: (rows) => rows.map(presentThreshold),
  }),
  endpoint('POST /api/v1/admin-extended/alert-thresholds', {
    guide: client,
    summary: 'Create an alert threshold, as the client spells it',
    permission,
    body: newThreshold,
    reply: thresholdRow,
    run: (m, ctx, { body }) => m.alerting.createThreshold(ctx, toInput(body)),
    present: presentThreshold,
  }),
  endpoint('PUT /api/v1/admin-extended/alert-thresholds/:id', {
    guide: client,
    summary: 'Update an alert threshold, as the client spells it',
    permission,
    params: byId,
    body: changes,
    reply: thresholdRow,
    run: (m, ctx, { params, body }) => m.alerting.updateThreshold(ctx, params.id, toChanges(body)),
    present: presentThreshold,
  }),
];
