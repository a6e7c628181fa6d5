import { asc, eq } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { channels } from './notification.tables.ts';

export type ChannelRow = typeof channels.$inferSelect;

export async function listChannelRows(on: Sql): Promise<ChannelRow[]> {
  return await on.select().from(channels).orderBy(asc(channels.name));
}

export async function findChannelRow(on: Sql, id: string): Promise<ChannelRow | null> {
  const [row] = await on.select().from(channels).where(eq(channels.id, id));
  return row ?? null;
}

export async function insertChannelRow(tx: Tx, row: ChannelRow): Promise<void> {
  await tx.insert(channels).values(row);
}

export async function updateChannelRow(tx: Tx, id: string, change: Partial<ChannelRow>): Promise<void> {
  await tx.update(channels).set(change).where(eq(channels.id, id));
}

export async function deleteChannelRow(tx: Tx, id: string): Promise<void> {
  await tx.delete(channels).where(eq(channels.id, id));
}
