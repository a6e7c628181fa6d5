import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import type { Session } from './identity.types.ts';
import { refreshTokens, sessions } from './tables.repository.ts';

const columns = {
  id: sessions.id,
  userId: sessions.userId,
  isRemembered: sessions.isRemembered,
  ip: sessions.ip,
  userAgent: sessions.userAgent,
  createdAt: sessions.createdAt,
  lastUsedAt: sessions.lastUsedAt,
  expiresAt: sessions.expiresAt,
};

/** A refresh token and the session it belongs to. */
export interface StoredRefreshToken {
  readonly spentAt: Date | null;
  readonly sessionId: string;
  readonly userId: string;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export async function insertSession(tx: Tx, session: Session, cookieHash: Buffer): Promise<void> {
  await tx.insert(sessions).values({ ...session, cookieHash });
}

export async function insertRefreshToken(tx: Tx, token: { hash: Buffer; sessionId: string; createdAt: Date }): Promise<void> {
  await tx.insert(refreshTokens).values(token);
}

/** Finds a refresh token and locks its session until the transaction ends, so that refreshes of one session take turns. */
export async function lockRefreshToken(tx: Tx, hash: Buffer): Promise<StoredRefreshToken | null> {
  const [found] = await tx.select({ sessionId: refreshTokens.sessionId }).from(refreshTokens).where(eq(refreshTokens.hash, hash));
  if (found === undefined) return null;
  const [session] = await tx
    .select({ sessionId: sessions.id, userId: sessions.userId, expiresAt: sessions.expiresAt, revokedAt: sessions.revokedAt })
    .from(sessions)
    .where(eq(sessions.id, found.sessionId))
    .for('update');
  // Read again under the lock: the one before us may just have spent it.
  const [token] = await tx.select({ spentAt: refreshTokens.spentAt }).from(refreshTokens).where(eq(refreshTokens.hash, hash));
  return session === undefined || token === undefined ? null : { ...session, ...token };
}

export async function spendRefreshToken(tx: Tx, hash: Buffer, at: Date): Promise<void> {
  await tx.update(refreshTokens).set({ spentAt: at }).where(eq(refreshTokens.hash, hash));
}

/** True when the token is stored and was not used yet. */
export async function isUnspent(tx: Tx, hash: Buffer): Promise<boolean> {
  const rows = await tx.select({ hash: refreshTokens.hash }).from(refreshTokens).where(and(eq(refreshTokens.hash, hash), isNull(refreshTokens.spentAt)));
  return rows.length > 0;
}

/** End of a session that still lives, null when it does not. */
export async function findLiveSessionEnd(on: Sql, id: string, now: Date): Promise<Date | null> {
  const [row] = await on.select({ expiresAt: sessions.expiresAt }).from(sessions).where(and(eq(sessions.id, id), isNull(sessions.revokedAt), gt(sessions.expiresAt, now)));
  return row?.expiresAt ?? null;
}

/** Live sessions of a user, newest first. */
export async function listSessions(on: Sql, userId: string, now: Date): Promise<Session[]> {
  const isLive = and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, now));
  return on.select(columns).from(sessions).where(isLive).orderBy(desc(sessions.createdAt));
}

/** True when there was such a live session of this user. */
export async function revokeSession(tx: Tx, which: { id: string; userId: string }, why: { at: Date; reason: string }): Promise<boolean> {
  const matches = and(eq(sessions.id, which.id), eq(sessions.userId, which.userId), isNull(sessions.revokedAt));
  const revoked = await tx.update(sessions).set({ revokedAt: why.at, revokedReason: why.reason }).where(matches).returning({ id: sessions.id });
  return revoked.length > 0;
}

/** Revokes all sessions of a user but one; returns their ids. */
export async function revokeSessions(tx: Tx, which: { userId: string; except: string | null }, why: { at: Date; reason: string }): Promise<string[]> {
  const isOther = which.except === null ? undefined : ne(sessions.id, which.except);
  const matches = and(eq(sessions.userId, which.userId), isOther, isNull(sessions.revokedAt));
  const revoked = await tx.update(sessions).set({ revokedAt: why.at, revokedReason: why.reason }).where(matches).returning({ id: sessions.id });
  return revoked.map(({ id }) => id);
}

export async function touchSession(on: Sql, id: string, at: Date): Promise<void> {
  await on.update(sessions).set({ lastUsedAt: at }).where(eq(sessions.id, id));
}

/** Removes sessions of a user that ended before a time, with their refresh tokens. */
export async function forgetSessions(tx: Tx, userId: string, endedBefore: Date): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), lt(sql`coalesce(${sessions.revokedAt}, ${sessions.expiresAt})`, endedBefore)));
}
