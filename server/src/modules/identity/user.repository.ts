import { and, asc, count, eq, ilike, or, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { rankOf } from './identity.policy.ts';
import type { Plan, SubscriptionTier, User } from './identity.types.ts';
import { expand } from './permission-catalogue.ts';
import { userRoles, users } from './tables.repository.ts';

/** A user with what a login is checked against. */
export interface Account {
  readonly user: User;
  readonly passwordHash: string;
}

export interface NewUserRow {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly team: string;
  readonly organization: string | null;
  readonly subscriptionTier: SubscriptionTier;
  readonly plan: Plan;
  readonly passwordHash: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type UserChanges = Partial<{
  email: string;
  name: string;
  team: string;
  avatarUrl: string | null;
  organization: string | null;
  subscriptionTier: SubscriptionTier;
  plan: Plan;
  isDisabled: boolean;
  passwordHash: string;
  lastLoginAt: Date;
  updatedAt: Date;
}>;

/** Roles of the row `users`, sorted. */
export const rolesOfUser = sql<string[]>`array(select role from user_roles where user_roles.user_id = users.id order by role)`;
/** Union of the permissions of these roles, sorted. */
export const permissionsOfUser = sql<string[]>`array(select distinct permission from user_roles join roles on roles.name = user_roles.role
  cross join unnest(roles.permissions) permission where user_roles.user_id = users.id order by permission)`;

const columns = {
  id: users.id,
  serialId: users.serialId,
  username: users.username,
  email: users.email,
  name: users.name,
  team: users.team,
  avatarUrl: users.avatarUrl,
  organization: users.organization,
  subscriptionTier: users.subscriptionTier,
  plan: users.plan,
  isDisabled: users.isDisabled,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  lastLoginAt: users.lastLoginAt,
  roles: rolesOfUser,
  permissions: permissionsOfUser,
};

function toUser(row: Omit<User, 'rank'>): User {
  return { ...row, permissions: expand(row.permissions), rank: rankOf(row.permissions) };
}

export async function findUser(on: Sql, id: string): Promise<User | null> {
  const [row] = await on.select(columns).from(users).where(eq(users.id, id));
  return row === undefined ? null : toUser(row);
}

/** By user name or, with an `@`, by e-mail address; case does not matter. */
export async function findAccount(on: Sql, login: string): Promise<Account | null> {
  const field = login.includes('@') ? users.email : users.username;
  const [row] = await on.select({ ...columns, passwordHash: users.passwordHash }).from(users).where(eq(sql`lower(${field})`, login.toLowerCase()));
  if (row === undefined) return null;
  const { passwordHash, ...user } = row;
  return { user: toUser(user), passwordHash };
}

export async function findPasswordHash(on: Sql, id: string): Promise<string | null> {
  const [row] = await on.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, id));
  return row?.passwordHash ?? null;
}

/** Sorted by user name; `search` looks into user name, e-mail and name. */
export async function listUsers(on: Sql, page: { search: string | undefined; role: string | undefined; limit: number; offset: number }): Promise<{ items: User[]; total: number }> {
  const pattern = page.search === undefined ? undefined : `%${page.search.replace(/[\\%_]/g, '\\$&')}%`;
  const matches = and(
    pattern === undefined ? undefined : or(ilike(users.username, pattern), ilike(users.email, pattern), ilike(users.name, pattern)),
    page.role === undefined ? undefined : sql`exists (select 1 from user_roles where user_roles.user_id = users.id and role = ${page.role})`,
  );
  const rows = await on.select(columns).from(users).where(matches).orderBy(asc(sql`lower(${users.username})`)).limit(page.limit).offset(page.offset);
  const [counted] = await on.select({ total: count() }).from(users).where(matches);
  return { items: rows.map(toUser), total: counted?.total ?? 0 };
}

export async function insertUser(tx: Tx, row: NewUserRow): Promise<void> {
  await tx.insert(users).values(row);
}

/** True when there was such a user. */
export async function updateUser(tx: Tx, id: string, changes: UserChanges): Promise<boolean> {
  const changed = await tx.update(users).set(changes).where(eq(users.id, id)).returning({ id: users.id });
  return changed.length > 0;
}

export async function deleteUser(tx: Tx, id: string): Promise<void> {
  await tx.delete(users).where(eq(users.id, id));
}

export async function replaceUserRoles(tx: Tx, userId: string, names: readonly string[]): Promise<void> {
  await tx.delete(userRoles).where(eq(userRoles.userId, userId));
  if (names.length > 0) await tx.insert(userRoles).values(names.map((role) => ({ userId, role })));
}

export async function countUsers(on: Sql): Promise<number> {
  const [row] = await on.select({ total: count() }).from(users);
  return row?.total ?? 0;
}

/** How many users can act as administrator. */
export async function countAdministrators(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ total: count() })
    .from(users)
    .innerJoin(userRoles, eq(userRoles.userId, users.id))
    .where(and(eq(userRoles.role, 'admin'), eq(users.isDisabled, false)));
  return row?.total ?? 0;
}
