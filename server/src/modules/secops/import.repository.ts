import { and, desc, eq, inArray, count, sql } from 'drizzle-orm';
import type { Database, Sql, Tx } from '../../platform/db/index.ts';
import { insertMany } from './bulk.repository.ts';
import type { KnownKey, KnownSource } from './plan-import.ts';
import { reportImports, vulnerabilityAliases, vulnerabilityKeys, vulnerabilities, vulnerabilitySources } from './secops.tables.ts';
import type { ImportCounts, ImportStatus, Page, ReportImport, VulnerabilityStatus } from './secops.types.ts';

export type ImportRow = typeof reportImports.$inferSelect;

const open: ImportStatus[] = ['queued', 'running'];
const noCounts: ImportCounts = { findings: 0, created: 0, merged: 0, reopened: 0, closed: 0, unchanged: 0, passed: 0, assets: 0 };
/** Rows of one statement: large enough to be quick, small enough for one message. */
const portion = 2_000;

/** An import as it is shown. */
export function toImport(row: ImportRow): ReportImport {
  const { id, filename, size, format, variant, tool, scope, environment, assetId, status, percent, stage, notes, createdAt, startedAt, completedAt } = row;
  const error = row.errorCode === null ? null : { code: row.errorCode, message: row.errorMessage ?? '' };
  return { id, filename, size, format, variant, tool, scope, environment, assetId, status, percent, stage, notes, createdAt, startedAt, completedAt, error, counts: { ...noCounts, ...row.counts } };
}

function* portions<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += portion) yield rows.slice(start, start + portion);
}

/** A vulnerability by what an import needs to know of it. */
export interface KnownVulnerability {
  readonly id: string;
  readonly assetId: string;
  readonly status: VulnerabilityStatus;
}

/** Imports and what they compare with; bulk statements take their rows as one JSON document. */
export class ImportRepository {
  readonly #sql: Sql;

  constructor(db: Database) {
    this.#sql = db.sql;
  }

  async insert(tx: Tx, row: typeof reportImports.$inferInsert): Promise<ImportRow> {
    const [made] = await tx.insert(reportImports).values(row).returning();
    if (made === undefined) throw new Error('an insert returns its row');
    return made;
  }

  async find(id: string): Promise<ImportRow | null> {
    const [row] = await this.#sql.select().from(reportImports).where(eq(reportImports.id, id));
    return row ?? null;
  }

  async list(page: { limit: number; offset: number }): Promise<Page<ImportRow>> {
    const [items, [total]] = await Promise.all([
      this.#sql.select().from(reportImports).orderBy(desc(reportImports.createdAt), reportImports.id).limit(page.limit).offset(page.offset),
      this.#sql.select({ value: count() }).from(reportImports),
    ]);
    return { items, total: total?.value ?? 0 };
  }

  /** Marks the first attempt's start; null when the import has ended meanwhile. */
  async begin(id: string, at: Date): Promise<ImportRow | null> {
    const [row] = await this.#sql.update(reportImports).set({ status: 'running', startedAt: sql`coalesce(${reportImports.startedAt}, ${at.toISOString()}::timestamptz)` }).where(and(eq(reportImports.id, id), inArray(reportImports.status, open))).returning();
    return row ?? null;
  }

  async progress(id: string, percent: number, stage: string): Promise<ImportRow | null> {
    const [row] = await this.#sql.update(reportImports).set({ percent: sql`greatest(${reportImports.percent}, ${percent})`, stage }).where(and(eq(reportImports.id, id), eq(reportImports.status, 'running'))).returning();
    return row ?? null;
  }

  /** Moves an open import to an end, once: null when it had ended already. */
  async end(tx: Tx, id: string, change: Partial<typeof reportImports.$inferInsert>): Promise<ImportRow | null> {
    const [row] = await tx.update(reportImports).set(change).where(and(eq(reportImports.id, id), inArray(reportImports.status, open))).returning();
    return row ?? null;
  }

  /** Imports are applied one after another: two that meet the same fault must find each other's. Held to the end of the transaction. */
  async lock(tx: Tx, id: string): Promise<boolean> {
    await tx.execute(sql`select pg_advisory_xact_lock(4211)`);
    const rows = await tx.select({ id: reportImports.id }).from(reportImports).where(and(eq(reportImports.id, id), inArray(reportImports.status, open))).for('update');
    return rows.length > 0;
  }

