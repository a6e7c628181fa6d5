import type { Ctx } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import { actingAs } from './acting.ts';
import { identityErrors } from './identity.errors.ts';
import { sessionRevoked } from './identity.events.ts';
import type { Identity, Login } from './identity.operations.ts';
import { requireSession } from './identity.policy.ts';
import type { Renewed, SignedIn } from './identity.types.ts';
import type { Lockout } from './lockout.ts';
import type { Parts } from './parts.ts';
import { findLiveSessionEnd, revokeSession } from './session.repository.ts';
import type { Refreshed, SessionService } from './session.service.ts';
import { findAccount, findUser, updateUser } from './user.repository.ts';

/** Login, refresh, logout. */
export function createLoginService(parts: Parts & { lockout: Lockout; sessions: SessionService }): Pick<Identity, 'login' | 'refresh' | 'logout'> {
  const { db, bus, clock, log, audit, passwords, lockout, sessions } = parts;

  async function refuse(ctx: Ctx, userId: string | null): Promise<never> {
    await db.transaction((tx) =>
      audit.record(tx, ctx, { eventType: 'LOGIN_FAILED', resourceType: 'user', resourceId: userId, description: 'Login failed', status: 'failed' }),
    );
    throw identityErrors.INVALID_CREDENTIALS();
  }

  async function login(ctx: Ctx, input: Login): Promise<SignedIn> {
    const name = input.login.trim();
    const attempt = await lockout.begin(name, ctx.ip);
    const account = await findAccount(db.sql, name);
    const isRight = await passwords.verify(account?.passwordHash ?? null, input.password);
    if (account === null || !isRight || account.user.isDisabled) return refuse(ctx, account?.user.id ?? null);
    const user = { ...account.user, lastLoginAt: new Date(clock.now()) };
    return db.transaction(async (tx) => {
      await attempt.succeed(tx);
      await updateUser(tx, user.id, { lastLoginAt: user.lastLoginAt });
      const signedIn = await sessions.open(tx, user, { isRemembered: input.isRemembered, ip: ctx.ip, userAgent: ctx.userAgent });
      await audit.record(tx, actingAs(ctx, user, signedIn.sessionId), {
        eventType: 'LOGIN', resourceType: 'user', resourceId: user.id, description: `${user.username} signed in`, status: 'success',
      });
      return signedIn;
    });
  }

  async function rotate(ctx: Ctx, refreshToken: string): Promise<Renewed> {
    const refreshed = await db.transaction(async (tx) => {
      const outcome = await sessions.refresh(tx, refreshToken);
      if (outcome.kind === 'reused') await recordReuse(tx, ctx, outcome);
      return outcome;
    });
    if (refreshed.kind === 'reused') {
      const { sessionId, userId } = refreshed;
      log.warn({ sessionId, userId }, 'a spent refresh token came back; the session was ended');
      bus.publish(sessionRevoked, { sessionId, userId });
    }
    const user = refreshed.kind === 'renewed' ? await findUser(db.sql, refreshed.userId) : null;
    if (refreshed.kind !== 'renewed' || user === null || user.isDisabled) throw identityErrors.REFRESH_TOKEN_INVALID();
    return sessions.issue({ ...refreshed, user });
  }

  function recordReuse(tx: Tx, ctx: Ctx, { userId, sessionId }: Extract<Refreshed, { kind: 'reused' }>): Promise<void> {
    return audit.record(tx, ctx, {
      eventType: 'SESSION_REVOKED', resourceType: 'session', resourceId: sessionId, description: 'A spent refresh token came back; the session was ended', status: 'failed', metadata: { userId },
    });
  }

  async function renew(ctx: Ctx): Promise<Renewed> {
    const sessionId = ctx.principal?.sessionId ?? null;
    if (ctx.principal === null || sessionId === null) throw identityErrors.REFRESH_TOKEN_INVALID();
    const user = await findUser(db.sql, ctx.principal.userId);
    const sessionExpiresAt = await findLiveSessionEnd(db.sql, sessionId, new Date(clock.now()));
    if (user === null || user.isDisabled || sessionExpiresAt === null) throw identityErrors.REFRESH_TOKEN_INVALID();
    const refreshToken = await db.transaction((tx) => sessions.addRefreshToken(tx, sessionId));
    return sessions.issue({ user, sessionId, sessionExpiresAt, refreshToken });
  }

  return {
    login,
    refresh: (ctx, refreshToken) => (refreshToken === null ? renew(ctx) : rotate(ctx, refreshToken)),
    async logout(ctx) {
      const session = { id: requireSession(ctx), userId: ctx.principal.userId };
      await db.transaction(async (tx) => {
        const isEnded = await revokeSession(tx, session, { at: new Date(clock.now()), reason: 'logout' });
        if (isEnded) await audit.record(tx, ctx, { eventType: 'LOGOUT', resourceType: 'user', resourceId: session.userId, description: `${ctx.principal.username} signed out`, status: 'success' });
      });
      bus.publish(sessionRevoked, { sessionId: session.id, userId: session.userId });
    },
  };
}
