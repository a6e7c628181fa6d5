import { and, asc, count, desc, eq, ilike, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Database, Sql, Tx } from '../../platform/db/index.ts';
import { findingTriage, type ManifestEntry, scanFindings, scans } from './scanner.tables.ts';
import type { Page, Scan, ScanFilter, ScanFinding, ScanStatistics, Triage } from './scan.types.ts';

export type ScanRow = typeof scans.$inferSelect;
export type FindingRow = typeof scanFindings.$inferInsert;

const open = ['queued', 'running'] as const;
const sortColumns = { created_at: scans.createdAt, risk_score: scans.riskScore, title: scans.title } as const;

/** A row without what only a report shows. */
export function toScan(row: ScanRow): Scan {
  const { id, userId, batchId, target, title, depth, detectors, confirm, requestedPlugins, status, percent, stage, securityScore, riskScore, gasScore, createdAt, startedAt, completedAt, durationMs } = row;
  return {
    id, userId, batchId, target, title, depth, detectors, confirm, requestedPlugins, status, percent, stage, securityScore, riskScore, gasScore, createdAt, startedAt, completedAt, durationMs,
    counts: { critical: row.critical, high: row.high, medium: row.medium, low: row.low, info: row.info },
    fileCount: row.manifest.length,
    lineCount: row.lineCount,
    isIncomplete: row.incomplete.length > 0,
    error: row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' },
  };
}

