import { and, asc, eq } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { thresholds } from './alerting.tables.ts';
import type { Threshold, ThresholdFilter } from './alerting.types.ts';

export type ThresholdRow = typeof thresholds.$inferSelect;

export function toThreshold({ quietEvaluations: _quiet, raisedAt: _raised, ...row }: ThresholdRow): Threshold {
  return row;
}

/** By metric, environment and age. */
export async function listThresholdRows(on: Sql, filter: ThresholdFilter): Promise<ThresholdRow[]> {
  const where = and(
    filter.environment === undefined ? undefined : eq(thresholds.environment, filter.environment),
    filter.metricName === undefined ? undefined : eq(thresholds.metricName, filter.metricName),
    filter.severity === undefined ? undefined : eq(thresholds.severity, filter.severity),
    filter.enabled === undefined ? undefined : eq(thresholds.enabled, filter.enabled),
  );
  return await on.select().from(thresholds).where(where).orderBy(asc(thresholds.metricName), asc(thresholds.environment), asc(thresholds.createdAt));
}

export async function findThresholdRow(on: Sql, id: string): Promise<ThresholdRow | null> {
  const [row] = await on.select().from(thresholds).where(eq(thresholds.id, id));
  return row ?? null;
}

export async function insertThresholdRow(tx: Tx, row: typeof thresholds.$inferInsert): Promise<void> {
  await tx.insert(thresholds).values(row);
}

export async function updateThresholdRow(tx: Tx, id: string, change: Partial<ThresholdRow>): Promise<ThresholdRow | null> {
  const [row] = await tx.update(thresholds).set(change).where(eq(thresholds.id, id)).returning();
  return row ?? null;
}

export async function deleteThresholdRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(thresholds).where(eq(thresholds.id, id));
}

/** The row, locked until the transaction ends; null when it is gone or another process evaluates it now. */
export async function lockThresholdRow(tx: Tx, id: string): Promise<ThresholdRow | null> {
  const [row] = await tx.select().from(thresholds).where(eq(thresholds.id, id)).for('update', { skipLocked: true });
  return row ?? null;
}
