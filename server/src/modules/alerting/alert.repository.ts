import { and, count, desc, eq, ne } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { alerts } from './alerting.tables.ts';
import type { Alert, AlertFilter } from './alerting.types.ts';

/** Newest first. */
export async function listAlertRows(on: Sql, filter: AlertFilter): Promise<{ items: readonly Alert[]; total: number }> {
  const where = and(
    filter.status === undefined ? undefined : eq(alerts.status, filter.status),
    filter.isOpen === true ? ne(alerts.status, 'resolved') : undefined,
    filter.severity === undefined ? undefined : eq(alerts.severity, filter.severity),
    filter.environment === undefined ? undefined : eq(alerts.environment, filter.environment),
  );
  const [items, [total]] = await Promise.all([
    on.select().from(alerts).where(where).orderBy(desc(alerts.triggeredAt), desc(alerts.id)).limit(filter.limit).offset(filter.offset),
    on.select({ value: count() }).from(alerts).where(where),
  ]);
  return { items, total: total?.value ?? 0 };
}

export async function findAlertRow(on: Sql, id: string): Promise<Alert | null> {
  const [row] = await on.select().from(alerts).where(eq(alerts.id, id));
  return row ?? null;
}

export async function findOpenAlert(on: Sql, thresholdId: string): Promise<Alert | null> {
  const [row] = await on.select().from(alerts).where(and(eq(alerts.thresholdId, thresholdId), ne(alerts.status, 'resolved')));
  return row ?? null;
}

export async function insertAlert(tx: Tx, row: typeof alerts.$inferInsert): Promise<Alert> {
  const [alert] = await tx.insert(alerts).values(row).returning();
  if (alert === undefined) throw new Error('an insert returns its row');
  return alert;
}

/** Changes an alert that is not resolved; null when it is. */
export async function updateOpenAlert(tx: Tx, id: string, change: Partial<Alert>): Promise<Alert | null> {
  const [row] = await tx.update(alerts).set(change).where(and(eq(alerts.id, id), ne(alerts.status, 'resolved'))).returning();
  return row ?? null;
}
