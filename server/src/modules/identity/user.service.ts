import { type Passwords, requirePermission } from '../../platform/auth/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import { newUuid } from '../../platform/ids.ts';
import type { AuditEntry } from '../audit/index.ts';
import { identityErrors } from './identity.errors.ts';
import { sessionRevoked, userChanged } from './identity.events.ts';
import type { NewUser, UserChanges, Users } from './identity.operations.ts';
import { assertHeld, assertPassword } from './identity.policy.ts';
import type { User } from './identity.types.ts';
import type { Parts } from './parts.ts';
import { findRoles, lockAdministratorRole } from './role.repository.ts';
import { revokeSessions } from './session.repository.ts';
import { takenAs } from './taken.ts';
import { countAdministrators, deleteUser, findUser, insertUser, listUsers, replaceUserRoles, type UserChanges as UserColumns, updateUser } from './user.repository.ts';

const right = 'admin:users';
const defaults = { team: '', organization: null, subscriptionTier: 'free', plan: 'trial' } as const;

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

interface Change {
  readonly eventType: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly user: { readonly id: string; readonly username: string };
  readonly fields?: readonly string[];
}

function entryOf({ eventType, user: { id, username }, fields }: Change): AuditEntry {
  const metadata = { username, ...(fields && { fields }) };
  return { eventType, resourceType: 'user', resourceId: id, description: `User ${username}: ${eventType.toLowerCase()}`, status: 'success', metadata };
}

/** What an administrator sets directly; a password becomes its hash. */
async function toColumns(passwords: Passwords, user: User, changes: UserChanges): Promise<UserColumns> {
  const { password, roles: _, ...plain } = changes;
  if (password === undefined) return plain;
  assertPassword(password, user);
  return { ...plain, passwordHash: await passwords.hash(password) };
}

/** Administration of users. */
export function createUserService({ db, bus, clock, audit, passwords }: Parts): Users {
  const now = (): Date => new Date(clock.now());

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
    const row = { ...defaults, name: given.username, ...given, id, passwordHash: await passwords.hash(password), createdAt: now(), updatedAt: now() };
    await takenAs(db.transaction(async (tx) => {
      await insertUser(tx, row);
      await giveRoles(tx, ctx, { userId: id, roles });
      await audit.record(tx, ctx, entryOf({ eventType: 'CREATE', user: row }));
    }));
    return get(ctx, id);
  }

  async function update(ctx: UserCtx, id: string, changes: UserChanges): Promise<User> {
    requirePermission(ctx, right);
    const { roles, isDisabled } = changes;
    const isOut = changes.password !== undefined || isDisabled === true;
    const ended = await takenAs(db.transaction(async (tx) => {
      const user = await findReachable(tx, ctx, id);
      await updateUser(tx, id, { ...(await toColumns(passwords, user, changes)), updatedAt: now() });
      if (roles !== undefined) await giveRoles(tx, ctx, { userId: id, roles });
      if (roles !== undefined || isDisabled === true) await assertAdministratorLeft(tx);
      const revoked = isOut ? await revokeSessions(tx, { userId: id, except: null }, { at: now(), reason: 'ended by an administrator' }) : [];
      await audit.record(tx, ctx, entryOf({ eventType: 'UPDATE', user, fields: Object.keys(changes) }));
      return revoked;
    }));
    for (const sessionId of ended) bus.publish(sessionRevoked, { sessionId, userId: id });
    bus.publish(userChanged, { userId: id });
    return get(ctx, id);
  }

  async function remove(ctx: UserCtx, id: string): Promise<void> {
    requirePermission(ctx, right);
    await db.transaction(async (tx) => {
      const user = await findReachable(tx, ctx, id);
      await deleteUser(tx, id);
      await assertAdministratorLeft(tx);
      await audit.record(tx, ctx, entryOf({ eventType: 'DELETE', user }));
    });
    bus.publish(userChanged, { userId: id });
  }

  const list: Users['list'] = async (ctx, { search, role, limit, offset }) => {
    requirePermission(ctx, right);
    return listUsers(db.sql, { search, role, limit, offset });
  };

  return { list, get, create, update, remove };
}
