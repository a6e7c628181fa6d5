import type { Bus } from '../../platform/bus/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Notifications } from '../notifications/index.ts';
import { findOpenAlert, insertAlert, updateOpenAlert } from './alert.repository.ts';
import { alertChanged, alertRaised, toAlertSnapshot } from './alerting.events.ts';
import type { Alert, Metric } from './alerting.types.ts';
import { decide, isBreach } from './decide.ts';
import { listThresholdRows, lockThresholdRow, type ThresholdRow, updateThresholdRow } from './threshold.repository.ts';

export interface EvaluatorParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly notifications: Notifications;
  readonly metrics: readonly Metric[];
}

const minuteMs = 60_000;

/** The metric that a threshold names, by its name or another that means it. */
export function metricNamed(metrics: readonly Metric[], name: string): Metric | null {
  return metrics.find((metric) => metric.name === name || metric.aliases?.includes(name) === true) ?? null;
}

/** A number as people read it. */
function plain(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** What is told of an alert. */
export function wording(alert: Pick<Alert, 'metricName' | 'severity' | 'environment' | 'value' | 'operator' | 'thresholdValue' | 'description'>): { title: string; text: string } {
  const title = `[${alert.severity}] ${alert.metricName} is ${plain(alert.value)} (limit: ${alert.operator} ${plain(alert.thresholdValue)})`;
  const where = alert.environment === 'all' ? 'all environments' : `environment ${alert.environment}`;
  return { title, text: [`${alert.metricName} in ${where} is ${plain(alert.value)}; the threshold is ${alert.operator} ${plain(alert.thresholdValue)}.`, alert.description].filter((line) => line !== '').join('\n') };
}

/** Holds every enabled threshold against what is measured now. */
export class Evaluator {
  readonly #parts: EvaluatorParts;
  constructor(parts: EvaluatorParts) {
    this.#parts = parts;
  }

  /** One round; a metric that cannot be read leaves its thresholds as they are. Returns how many alerts were raised. */
  async round(): Promise<number> {
    let raised = 0;
    for (const threshold of await listThresholdRows(this.#parts.db.sql, { enabled: true })) {
      if (await this.#evaluate(threshold)) raised += 1;
    }
    return raised;
  }

  async #measure({ metricName, environment }: ThresholdRow): Promise<number | null> {
    try {
      const value = await metricNamed(this.#parts.metrics, metricName)?.read(environment);
      return value === undefined || value === null || !Number.isFinite(value) ? null : value;
    } catch (err) {
      this.#parts.log.warn({ err, metric: metricName }, 'a metric could not be read');
      return null;
    }
  }

  async #evaluate({ id, ...threshold }: ThresholdRow): Promise<boolean> {
    const { db, bus, clock } = this.#parts;
    const value = await this.#measure({ id, ...threshold });
    const outcome = await db.transaction(async (tx) => {
      const row = await lockThresholdRow(tx, id);
      if (row === null || !row.enabled) return null;
      if (value === null) {
        await updateThresholdRow(tx, id, { lastValue: null, evaluatedAt: new Date(clock.now()) });
        return null;
      }
      return await this.#settle(tx, row, value);
    });
    if (outcome !== null) bus.publish(outcome.isNew ? alertRaised : alertChanged, toAlertSnapshot(outcome.alert));
    return outcome?.isNew ?? false;
  }

  async #settle(tx: Tx, row: ThresholdRow, value: number): Promise<{ alert: Alert; isNew: boolean } | null> {
    const now = new Date(this.#parts.clock.now());
    const open = await findOpenAlert(tx, row.id);
    const standing = { isOpen: open !== null, quiet: row.quietEvaluations, raisedAtMs: row.raisedAt?.getTime() ?? null, cooldownMs: row.cooldownMinutes * minuteMs };
    const { act, quiet } = decide(standing, isBreach(row.operator, value, row.thresholdValue), now.getTime());
    await updateThresholdRow(tx, row.id, { lastValue: value, evaluatedAt: now, quietEvaluations: quiet, ...(act === 'raise' && { raisedAt: now }) });
    if (act === 'raise') return { alert: await this.#raise(tx, row, { value, now }), isNew: true };
    if (open === null) return null;
    const changed = await updateOpenAlert(tx, open.id, { lastValue: value, ...(act === 'resolve' && { status: 'resolved' as const, resolvedAt: now }) });
    return changed === null || act !== 'resolve' ? null : { alert: changed, isNew: false };
  }

  async #raise(tx: Tx, row: ThresholdRow, { value, now }: { value: number; now: Date }): Promise<Alert> {
    const { metricName, operator, thresholdValue, severity, environment, description } = row;
    const alert = await insertAlert(tx, { id: newUuid(), thresholdId: row.id, metricName, operator, thresholdValue, value, lastValue: value, severity, environment, description, status: 'open', triggeredAt: now });
    await this.#parts.notifications.notify(tx, { key: `alert:${alert.id}`, ...wording(alert) }, row.notificationChannels);
    return alert;
  }
}
