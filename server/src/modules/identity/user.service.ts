import { requirePermission } from '../../platform/auth/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import { newUuid } from '../../platform/ids.ts';
import { identityErrors } from './identity.errors.ts';
import { sessionRevoked, userChanged } from './identity.events.ts';
import type { NewUser, UserChanges, Users } from './identity.operations.ts';
import { assertHeld, assertPassword } from './identity.policy.ts';
import type { User } from './identity.types.ts';
import type { Parts } from './parts.ts';
import { findRoles, lockAdministratorRole } from './role.repository.ts';
import { revokeSessions } from './session.repository.ts';
import { takenAs } from './taken.ts';
import { countAdministrators, deleteUser, findUser, insertUser, listUsers, replaceUserRoles, updateUser } from './user.repository.ts';

const right = 'admin:users';

async function giveRoles(tx: Tx, ctx: UserCtx, to: { userId: string; roles: readonly string[] }): Promise<void> {
  const names = [...new Set(to.roles)];
  const found = names.length === 0 ? [] : await findRoles(tx, names);
  const unknown = names.filter((name) => !found.some((role) => role.name === name));
  if (unknown.length > 0) throw identityErrors.ROLE_UNKNOWN({ details: { roles: unknown } });
  assertHeld(ctx.principal, found.flatMap((role) => role.permissions));
  await replaceUserRoles(tx, to.userId, names);
}

/** Finds whom the caller may act on: somebody with more permissions is out of reach. */
async function findReachable(tx: Tx, ctx: UserCtx, id: string): Promise<User> {
  const user = await findUser(tx, id);
  if (user === null) throw identityErrors.USER_NOT_FOUND();
  assertHeld(ctx.principal, user.permissions);
  return user;
}

/** Two administrators who remove each other at the same time must not both succeed: the second one counts after the first. */
async function assertAdministratorLeft(tx: Tx): Promise<void> {
  await lockAdministratorRole(tx);
  if ((await countAdministrators(tx)) === 0) throw identityErrors.LAST_ADMINISTRATOR();
}

/** Administration of users. */
export function createUserService(parts: Parts): Users {
  const { db, bus, clock, audit, passwords } = parts;
  const now = (): Date => new Date(clock.now());

  const tell = (tx: Tx, ctx: UserCtx, change: { eventType: string; user: { id: string; username: string }; description: string; fields?: readonly string[] }): Promise<void> =>
    audit.record(tx, ctx, {
      eventType: change.eventType, resourceType: 'user', resourceId: change.user.id, description: change.description, status: 'success',
      metadata: { username: change.user.username, ...(change.fields && { fields: change.fields }) },
    });

  async function get(ctx: UserCtx, id: string): Promise<User> {
    requirePermission(ctx, right);
    const user = await findUser(db.sql, id);
    if (user === null) throw identityErrors.USER_NOT_FOUND();
    return user;
  }

  async function create(ctx: UserCtx, input: NewUser): Promise<User> {
    requirePermission(ctx, right);
    assertPassword(input.password, input);
    const id = newUuid();
    const { password, roles, ...given } = input;
    const passwordHash = await passwords.hash(password);
    const row = { name: given.username, team: '', organization: null, subscriptionTier: 'free', plan: 'trial', ...given, id, passwordHash, createdAt: now(), updatedAt: now() } as const;
    await takenAs(db.transaction(async (tx) => {
      await insertUser(tx, row);
      await giveRoles(tx, ctx, { userId: id, roles });
      await tell(tx, ctx, { eventType: 'CREATE', user: row, description: `User ${row.username} created` });
    }));
    return get(ctx, id);
  }

  async function update(ctx: UserCtx, id: string, changes: UserChanges): Promise<User> {
    requirePermission(ctx, right);
    const { password, roles, ...plain } = changes;
    const ended = await takenAs(db.transaction(async (tx) => {
      const user = await findReachable(tx, ctx, id);
      const secret = password === undefined ? {} : { passwordHash: await hashFor(user, password) };
      await updateUser(tx, id, { ...plain, ...secret, updatedAt: now() });
      if (roles !== undefined) await giveRoles(tx, ctx, { userId: id, roles });
      if (roles !== undefined || plain.isDisabled === true) await assertAdministratorLeft(tx);
      const isOut = password !== undefined || plain.isDisabled === true;
      const revoked = isOut ? await revokeSessions(tx, { userId: id, except: null }, { at: now(), reason: 'ended by an administrator' }) : [];
      await tell(tx, ctx, { eventType: 'UPDATE', user, description: `User ${user.username} changed`, fields: Object.keys(changes) });
      return revoked;
    }));
    for (const sessionId of ended) bus.publish(sessionRevoked, { sessionId, userId: id });
    bus.publish(userChanged, { userId: id });
    return get(ctx, id);
  }

  function hashFor(user: User, password: string): Promise<string> {
    assertPassword(password, user);
    return passwords.hash(password);
  }

  return {
    get,
    create,
    update,
    async list(ctx, { search, role, limit, offset }) {
      requirePermission(ctx, right);
      return listUsers(db.sql, { search, role, limit, offset });
    },
    async remove(ctx, id) {
      requirePermission(ctx, right);
      await db.transaction(async (tx) => {
        const user = await findReachable(tx, ctx, id);
        await deleteUser(tx, id);
        await assertAdministratorLeft(tx);
        await tell(tx, ctx, { eventType: 'DELETE', user, description: `User ${user.username} deleted` });
      });
      bus.publish(userChanged, { userId: id });
    },
  };
}
