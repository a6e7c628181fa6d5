import { and, count, desc, eq, sql } from 'drizzle-orm';
import type { Database, Sql, Tx } from '../../platform/db/index.ts';
import type { Described } from './mitre/stix.ts';
import { mitreDescriptions, mitreDetections } from './secops.tables.ts';
import type { Detection, DetectionFilter, Page } from './secops.types.ts';

const d = mitreDetections;

function toDetection({ createdAt: _created, ...row }: typeof mitreDetections.$inferSelect): Detection {
  return row;
}

/** Detections and imported descriptions. */
export class MitreRepository {
  readonly #sql: Sql;

  constructor(db: Database) {
    this.#sql = db.sql;
  }

  async descriptions(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#sql.select().from(mitreDescriptions);
    return new Map(rows.map(({ id, description }) => [id, description]));
  }

  async replaceDescriptions(tx: Tx, rows: readonly Described[]): Promise<void> {
    await tx.delete(mitreDescriptions);
    const unique = [...new Map(rows.map((row) => [row.id, row])).values()];
    for (let start = 0; start < unique.length; start += 500) await tx.insert(mitreDescriptions).values(unique.slice(start, start + 500));
  }

  async detectionCounts(): Promise<ReadonlyMap<string, { count: number; last: Date }>> {
    const rows = await this.#sql.select({ id: d.techniqueId, count: sql<number>`count(*)::int`, last: sql`max(${d.detectedAt})`.mapWith(d.detectedAt) }).from(d).groupBy(d.techniqueId);
    return new Map(rows.map(({ id, ...rest }) => [id, rest]));
  }

  async list({ techniqueId, status, limit, offset }: DetectionFilter): Promise<Page<Detection>> {
    const where = and(techniqueId === undefined ? undefined : eq(d.techniqueId, techniqueId), status === undefined ? undefined : eq(d.status, status));
    const [rows, [total]] = await Promise.all([
      this.#sql.select().from(d).where(where).orderBy(desc(d.detectedAt), d.id).limit(limit).offset(offset),
      this.#sql.select({ value: count() }).from(d).where(where),
    ]);
    return { items: rows.map(toDetection), total: total?.value ?? 0 };
  }

  async insert(tx: Tx, row: typeof mitreDetections.$inferInsert): Promise<Detection> {
    const [made] = await tx.insert(d).values(row).returning();
    if (made === undefined) throw new Error('an insert returns its row');
    return toDetection(made);
  }

  async update(tx: Tx, id: string, change: Partial<typeof mitreDetections.$inferInsert>): Promise<Detection | null> {
    const [row] = await tx.update(d).set(change).where(eq(d.id, id)).returning();
    return row === undefined ? null : toDetection(row);
  }
}
