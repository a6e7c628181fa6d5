import { asc, eq, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { environments, teams } from './organisation.tables.ts';
import type { Unit, UnitChanges, UnitKind } from './organisation.types.ts';

const tableOf = { environment: environments, team: teams } as const;

export async function listUnits(on: Sql, kind: UnitKind): Promise<Unit[]> {
  const table = tableOf[kind];
  return await on.select().from(table).orderBy(asc(table.position), asc(table.name));
}

export async function findUnit(on: Sql, kind: UnitKind, id: string): Promise<Unit | null> {
  const table = tableOf[kind];
  const [row] = await on.select().from(table).where(eq(table.id, id));
  return row ?? null;
}

/** Adds a unit at the end of its list. */
export async function insertUnit(tx: Tx, kind: UnitKind, unit: Omit<Unit, 'position'>): Promise<void> {
  const table = tableOf[kind];
  const last = sql<number>`(select coalesce(max(${table.position}), 0) + 1 from ${table})`;
  await tx.insert(table).values({ ...unit, position: last });
}

export async function updateUnit(tx: Tx, { kind, id }: { kind: UnitKind; id: string }, change: UnitChanges): Promise<void> {
  const table = tableOf[kind];
  const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as UnitChanges;
  if (Object.keys(fields).length > 0) await tx.update(table).set(fields).where(eq(table.id, id));
}

export async function deleteUnit(tx: Tx, kind: UnitKind, id: string): Promise<void> {
  const table = tableOf[kind];
  await tx.delete(table).where(eq(table.id, id));
}
