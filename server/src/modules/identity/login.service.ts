import type { Ctx, UserCtx } from '../../platform/context/index.ts';
import { actingAs } from './acting.ts';
import { identityErrors } from './identity.errors.ts';
import { sessionRevoked } from './identity.events.ts';
import type { Identity, Login } from './identity.operations.ts';
import { requireSession } from './identity.policy.ts';
import type { SignedIn } from './identity.types.ts';
import type { Lockout } from './lockout.ts';
import { accountBackoff } from './login.policy.ts';
import type { Parts } from './parts.ts';
import { revokeSession } from './session.repository.ts';
import type { SessionService } from './session.service.ts';
import { createTurns } from './turns.ts';
import { findAccount, updateUser } from './user.repository.ts';

// An attempt counts as a failure until it has succeeded. Fewer at once than an account may fail for free, so that many right ones together lock nobody out.
const loginsAtOnce = accountBackoff.free - 1;

/** Login and logout. */
export function createLoginService(parts: Parts & { lockout: Lockout; sessions: SessionService }): Pick<Identity, 'login' | 'logout'> {
  const { db, bus, clock, audit, passwords, lockout, sessions } = parts;

  const inTurn = createTurns(loginsAtOnce);

  async function refuse(ctx: Ctx, userId: string | null): Promise<never> {
    const entry = { eventType: 'LOGIN_FAILED', resourceType: 'user', resourceId: userId, description: 'Login failed', status: 'failed' } as const;
    await db.transaction((tx) => audit.record(tx, ctx, entry));
    throw identityErrors.INVALID_CREDENTIALS();
  }

  async function login(ctx: Ctx, input: Login): Promise<SignedIn> {
    const name = input.login.trim();
    const attempt = await lockout.begin(name, ctx.ip);
    const account = await findAccount(db.sql, name);
    const isRight = await passwords.verify(account?.passwordHash ?? null, input.password);
    if (account === null || !isRight || account.user.isDisabled) return refuse(ctx, account?.user.id ?? null);
    const user = { ...account.user, lastLoginAt: new Date(clock.now()) };
    const entry = { eventType: 'LOGIN', resourceType: 'user', resourceId: user.id, description: `${user.username} signed in`, status: 'success' } as const;
    return db.transaction(async (tx) => {
      await attempt.succeed(tx);
      await updateUser(tx, user.id, { lastLoginAt: user.lastLoginAt });
      const signedIn = await sessions.open(tx, user, { isRemembered: input.isRemembered, ip: ctx.ip, userAgent: ctx.userAgent });
      await audit.record(tx, actingAs(ctx, user, signedIn.sessionId), entry);
      return signedIn;
    });
  }

  async function logout(ctx: UserCtx): Promise<void> {
    const session = { id: requireSession(ctx), userId: ctx.principal.userId };
    const entry = { eventType: 'LOGOUT', resourceType: 'user', resourceId: session.userId, description: `${ctx.principal.username} signed out`, status: 'success' } as const;
    await db.transaction(async (tx) => {
      const isEnded = await revokeSession(tx, session, { at: new Date(clock.now()), reason: 'logout' });
      if (isEnded) await audit.record(tx, ctx, entry);
    });
    bus.publish(sessionRevoked, { sessionId: session.id, userId: session.userId });
  }

  return { login: (ctx, input) => inTurn(() => login(ctx, input)), logout };
}
