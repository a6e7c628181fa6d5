import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import type { ApiToken } from './identity.types.ts';
import { apiTokens, users } from './tables.repository.ts';

export interface NewTokenRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly hash: Buffer;
  readonly prefix: string;
  readonly lastFour: string;
  readonly scopes: string[];
  readonly environment: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

export async function insertToken(tx: Tx, row: NewTokenRow): Promise<void> {
  await tx.insert(apiTokens).values(row);
}

function statusOf(row: { revokedAt: Date | null; expiresAt: Date | null }, now: Date): ApiToken['status'] {
  if (row.revokedAt !== null) return 'revoked';
  return row.expiresAt !== null && row.expiresAt <= now ? 'expired' : 'active';
}

function toToken({ token, createdBy }: { token: typeof apiTokens.$inferSelect; createdBy: string }, now: Date): ApiToken {
  const { id, userId, name, prefix, lastFour, scopes, environment, createdAt, expiresAt, lastUsedAt } = token;
  return { id, userId, createdBy, name, preview: `${prefix}...${lastFour}`, scopes, environment, status: statusOf(token, now), createdAt, expiresAt, lastUsedAt };
}

/** Newest first; of one owner, or of everybody when `ownerId` is null. */
export async function listTokens(on: Sql, ownerId: string | null, now: Date): Promise<ApiToken[]> {
  const rows = await on
    .select({ token: apiTokens, createdBy: users.name })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(ownerId === null ? undefined : eq(apiTokens.userId, ownerId))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
  return rows.map((row) => toToken(row, now));
}

/** A token that is known to exist. */
export async function findToken(on: Sql, id: string, now: Date): Promise<ApiToken> {
  const [row] = await on.select({ token: apiTokens, createdBy: users.name }).from(apiTokens).innerJoin(users, eq(users.id, apiTokens.userId)).where(eq(apiTokens.id, id));
  if (row === undefined) throw new Error(`API token ${id} is gone`);
  return toToken(row, now);
}

/** Revokes a live token, of one owner or of anybody; returns its owner and name, null when there is none. */
export async function revokeToken(tx: Tx, which: { id: string; ownerId: string | null }, at: Date): Promise<{ userId: string; name: string } | null> {
  const isOwned = which.ownerId === null ? undefined : eq(apiTokens.userId, which.ownerId);
  const [row] = await tx
    .update(apiTokens)
    .set({ revokedAt: at })
    .where(and(eq(apiTokens.id, which.id), isOwned, isNull(apiTokens.revokedAt)))
    .returning({ userId: apiTokens.userId, name: apiTokens.name });
  return row ?? null;
}

export async function touchToken(on: Sql, id: string, at: Date): Promise<void> {
  await on.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id));
}
