import { and, arrayContains, count, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { sops, sopVersions } from './sop.tables.ts';
import type { Page, Sop, SopFilter, SopVersion } from './sop.types.ts';

/** Words of a search as PostgreSQL reads what people type. */
function matches(words: string): SQL {
  return sql`${sops}.search @@ websearch_to_tsquery('simple', ${words})`;
}

/** Matches first where words are searched, else the latest change first. */
export async function listSops(on: Sql, { search, categories, status, tag, limit, offset }: SopFilter): Promise<Page<Sop>> {
  const where = and(
    search === undefined ? undefined : sql`(${matches(search)} or ${sops.title} ilike ${`%${search.replace(/[\\%_]/g, (character) => `\\${character}`)}%`})`,
    categories === undefined ? undefined : inArray(sops.category, [...categories]),
    status === undefined ? undefined : eq(sops.status, status),
    tag === undefined ? undefined : arrayContains(sops.tags, [tag]),
  );
  const rank = search === undefined ? [] : [desc(sql`ts_rank(${sops}.search, websearch_to_tsquery('simple', ${search}))`)];
  const [items, [total]] = await Promise.all([
    on.select().from(sops).where(where).orderBy(...rank, desc(sops.updatedAt), desc(sops.id)).limit(limit).offset(offset),
    on.select({ value: count() }).from(sops).where(where),
  ]);
  return { items, total: total?.value ?? 0 };
}

export async function findSop(on: Sql, id: string): Promise<Sop | null> {
  const [row] = await on.select().from(sops).where(eq(sops.id, id));
  return row ?? null;
}

/** The procedure, locked until the transaction ends. */
export async function lockSop(tx: Tx, id: string): Promise<Sop | null> {
  const [row] = await tx.select().from(sops).where(eq(sops.id, id)).for('update');
  return row ?? null;
}

export async function insertSop(tx: Tx, row: typeof sops.$inferInsert): Promise<void> {
  await tx.insert(sops).values(row);
}

export async function updateSop(tx: Tx, id: string, change: Partial<typeof sops.$inferInsert>): Promise<void> {
  await tx.update(sops).set(change).where(eq(sops.id, id));
}

export async function deleteSop(tx: Tx, id: string): Promise<void> {
  await tx.delete(sops).where(eq(sops.id, id));
}

export async function countExecution(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.update(sops).set({ executionCount: sql`${sops.executionCount} + 1`, lastExecutedAt: at }).where(eq(sops.id, id));
}

export async function insertVersion(tx: Tx, row: typeof sopVersions.$inferInsert): Promise<void> {
  await tx.insert(sopVersions).values(row);
}

/** Newest first. */
export async function listVersions(on: Sql, sopId: string): Promise<SopVersion[]> {
  return await on.select().from(sopVersions).where(eq(sopVersions.sopId, sopId)).orderBy(desc(sopVersions.createdAt), desc(sopVersions.id));
}
