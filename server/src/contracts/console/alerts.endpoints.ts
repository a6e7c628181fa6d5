import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { Alert, Threshold } from '../../modules/alerting/index.ts';
import { endpoint, type Endpoint } from '../kit/index.ts';
import { alertRow, type AlertRow, alertSeverity, alertStatus, metricRow, newThreshold, thresholdChanges, thresholdRow, type ThresholdRow } from './alerts.wire.ts';
import { given } from './given.ts';

const guide = 'console#alerts';
const permission = 'admin:operations';
const byId = z.object({ id: z.uuid() });

function presentThreshold({ operatorGiven: _spelling, notificationChannels, createdAt, updatedAt, evaluatedAt, ...rest }: Threshold): ThresholdRow {
  return { ...rest, notificationChannels: [...notificationChannels], createdAt: iso(createdAt), updatedAt: iso(updatedAt), evaluatedAt: isoOrNull(evaluatedAt) };
}

function presentAlert({ triggeredAt, acknowledgedAt, resolvedAt, ...rest }: Alert): AlertRow {
  return { ...rest, triggeredAt: iso(triggeredAt), acknowledgedAt: isoOrNull(acknowledgedAt), resolvedAt: isoOrNull(resolvedAt) };
}

const thresholdEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/thresholds', {
    guide,
    summary: 'Alert thresholds with what was last measured',
    reply: z.array(thresholdRow),
    run: (m, ctx) => m.alerting.listThresholds(ctx, {}),
    present: (rows) => rows.map(presentThreshold),
  }),
  endpoint('POST /api/console/v1/thresholds', {
    guide,
    summary: 'Sets a limit on a metric',
    permission,
    status: 201,
    body: newThreshold,
    reply: thresholdRow,
    run: (m, ctx, { body }) => m.alerting.createThreshold(ctx, { ...body, operatorGiven: body.operator }),
    present: presentThreshold,
  }),
  endpoint('PATCH /api/console/v1/thresholds/{id}', {
    guide,
    summary: 'Changes a limit',
    permission,
    params: byId,
    body: thresholdChanges,
    reply: thresholdRow,
    run: (m, ctx, { params, body }) => m.alerting.updateThreshold(ctx, params.id, { ...given(body), operatorGiven: body.operator }),
    present: presentThreshold,
  }),
  endpoint('DELETE /api/console/v1/thresholds/{id}', {
    guide,
    summary: 'Removes a limit; its alerts stay',
    permission,
    params: byId,
    status: 204,
    reply: z.undefined(),
    run: (m, ctx, { params }) => m.alerting.removeThreshold(ctx, params.id),
    present: () => undefined,
  }),
  endpoint('GET /api/console/v1/metrics', {
    guide,
    summary: 'Metrics that limits can name, with what they say now',
    reply: z.array(metricRow),
    run: (m, ctx) => m.alerting.listMetrics(ctx),
    present: (metrics) => metrics.map(({ aliases, ...rest }) => ({ ...rest, aliases: [...(aliases ?? [])] })),
  }),
];

/** Thresholds, metrics and alerts. */
export const alertEndpoints: readonly Endpoint[] = [
  ...thresholdEndpoints,
  endpoint('GET /api/console/v1/alerts', {
    guide,
    summary: 'Alerts, newest first',
    query: z.object({
      status: alertStatus.optional(),
      open: z.enum(['true']).optional(),
      severity: alertSeverity.optional(),
      environment: z.string().max(50).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(25),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    reply: z.object({ items: z.array(alertRow), total: z.int() }),
    run: (m, ctx, { query: { open, ...filter } }) => m.alerting.listAlerts(ctx, { ...filter, isOpen: open === 'true' }),
    present: ({ items, total }) => ({ items: items.map(presentAlert), total }),
  }),
  endpoint('POST /api/console/v1/alerts/{id}/acknowledge', {
    guide,
    summary: 'Says that somebody has seen it',
    params: byId,
    reply: alertRow,
    run: (m, ctx, { params }) => m.alerting.acknowledgeAlert(ctx, params.id),
    present: presentAlert,
  }),
  endpoint('POST /api/console/v1/alerts/{id}/resolve', {
    guide,
    summary: 'Ends an alert by hand',
    params: byId,
    reply: alertRow,
    run: (m, ctx, { params }) => m.alerting.resolveAlert(ctx, params.id),
    present: presentAlert,
  }),
];
