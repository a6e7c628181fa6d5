import type { Ctx } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import { identityErrors } from './identity.errors.ts';
import { sessionRevoked } from './identity.events.ts';
import type { Identity } from './identity.operations.ts';
import type { Renewed, User } from './identity.types.ts';
import type { Parts } from './parts.ts';
import { findLiveSessionEnd } from './session.repository.ts';
import type { Refreshed, SessionService } from './session.service.ts';
import { findUser } from './user.repository.ts';

type Reuse = Extract<Refreshed, { kind: 'reused' }>;

/** New tokens for a session, by its refresh token or by itself. */
export function createRefreshService(parts: Parts & { sessions: SessionService }): Pick<Identity, 'refresh'> {
  const { db, bus, clock, log, audit, sessions } = parts;

  async function findActive(userId: string): Promise<User> {
    const user = await findUser(db.sql, userId);
    if (user === null || user.isDisabled) throw identityErrors.REFRESH_TOKEN_INVALID();
    return user;
  }

  function writeDown(tx: Tx, ctx: Ctx, { userId, sessionId }: Reuse): Promise<void> {
    const description = 'A spent refresh token came back; the session was ended';
    return audit.record(tx, ctx, { eventType: 'SESSION_REVOKED', resourceType: 'session', resourceId: sessionId, description, status: 'failed', metadata: { userId } });
  }

  async function rotate(ctx: Ctx, refreshToken: string): Promise<Renewed> {
    const arrivedAt = new Date(clock.now());
    const refreshed = await db.transaction(async (tx) => {
      const outcome = await sessions.refresh(tx, refreshToken, arrivedAt);
      if (outcome.kind === 'reused') await writeDown(tx, ctx, outcome);
      return outcome;
    });
    if (refreshed.kind === 'reused') {
      const { sessionId, userId } = refreshed;
      log.warn({ sessionId, userId }, 'a spent refresh token came back; the session was ended');
      bus.publish(sessionRevoked, { sessionId, userId });
    }
    if (refreshed.kind !== 'renewed') throw identityErrors.REFRESH_TOKEN_INVALID();
    return sessions.issue({ ...refreshed, user: await findActive(refreshed.userId) });
  }

  async function renew(ctx: Ctx): Promise<Renewed> {
    const sessionId = ctx.principal?.sessionId ?? null;
    if (ctx.principal === null || sessionId === null) throw identityErrors.REFRESH_TOKEN_INVALID();
    const user = await findActive(ctx.principal.userId);
    const sessionExpiresAt = await findLiveSessionEnd(db.sql, sessionId, new Date(clock.now()));
    if (sessionExpiresAt === null) throw identityErrors.REFRESH_TOKEN_INVALID();
    const refreshToken = await db.transaction((tx) => sessions.addRefreshToken(tx, sessionId));
    return sessions.issue({ user, sessionId, sessionExpiresAt, refreshToken });
  }

  return { refresh: (ctx, refreshToken) => (refreshToken === null ? renew(ctx) : rotate(ctx, refreshToken)) };
}
