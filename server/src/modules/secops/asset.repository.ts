import { and, asc, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database, Sql, Tx } from '../../platform/db/index.ts';
import { rankOf, riskAt } from './ranks.ts';
import { assets } from './secops.tables.ts';
import type { Asset, AssetFilter, Environment, Page, RiskLevel } from './secops.types.ts';

export type AssetRow = typeof assets.$inferSelect;

const sortColumns = {
  created_at: assets.createdAt, updated_at: assets.updatedAt, hostname: assets.hostname, risk_level: assets.risk, vulnerability_count: assets.openCount, last_scanned_at: assets.lastScannedAt,
  environment: assets.environment, asset_type: assets.assetType, status: assets.status,
} as const;

/** An asset as it is shown. */
export function toAsset(row: AssetRow): Asset {
  const { discoveryKey: _key, openCount, risk, ...rest } = row;
  return { ...rest, vulnerabilityCount: openCount, riskLevel: riskAt(risk) };
}

function atRisk(level: RiskLevel): SQL {
  return level === 'low' ? sql`${assets.risk} <= 1` : sql`${assets.risk} = ${rankOf(level)}`;
}

function searching(search: string): SQL {
  const words = search.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '').slice(0, 10).map((word) => `${word}:*`).join(' & ');
  return sql`(${words === '' ? sql`false` : sql`assets.search @@ to_tsquery('simple', ${words})`} or ${search.trim().toLowerCase()} = any(${assets.tags}) or ${assets.ipAddress} = ${search.trim()})`;
}

function conditions({ environment, assetType, riskLevel, status, search }: AssetFilter): SQL | undefined {
  return and(
    environment === undefined ? undefined : eq(assets.environment, environment),
    assetType === undefined ? undefined : eq(assets.assetType, assetType),
    riskLevel === undefined ? undefined : atRisk(riskLevel),
    status === undefined ? undefined : eq(assets.status, status),
    search === undefined ? undefined : searching(search),
  );
}

/** Assets in the database; an organisation's, not a user's. */
export class AssetRepository {
  readonly #sql: Sql;

  constructor(db: Database) {
    this.#sql = db.sql;
  }

  async find(id: string, on: Sql = this.#sql): Promise<AssetRow | null> {
    const [row] = await on.select().from(assets).where(eq(assets.id, id));
    return row ?? null;
  }

  async findMany(on: Sql, ids: readonly string[]): Promise<readonly AssetRow[]> {
    return ids.length === 0 ? [] : await on.select().from(assets).where(inArray(assets.id, [...ids]));
  }

  async list(filter: AssetFilter): Promise<Page<AssetRow>> {
    const where = conditions(filter);
    const direction = filter.order === 'asc' ? asc : desc;
    const [items, [total]] = await Promise.all([
      this.#sql.select().from(assets).where(where).orderBy(sql`${direction(sortColumns[filter.sort])} nulls last`, assets.id).limit(filter.limit).offset(filter.offset),
      this.#sql.select({ value: count() }).from(assets).where(where),
    ]);
    return { items, total: total?.value ?? 0 };
  }

  async insert(tx: Tx, rows: readonly (typeof assets.$inferInsert)[]): Promise<readonly AssetRow[]> {
    return rows.length === 0 ? [] : await tx.insert(assets).values([...rows]).returning();
  }

  async update(tx: Tx, id: string, change: Partial<typeof assets.$inferInsert>): Promise<AssetRow | null> {
    const [row] = await tx.update(assets).set(change).where(eq(assets.id, id)).returning();
    return row ?? null;
  }

  async delete(tx: Tx, id: string): Promise<AssetRow | null> {
    const [row] = await tx.delete(assets).where(eq(assets.id, id)).returning();
    return row ?? null;
  }

  /** Those an import can mean: by its key, or made by hand under the same name. */
  async discovered(tx: Tx, environment: Environment, { keys, names }: { keys: readonly string[]; names: readonly string[] }): Promise<readonly AssetRow[]> {
    const isMeant = sql`(${assets.discoveryKey} in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb)) or lower(${assets.hostname}) in (select lower(jsonb_array_elements_text(${JSON.stringify(names)}::jsonb))))`;
    return await tx.select().from(assets).where(and(eq(assets.environment, environment), isMeant)).orderBy(assets.createdAt);
  }

  async markScanned(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length > 0) await tx.update(assets).set({ lastScannedAt: at, updatedAt: at }).where(inArray(assets.id, [...ids]));
  }

  /** Counts open vulnerabilities and finds the worst again; returns the assets as they are now. */
  async recount(tx: Tx, ids: readonly string[]): Promise<readonly AssetRow[]> {
    if (ids.length === 0) return [];
    const isOpen = sql`v.asset_id = ${assets.id} and v.status in ('open', 'in_progress')`;
    return await tx.update(assets)
      .set({ openCount: sql`(select count(*) from vulnerabilities v where ${isOpen})`, risk: sql`coalesce((select max(v.severity) from vulnerabilities v where ${isOpen}), 0)` })
      .where(inArray(assets.id, [...ids])).returning();
  }
}
