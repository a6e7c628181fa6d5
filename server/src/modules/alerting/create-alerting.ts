import { isUuid } from '../../lib/uuid.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Notifications } from '../notifications/index.ts';
import { findAlertRow, listAlertRows, updateOpenAlert } from './alert.repository.ts';
import { alertingErrors } from './alerting.errors.ts';
import { alertChanged, toAlertSnapshot } from './alerting.events.ts';
import type { Alerting } from './alerting.operations.ts';
import type { Alert, Metric, Threshold } from './alerting.types.ts';
import { defineEvaluateJob } from './evaluate.jobs.ts';
import { Evaluator, metricNamed } from './evaluator.ts';
import { deleteThresholdRow, findThresholdRow, insertThresholdRow, listThresholdRows, type ThresholdRow, toThreshold, updateThresholdRow } from './threshold.repository.ts';

/** What the module stands on. */
export interface AlertingParts {
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly log: Log;
  readonly notifications: Notifications;
  /** What thresholds can name: the composition root binds them to the platform and to other modules. */
  readonly metrics: readonly Metric[];
}

const [reading, writing, setting] = ['read:alerts', 'write:alerts', 'admin:operations'] as const;
const everyMinute = '* * * * *';

/** Only what was given, so that absent fields stay as they are. */
function given<T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** Thresholds: reading and setting limits. */
function thresholdOperations(parts: AlertingParts): Pick<Alerting, 'listThresholds' | 'createThreshold' | 'updateThreshold' | 'removeThreshold'> {
  const { db, audit, clock, metrics } = parts;
  const find = async (id: string): Promise<ThresholdRow> => {
    const row = isUuid(id) ? await findThresholdRow(db.sql, id) : null;
    if (row === null) throw alertingErrors.THRESHOLD_NOT_FOUND({ details: { threshold_id: id.slice(0, 100) } });
    return row;
  };
  const record = (tx: Tx, ctx: UserCtx, { eventType, row }: { eventType: string; row: { id: string; metricName: string } }): Promise<void> =>
    audit.record(tx, ctx, { eventType, resourceType: 'threshold', resourceId: row.id, description: `Alert threshold on ${row.metricName}: ${eventType.toLowerCase()}`, status: 'success' });
  return {
    async listThresholds(ctx, filter) {
      requirePermission(ctx, reading);
      return (await listThresholdRows(db.sql, filter)).map(toThreshold);
    },
    async createThreshold(ctx, { notificationChannels, metricType, ...input }): Promise<Threshold> {
      requirePermission(ctx, setting);
      const now = new Date(clock.now());
      const type = metricType ?? metricNamed(metrics, input.metricName)?.type ?? 'infrastructure';
      const row = { ...input, id: newUuid(), metricType: type, notificationChannels: [...notificationChannels], createdBy: ctx.principal.username, createdAt: now, updatedAt: now };
      await db.transaction(async (tx) => {
        await insertThresholdRow(tx, row);
        await record(tx, ctx, { eventType: 'CREATE', row });
      });
      return toThreshold(await find(row.id));
    },
    async updateThreshold(ctx, id, { notificationChannels, ...changes }) {
      requirePermission(ctx, setting);
      const before = await find(id);
      const change = { ...given(changes), ...(notificationChannels !== undefined && { notificationChannels: [...notificationChannels] }), updatedAt: new Date(clock.now()), quietEvaluations: 0 };
      await db.transaction(async (tx) => {
        await updateThresholdRow(tx, before.id, change);
        await record(tx, ctx, { eventType: 'UPDATE', row: before });
      });
      return toThreshold(await find(id));
    },
    async removeThreshold(ctx, id) {
      requirePermission(ctx, setting);
      const row = await find(id);
      await db.transaction(async (tx) => {
        await deleteThresholdRow(tx, row.id);
        await record(tx, ctx, { eventType: 'DELETE', row });
      });
    },
  };
}

/** Alerts: reading, acknowledging, resolving. */
function alertOperations({ db, bus, audit, clock }: AlertingParts): Pick<Alerting, 'listAlerts' | 'acknowledgeAlert' | 'resolveAlert'> {
  const change = async (ctx: UserCtx, id: string, { verb, fields }: { verb: string; fields: Partial<Alert> }): Promise<Alert> => {
    requirePermission(ctx, writing);
    const before = isUuid(id) ? await findAlertRow(db.sql, id) : null;
    if (before === null) throw alertingErrors.ALERT_NOT_FOUND({ details: { alert_id: id.slice(0, 100) } });
    const alert = await db.transaction(async (tx) => {
      const changed = await updateOpenAlert(tx, before.id, fields);
      if (changed === null) throw alertingErrors.ALERT_ALREADY_RESOLVED({ details: { alert_id: id } });
      await audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'alert', resourceId: id, description: `${verb} alert on ${changed.metricName}`, status: 'success' });
      return changed;
    });
    bus.publish(alertChanged, toAlertSnapshot(alert));
    return alert;
  };
  return {
    async listAlerts(ctx, filter) {
      requirePermission(ctx, reading);
      return await listAlertRows(db.sql, filter);
    },
    acknowledgeAlert: (ctx, id) => change(ctx, id, { verb: 'Acknowledged', fields: { status: 'acknowledged', acknowledgedAt: new Date(clock.now()), acknowledgedBy: ctx.principal.username } }),
    resolveAlert: (ctx, id) => change(ctx, id, { verb: 'Resolved', fields: { status: 'resolved', resolvedAt: new Date(clock.now()), resolvedBy: ctx.principal.username } }),
  };
}

/** Builds alerting and defines its job. */
export function createAlerting(parts: AlertingParts): Alerting {
  const { jobs, metrics } = parts;
  const evaluator = new Evaluator(parts);
  const job = defineEvaluateJob(() => evaluator.round());
  jobs.define(job);
  return {
    ...thresholdOperations(parts),
    ...alertOperations(parts),
    async listMetrics(ctx) {
      requirePermission(ctx, reading);
      return await Promise.all(metrics.map(async ({ read, ...facts }) => ({ ...facts, value: await read('all').catch(() => null) })));
    },
    evaluate: () => evaluator.round(),
    schedule: () => jobs.schedule(job, {}, { key: 'minute', cron: everyMinute }),
  };
}