function toFinding({ finding: row, triage }: { finding: typeof scanFindings.$inferSelect; triage: typeof findingTriage.$inferSelect | null }): ScanFinding {
  return {
    ...row.finding, findingId: row.id, scanId: row.scanId,
    triage: triage === null ? null : { state: triage.state, reason: triage.reason, updatedAt: triage.updatedAt },
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function conditions(userId: string, filter: ScanFilter): SQL | undefined {
  const parts: (SQL | undefined)[] = [
    eq(scans.userId, userId),
    filter.status === undefined ? undefined : eq(scans.status, filter.status),
    filter.batchId === undefined ? undefined : eq(scans.batchId, filter.batchId),
    filter.search === undefined ? undefined : ilike(scans.title, `%${escapeLike(filter.search)}%`),
  ];
  return and(...parts);
}

/** What clients ask again and again while a scan runs, prepared once. */
function prepareReads(on: Sql) {
  const given = sql.placeholder;
  return {
    scan: on.select().from(scans).where(and(eq(scans.id, given('id')), eq(scans.userId, given('userId')))).prepare('scan_by_id'),
  };
}

/** Scans and findings in the database; what callers read is narrowed to one owner. */
export class ScanRepository {
  readonly #sql: Sql;
  readonly #reads: ReturnType<typeof prepareReads>;

  constructor(db: Database) {
    this.#sql = db.sql;
    this.#reads = prepareReads(db.sql);
  }

  async insert(tx: Tx, rows: readonly (typeof scans.$inferInsert)[]): Promise<readonly ScanRow[]> {
    return await tx.insert(scans).values([...rows]).returning();
  }

  async find(id: string, userId: string): Promise<ScanRow | null> {
    const [row] = await this.#reads.scan.execute({ id, userId });
    return row ?? null;
  }

  async list(userId: string, filter: ScanFilter): Promise<Page<ScanRow>> {
    const where = conditions(userId, filter);
    const direction = filter.order === 'asc' ? asc : desc;
    const [rows, [total]] = await Promise.all([
      this.#sql.select().from(scans).where(where).orderBy(sql`${direction(sortColumns[filter.sort])} nulls last`, scans.id).limit(filter.limit).offset(filter.offset),
      this.#sql.select({ value: count() }).from(scans).where(where),
    ]);
    return { items: rows, total: total?.value ?? 0 };
  }

  /** Marks the first attempt's start; a retry keeps it. Null when the scan has ended meanwhile. */
  async begin(id: string, at: Date): Promise<ScanRow | null> {
    const [row] = await this.#sql
      .update(scans)
      .set({ status: 'running', startedAt: sql`coalesce(${scans.startedAt}, ${at.toISOString()}::timestamptz)` })
      .where(and(eq(scans.id, id), inArray(scans.status, [...open])))
      .returning();
    return row ?? null;
  }

  async progress(id: string, percent: number, stage: string): Promise<void> {
    await this.#sql.update(scans).set({ percent: sql`greatest(${scans.percent}, ${percent})`, stage }).where(and(eq(scans.id, id), eq(scans.status, 'running')));
  }

  async setManifest(tx: Tx, id: string, manifest: ManifestEntry[]): Promise<void> {
    await tx.update(scans).set({ manifest }).where(eq(scans.id, id));
  }

  /** Moves an open scan to an end, once: null when it had ended already. */
  async end(tx: Tx, id: string, change: Partial<typeof scans.$inferInsert>): Promise<ScanRow | null> {
    const [row] = await tx.update(scans).set(change).where(and(eq(scans.id, id), inArray(scans.status, [...open]))).returning();
    return row ?? null;
  }

  async insertFindings(tx: Tx, rows: readonly FindingRow[]): Promise<void> {
    for (let at = 0; at < rows.length; at += 500) await tx.insert(scanFindings).values(rows.slice(at, at + 500));
  }

  /** Findings of these scans, in the order of their reports. */
  async findings(scanIds: readonly string[]): Promise<readonly ScanFinding[]> {
    if (scanIds.length === 0) return [];
    const rows = await this.#withTriage().where(inArray(scanFindings.scanId, [...scanIds])).orderBy(scanFindings.position);
    return rows.map(toFinding);
  }

  async finding(id: string, userId: string): Promise<ScanFinding | null> {
    const [row] = await this.#withTriage().where(and(eq(scanFindings.id, id), eq(scans.userId, userId)));
    return row === undefined ? null : toFinding(row);
  }

  #withTriage() {
    return this.#sql
      .select({ finding: scanFindings, triage: findingTriage })
      .from(scanFindings)
      .innerJoin(scans, eq(scans.id, scanFindings.scanId))
      .leftJoin(findingTriage, and(eq(findingTriage.userId, scans.userId), eq(findingTriage.fingerprint, scanFindings.fingerprint)));
  }

  async setTriage(tx: Tx, key: { userId: string; fingerprint: string }, triage: Triage): Promise<void> {
    await tx.insert(findingTriage).values({ ...key, ...triage }).onConflictDoUpdate({ target: [findingTriage.userId, findingTriage.fingerprint], set: { ...triage } });
  }

  /** The last scan of the same title that had completed before this one was made. */
  async previous(row: ScanRow): Promise<ScanRow | null> {
    const [found] = await this.#sql
      .select()
      .from(scans)
      .where(and(eq(scans.userId, row.userId), eq(scans.title, row.title), eq(scans.status, 'completed'), lt(scans.completedAt, row.createdAt)))
      .orderBy(desc(scans.completedAt))
      .limit(1);
    return found ?? null;
  }

  async delete(tx: Tx, id: string): Promise<ScanRow | null> {
    const [row] = await tx.delete(scans).where(eq(scans.id, id)).returning();
    return row ?? null;
  }

  async statistics(userId: string): Promise<ScanStatistics> {
    const where = eq(scans.userId, userId);
    const inStatus = (status: string) => sql<number>`count(*) filter (where ${scans.status} = ${status})::int`;
    const sum = (column: AnyPgColumn) => sql<number>`coalesce(sum(${column}), 0)::int`;
    const [row] = await this.#sql
      .select({
        scansTotal: sql<number>`count(*)::int`,
        scansRunning: inStatus('running'),
        scansQueued: inStatus('queued'),
        scansCompleted: inStatus('completed'),
        scansFailed: inStatus('failed'),
        averageRiskScore: sql<number | null>`round(avg(${scans.riskScore})::numeric, 1)::float8`,
        critical: sum(scans.critical), high: sum(scans.high), medium: sum(scans.medium), low: sum(scans.low), info: sum(scans.info),
      })
      .from(scans)
      .where(where);
    if (row === undefined) throw new Error('an aggregate always has one row');
    const { critical, high, medium, low, info, ...rest } = row;
    return { ...rest, findings: { critical, high, medium, low, info } };
  }

  /** Scans that run now, whoever owns them. */
  async countRunning(): Promise<number> {
    const [row] = await this.#sql.select({ value: count() }).from(scans).where(eq(scans.status, 'running'));
    return row?.value ?? 0;
  }

  /** Scans waiting now and the mean duration of the last fifty that completed. */
  async load(): Promise<{ waiting: number; meanMs: number | null }> {
    const recent = this.#sql.select({ ms: scans.durationMs }).from(scans).where(eq(scans.status, 'completed')).orderBy(desc(scans.completedAt)).limit(50).as('recent');
    const [[waiting], [mean]] = await Promise.all([
      this.#sql.select({ value: count() }).from(scans).where(inArray(scans.status, [...open])),
      this.#sql.select({ value: sql<number | null>`avg(${recent.ms})::float8` }).from(recent),
    ]);
    return { waiting: waiting?.value ?? 0, meanMs: mean?.value ?? null };
  }

  /** True when some scan still reads the blob. */
  async usesBlob(tx: Tx, hash: string): Promise<boolean> {
    const [row] = await tx.select({ id: scans.id }).from(scans).where(sql`${scans.manifest} @> ${JSON.stringify([{ hash }])}::jsonb`).limit(1);
    return row !== undefined;
  }
}
