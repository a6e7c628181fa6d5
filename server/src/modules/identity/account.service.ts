import { errors } from '../../platform/errors/index.ts';
import { identityErrors } from './identity.errors.ts';
import { sessionRevoked } from './identity.events.ts';
import type { Identity, Sessions } from './identity.operations.ts';
import { assertPassword, requireSession } from './identity.policy.ts';
import type { Lockout } from './lockout.ts';
import type { Parts } from './parts.ts';
import { listSessions, revokeSession, revokeSessions } from './session.repository.ts';
import { takenAs } from './taken.ts';
import { findPasswordHash, findUser, updateUser } from './user.repository.ts';

/** What a user does with their own account. */
export function createAccountService({ db, bus, clock, audit, passwords, lockout }: Parts & { lockout: Lockout }): Pick<Identity, 'me' | 'updateProfile' | 'changePassword'> & { sessions: Sessions } {
  const now = (): Date => new Date(clock.now());
  const me: Identity['me'] = async (ctx) => {
    const user = await findUser(db.sql, ctx.principal.userId);
    if (user === null) throw errors.UNAUTHORIZED();
    return user;
  };
  return {
    me,
    async updateProfile(ctx, changes) {
      requireSession(ctx);
      const { userId, username } = ctx.principal;
      await takenAs(db.transaction(async (tx) => {
        await updateUser(tx, userId, { ...changes, updatedAt: now() });
        await audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'user', resourceId: userId, description: `${username} changed their profile`, status: 'success', metadata: { fields: Object.keys(changes) } });
      }));
      return me(ctx);
    },
    async changePassword(ctx, { current, next }) {
      const sessionId = requireSession(ctx);
      const { userId, username } = ctx.principal;
      const attempt = await lockout.begin(username, ctx.ip);
      const isRight = await passwords.verify(await findPasswordHash(db.sql, userId), current);
      if (!isRight) throw identityErrors.WRONG_PASSWORD();
      assertPassword(next, ctx.principal);
      const passwordHash = await passwords.hash(next);
      const ended = await db.transaction(async (tx) => {
        await attempt.succeed(tx);
        await updateUser(tx, userId, { passwordHash, updatedAt: now() });
        const others = await revokeSessions(tx, { userId, except: sessionId }, { at: now(), reason: 'password changed' });
        await audit.record(tx, ctx, { eventType: 'UPDATE', resourceType: 'user', resourceId: userId, description: `${username} changed their password`, status: 'success' });
        return others;
      });
      for (const other of ended) bus.publish(sessionRevoked, { sessionId: other, userId });
    },
    sessions: {
      list: (ctx) => listSessions(db.sql, ctx.principal.userId, now()),
      async revoke(ctx, id) {
        const { userId, username } = ctx.principal;
        await db.transaction(async (tx) => {
          const isEnded = await revokeSession(tx, { id, userId }, { at: now(), reason: 'ended by its owner' });
          if (!isEnded) throw identityErrors.SESSION_NOT_FOUND();
          await audit.record(tx, ctx, { eventType: 'SESSION_REVOKED', resourceType: 'session', resourceId: id, description: `${username} ended a session`, status: 'success' });
        });
        bus.publish(sessionRevoked, { sessionId: id, userId });
      },
    },
  };
}
