import { and, avg, count, desc, eq, or, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { reports, versions } from './report.tables.ts';
import type { Report, ReportFilter, ReportVersion } from './report.types.ts';

export type ReportRow = typeof reports.$inferSelect;
export type VersionRow = typeof versions.$inferSelect;

export function toReport({ introduction: _text, generatedById: _id, durationMs: _ms, fileHash: _hash, ...row }: ReportRow): Report {
  return row;
}

export function toVersion({ fileHash: _hash, figures: _figures, ...row }: VersionRow): ReportVersion {
  return row;
}

/** What this user may see: everybody's but the personal ones of others. */
const visibleTo = (userId: string) => or(eq(reports.isPersonal, false), eq(reports.generatedById, userId));

/** Newest first. */
export async function listReportRows(on: Sql, userId: string, filter: ReportFilter): Promise<{ items: readonly ReportRow[]; total: number }> {
  const where = and(visibleTo(userId), filter.type === undefined ? undefined : eq(reports.type, filter.type), filter.status === undefined ? undefined : eq(reports.status, filter.status));
  const [items, [total]] = await Promise.all([
    on.select().from(reports).where(where).orderBy(desc(reports.createdAt), desc(reports.id)).limit(filter.limit).offset(filter.offset),
    on.select({ value: count() }).from(reports).where(where),
  ]);
  return { items, total: total?.value ?? 0 };
}

export async function findReportRow(on: Sql, id: string, userId: string): Promise<ReportRow | null> {
  const [row] = await on.select().from(reports).where(and(eq(reports.id, id), visibleTo(userId)));
  return row ?? null;
}

/** Whoever owns it: for the job. */
export async function readReportRow(on: Sql, id: string): Promise<ReportRow | null> {
  const [row] = await on.select().from(reports).where(eq(reports.id, id));
  return row ?? null;
}

export async function insertReport(tx: Tx, row: typeof reports.$inferInsert): Promise<void> {
  await tx.insert(reports).values(row);
}

/** Changes a report that is being made; null when it is not. */
export async function updateGenerating(on: Sql, id: string, change: Partial<ReportRow>): Promise<ReportRow | null> {
  const [row] = await on.update(reports).set(change).where(and(eq(reports.id, id), eq(reports.status, 'generating'))).returning();
  return row ?? null;
}

/** Starts a report over; null when it is being made already. */
export async function restartReport(tx: Tx, id: string): Promise<ReportRow | null> {
  const [row] = await tx.update(reports).set({ status: 'generating', percent: 0, stage: 'Queued', error: null }).where(and(eq(reports.id, id), sql`${reports.status} <> 'generating'`)).returning();
  return row ?? null;
}

export async function deleteReport(tx: Tx, id: string): Promise<void> {
  await tx.delete(reports).where(eq(reports.id, id));
}

export async function insertVersion(tx: Tx, row: VersionRow): Promise<void> {
  await tx.insert(versions).values(row);
}

/** Newest first. */
export async function listVersionRows(on: Sql, reportId: string): Promise<VersionRow[]> {
  return await on.select().from(versions).where(eq(versions.reportId, reportId)).orderBy(desc(versions.version));
}

/** Mean time of the last twenty reports, null without any. */
export async function meanDurationMs(on: Sql): Promise<number | null> {
  const recent = on.select({ ms: reports.durationMs }).from(reports).where(eq(reports.status, 'completed')).orderBy(desc(reports.generatedAt)).limit(20).as('recent');
  const [row] = await on.select({ value: avg(recent.ms) }).from(recent);
  return row?.value == null ? null : Number(row.value);
}
