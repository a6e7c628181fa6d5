import { asc, eq, inArray, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import type { Role } from './identity.types.ts';
import { roles } from './tables.repository.ts';

const columns = {
  name: roles.name,
  description: roles.description,
  permissions: roles.permissions,
  isBuiltIn: roles.isBuiltIn,
  userCount: sql<number>`(select count(*)::int from user_roles where user_roles.role = roles.name)`,
  createdAt: roles.createdAt,
};

export interface RoleRow {
  readonly name: string;
  readonly description: string;
  readonly permissions: string[];
  readonly isBuiltIn: boolean;
  readonly createdAt: Date;
}

/** Built-in ones first, then by name. */
export async function listRoles(on: Sql): Promise<Role[]> {
  return on.select(columns).from(roles).orderBy(sql`${roles.isBuiltIn} desc`, asc(roles.name));
}

export async function findRole(on: Sql, name: string): Promise<Role | null> {
  const [row] = await on.select(columns).from(roles).where(eq(roles.name, name));
  return row ?? null;
}

/** The roles with these names that exist. */
export async function findRoles(on: Sql, names: readonly string[]): Promise<readonly { name: string; permissions: string[] }[]> {
  return on.select({ name: roles.name, permissions: roles.permissions }).from(roles).where(inArray(roles.name, [...names]));
}

export async function insertRole(tx: Tx, row: RoleRow): Promise<void> {
  await tx.insert(roles).values(row);
}

/** Writes a built-in role as the program knows it now. */
export async function putBuiltInRole(tx: Tx, row: Omit<RoleRow, 'isBuiltIn'>): Promise<void> {
  const { description, permissions } = row;
  await tx
    .insert(roles)
    .values({ ...row, isBuiltIn: true })
    .onConflictDoUpdate({ target: roles.name, set: { description, permissions, isBuiltIn: true } });
}

export async function updateRole(tx: Tx, name: string, changes: { description?: string; permissions?: string[] }): Promise<void> {
  await tx.update(roles).set(changes).where(eq(roles.name, name));
}

export async function deleteRole(tx: Tx, name: string): Promise<void> {
  await tx.delete(roles).where(eq(roles.name, name));
}

/** Lets one transaction at a time change who the administrators are. */
export async function lockAdministratorRole(tx: Tx): Promise<void> {
  await tx.select({ name: roles.name }).from(roles).where(eq(roles.name, 'admin')).for('no key update');
}
