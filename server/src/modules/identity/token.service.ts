import { includes, newApiToken, requirePermission } from '../../platform/auth/index.ts';
import { newUuid } from '../../platform/ids.ts';
import { identityErrors } from './identity.errors.ts';
import { userChanged } from './identity.events.ts';
import type { ApiTokens } from './identity.operations.ts';
import { assertHeld, assertKnown, requireSession } from './identity.policy.ts';
import type { Parts } from './parts.ts';
import { findToken, insertToken, listTokens, revokeToken } from './token.repository.ts';

const everybodys = 'admin:tokens';

/** API tokens of the caller, and of everybody for administrators. */
export function createTokenService({ db, bus, clock, audit }: Parts): ApiTokens {
  return {
    async list(ctx, { ownerId }) {
      if (ownerId !== ctx.principal.userId) requirePermission(ctx, everybodys);
      return listTokens(db.sql, ownerId, new Date(clock.now()));
    },
    async create(ctx, { name, scopes, expiresAt, environment, prefix }) {
      requireSession(ctx);
      assertKnown(scopes);
      assertHeld(ctx.principal, scopes);
      const createdAt = new Date(clock.now());
      if (expiresAt !== null && expiresAt <= createdAt) throw identityErrors.TOKEN_EXPIRY_PAST();
      const { token, hash, lastFour } = newApiToken(prefix);
      const row = { id: newUuid(), userId: ctx.principal.userId, name, hash, prefix, lastFour, scopes: [...new Set(scopes)], environment, createdAt, expiresAt };
      return db.transaction(async (tx) => {
        await insertToken(tx, row);
        const info = await findToken(tx, row.id, createdAt);
        await audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'token', resourceId: row.id, description: `API token ${name} created`, status: 'success', metadata: { scopes: row.scopes } });
        return { token, info };
      });
    },
    async revoke(ctx, id) {
      const ownerId = includes(ctx.principal.permissions, everybodys) ? null : ctx.principal.userId;
      const owner = await db.transaction(async (tx) => {
        const revoked = await revokeToken(tx, { id, ownerId }, new Date(clock.now()));
        if (revoked === null) throw identityErrors.TOKEN_NOT_FOUND();
        await audit.record(tx, ctx, { eventType: 'DELETE', resourceType: 'token', resourceId: id, description: `API token ${revoked.name} revoked`, status: 'success' });
        return revoked.userId;
      });
      bus.publish(userChanged, { userId: owner });
    },
  };
}