  async sourcesOf(tx: Tx, tool: string, scope: string): Promise<readonly KnownSource[]> {
    const s = vulnerabilitySources;
    const rows = await tx.select({ id: s.id, vulnerabilityId: s.vulnerabilityId, assetId: s.assetId, sourceKey: s.sourceKey, digest: s.digest, goneAt: s.goneAt }).from(s).where(and(eq(s.tool, tool), eq(s.scope, scope)));
    return rows.map(({ goneAt, ...source }) => ({ ...source, isGone: goneAt !== null }));
  }

  async aliasesOf(tx: Tx, ids: readonly string[]): Promise<readonly { id: string; class: string }[]> {
    const classes = sql`(select a.class from vulnerability_aliases a where a.id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)))`;
    return await tx.select().from(vulnerabilityAliases).where(sql`${vulnerabilityAliases.class} in ${classes}`);
  }

  async saveAliases(tx: Tx, rows: readonly { id: string; class: string }[]): Promise<void> {
    for (const some of portions(rows)) {
      await tx.execute(sql`insert into vulnerability_aliases (id, class) select id, class from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as x(id text, class text) on conflict (id) do update set class = excluded.class`);
    }
  }

  /** Vulnerabilities that carry one of these keys, the oldest first. */
  async keysOn(tx: Tx, assetIds: readonly string[], keys: readonly string[]): Promise<readonly KnownKey[]> {
    const k = vulnerabilityKeys;
    const found: KnownKey[] = [];
    for (const some of portions(keys)) {
      found.push(...(await tx.select({ assetId: k.assetId, key: k.key, vulnerabilityId: k.vulnerabilityId }).from(k).innerJoin(vulnerabilities, eq(vulnerabilities.id, k.vulnerabilityId))
        .where(and(inArray(k.assetId, [...assetIds]), sql`${k.key} in (select jsonb_array_elements_text(${JSON.stringify(some)}::jsonb))`)).orderBy(vulnerabilities.discoveredAt, vulnerabilities.id)));
    }
    return found;
  }

  async insertKeys(tx: Tx, keys: readonly KnownKey[]): Promise<void> {
    await insertMany(tx, vulnerabilityKeys, keys);
  }

  async insertVulnerabilities(tx: Tx, rows: readonly (typeof vulnerabilities.$inferInsert)[]): Promise<void> {
    await insertMany(tx, vulnerabilities, rows);
  }

  async insertSources(tx: Tx, rows: readonly (typeof vulnerabilitySources.$inferInsert)[]): Promise<void> {
    await insertMany(tx, vulnerabilitySources, rows);
  }

  async markSeen(tx: Tx, ids: readonly string[], by: { importId: string; at: Date }): Promise<void> {
    for (const some of portions(ids)) await tx.update(vulnerabilitySources).set({ lastSeenAt: by.at, goneAt: null, importId: by.importId }).where(inArray(vulnerabilitySources.id, [...some]));
  }

  async markGone(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    for (const some of portions(ids)) await tx.update(vulnerabilitySources).set({ goneAt: at }).where(inArray(vulnerabilitySources.id, [...some]));
  }

  async changeSource(tx: Tx, id: string, change: Pick<typeof vulnerabilitySources.$inferInsert, 'finding' | 'digest'>): Promise<void> {
    await tx.update(vulnerabilitySources).set(change).where(eq(vulnerabilitySources.id, id));
  }

  async known(tx: Tx, ids: readonly string[]): Promise<readonly KnownVulnerability[]> {
    const found: KnownVulnerability[] = [];
    const v = vulnerabilities;
    for (const some of portions(ids)) found.push(...(await tx.select({ id: v.id, assetId: v.assetId, status: v.status }).from(v).where(inArray(v.id, [...some])).for('update')));
    return found;
  }

  /** Counts again how many tools still report these; returns those that no tool reports any more. */
  async countSources(tx: Tx, ids: readonly string[], at: Date): Promise<ReadonlySet<string>> {
    const unreported = new Set<string>();
    for (const some of portions(ids)) {
      const rows = await tx.update(vulnerabilities)
        .set({
          sourceCount: sql`(select count(*) from vulnerability_sources s where s.vulnerability_id = ${vulnerabilities.id} and s.gone_at is null)`,
          lastSeenAt: sql`greatest(${vulnerabilities.lastSeenAt}, (select max(s.last_seen_at) from vulnerability_sources s where s.vulnerability_id = ${vulnerabilities.id}), ${vulnerabilities.discoveredAt})`,
          updatedAt: at,
        })
        .where(inArray(vulnerabilities.id, [...some])).returning({ id: vulnerabilities.id, left: vulnerabilities.sourceCount });
      for (const { id, left } of rows) if (left === 0) unreported.add(id);
    }
    return unreported;
  }
}
