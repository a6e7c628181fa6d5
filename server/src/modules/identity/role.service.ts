import { includes, requirePermission } from '../../platform/auth/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { isForeignKeyViolation } from '../../platform/db/index.ts';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { identityErrors } from './identity.errors.ts';
import { roleChanged } from './identity.events.ts';
import type { Roles } from './identity.operations.ts';
import { assertHeld, assertKnown } from './identity.policy.ts';
import type { Role } from './identity.types.ts';
import type { Parts } from './parts.ts';
import { permissionCatalogue } from './permission-catalogue.ts';
import { deleteRole, findRole, insertRole, listRoles, updateRole } from './role.repository.ts';
import { takenAs } from './taken.ts';

const right = 'admin:roles';

function requireReading(ctx: UserCtx): void {
  const { permissions } = ctx.principal;
  if (!includes(permissions, right) && !includes(permissions, 'admin:users')) throw errors.FORBIDDEN({ details: { permission: right } });
}

async function find(on: Sql, name: string): Promise<Role> {
  const role = await findRole(on, name);
  if (role === null) throw identityErrors.ROLE_NOT_FOUND();
  return role;
}

/** Finds a role that the caller may change: not a built-in one and not above themselves. */
async function findChangeable(tx: Tx, ctx: UserCtx, name: string): Promise<Role> {
  const role = await find(tx, name);
  if (role.isBuiltIn) throw identityErrors.ROLE_BUILT_IN();
  assertHeld(ctx.principal, role.permissions);
  return role;
}

function assertGivable(ctx: UserCtx, permissions: readonly string[]): string[] {
  assertKnown(permissions);
  assertHeld(ctx.principal, permissions);
  return [...new Set(permissions)].sort();
}

/** Administration of roles. */
export function createRoleService({ db, bus, clock, audit }: Parts): Roles {
  const tell = (tx: Tx, ctx: UserCtx, change: { eventType: string; name: string; permissions?: readonly string[] }): Promise<void> =>
    audit.record(tx, ctx, {
      eventType: change.eventType, resourceType: 'role', resourceId: change.name, description: `Role ${change.name}: ${change.eventType.toLowerCase()}`, status: 'success',
      ...(change.permissions && { metadata: { permissions: change.permissions } }),
    });
  return {
    async list(ctx) {
      requireReading(ctx);
      return listRoles(db.sql);
    },
    async get(ctx, name) {
      requireReading(ctx);
      return find(db.sql, name);
    },
    permissions(ctx) {
      requireReading(ctx);
      return permissionCatalogue;
    },
    async create(ctx, { name, description, permissions }) {
      requirePermission(ctx, right);
      const given = assertGivable(ctx, permissions);
      await takenAs(db.transaction(async (tx) => {
        await insertRole(tx, { name, description, permissions: given, isBuiltIn: false, createdAt: new Date(clock.now()) });
        await tell(tx, ctx, { eventType: 'CREATE', name, permissions: given });
      }));
      return find(db.sql, name);
    },
    async update(ctx, name, { description, permissions }) {
      requirePermission(ctx, right);
      const given = permissions && assertGivable(ctx, permissions);
      await db.transaction(async (tx) => {
        const role = await findChangeable(tx, ctx, name);
        await updateRole(tx, name, { description: description ?? role.description, permissions: given ?? [...role.permissions] });
        await tell(tx, ctx, { eventType: 'UPDATE', name, ...(given && { permissions: given }) });
      });
      bus.publish(roleChanged, { role: name });
      return find(db.sql, name);
    },
    async remove(ctx, name) {
      requirePermission(ctx, right);
      await db.transaction(async (tx) => {
        await findChangeable(tx, ctx, name);
        await deleteRole(tx, name);
        await tell(tx, ctx, { eventType: 'DELETE', name });
      }).catch((thrown: unknown) => {
        throw isForeignKeyViolation(thrown) ? identityErrors.ROLE_IN_USE() : thrown;
      });
    },
  };
}
