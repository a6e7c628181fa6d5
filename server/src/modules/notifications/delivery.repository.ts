import { and, count, desc, eq, gt, ne, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { deliveries } from './notification.tables.ts';
import type { Delivery, DeliveryFilter } from './notification.types.ts';

export type DeliveryRow = typeof deliveries.$inferSelect;

function toDelivery({ message, dedupeKey, ...row }: DeliveryRow): Delivery {
  return { ...row, key: dedupeKey, title: message.title, text: message.text };
}

/** Adds the lines that are not there yet, told apart by channel and key; returns those added. */
export async function insertDeliveries(tx: Tx, rows: readonly (typeof deliveries.$inferInsert)[]): Promise<DeliveryRow[]> {
  return rows.length === 0 ? [] : await tx.insert(deliveries).values([...rows]).onConflictDoNothing().returning();
}

export async function findDeliveryRow(on: Sql, id: string): Promise<DeliveryRow | null> {
  const [row] = await on.select().from(deliveries).where(eq(deliveries.id, id));
  return row ?? null;
}

export async function findDelivery(on: Sql, id: string): Promise<Delivery | null> {
  const row = await findDeliveryRow(on, id);
  return row === null ? null : toDelivery(row);
}

/** Newest first. */
export async function listDeliveries(on: Sql, { status, channel, limit, offset }: DeliveryFilter): Promise<{ items: readonly Delivery[]; total: number }> {
  const where = and(status === undefined ? undefined : eq(deliveries.status, status), channel === undefined ? undefined : eq(deliveries.channel, channel));
  const [rows, [total]] = await Promise.all([
    on.select().from(deliveries).where(where).orderBy(desc(deliveries.createdAt), desc(deliveries.id)).limit(limit).offset(offset),
    on.select({ value: count() }).from(deliveries).where(where),
  ]);
  return { items: rows.map(toDelivery), total: total?.value ?? 0 };
}

/** What one attempt came to; a line that was delivered stays so. */
export async function noteAttempt(on: Sql, id: string, outcome: { status: 'retrying' | 'delivered' | 'dead'; error: string | null; at: Date }): Promise<Delivery | null> {
  const [row] = await on
    .update(deliveries)
    .set({
      status: outcome.status, attempts: sql`${deliveries.attempts} + 1`, lastError: outcome.error, attemptedAt: outcome.at,
      ...(outcome.status === 'delivered' && { deliveredAt: outcome.at }),
    })
    .where(and(eq(deliveries.id, id), ne(deliveries.status, 'delivered')))
    .returning();
  return row === undefined ? null : toDelivery(row);
}

/** Gives a line up after its last attempt, which was noted already. */
export async function buryDelivery(tx: Tx, id: string, reason: string): Promise<Delivery | null> {
  const [row] = await tx
    .update(deliveries)
    .set({ status: 'dead', lastError: sql`coalesce(${deliveries.lastError}, ${reason})` })
    .where(and(eq(deliveries.id, id), ne(deliveries.status, 'delivered')))
    .returning();
  return row === undefined ? null : toDelivery(row);
}

/** Puts a dead line back to the start; null when it is not dead. */
export async function reviveDelivery(tx: Tx, id: string): Promise<Delivery | null> {
  const [row] = await tx.update(deliveries).set({ status: 'queued', attempts: 0, lastError: null }).where(and(eq(deliveries.id, id), eq(deliveries.status, 'dead'))).returning();
  return row === undefined ? null : toDelivery(row);
}

export async function countDead(on: Sql, since: Date): Promise<number> {
  const [row] = await on.select({ value: count() }).from(deliveries).where(and(eq(deliveries.status, 'dead'), gt(sql`coalesce(${deliveries.attemptedAt}, ${deliveries.createdAt})`, since)));
  return row?.value ?? 0;
}
