import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { Role, User } from '../../modules/identity/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';
import { roleWord } from '../shared/profile.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';

const guide = 'ops#frontend-code-reference';
const permissions = z.array(z.string().min(1).max(100)).max(200);
const description = z.string().max(500);
/** A role is known by its name. */
const roleId = z.string().min(1).max(64);
const byRole = z.object({ id: roleId });
const byUser = z.object({ id: z.uuid() });

const roleRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  is_system: z.boolean(),
  user_count: z.int(),
  created_at: z.iso.datetime(),
});

const userRow = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['admin', 'engineer', 'viewer']),
  roles: z.array(z.string()),
  team: z.string(),
  permissions: z.array(z.string()),
  avatar: z.string().nullable(),
  status: z.enum(['active', 'inactive']),
  createdAt: z.iso.datetime(),
  lastLogin: z.iso.datetime().nullable(),
});

const userStatus = z.union([
  z.object({ status: z.enum(['active', 'inactive']) }).transform(({ status }) => ({ isDisabled: status === 'inactive' })),
  z.object({ is_active: z.boolean() }).transform(({ is_active: isActive }) => ({ isDisabled: !isActive })),
]);

function presentRole(role: Role): z.input<typeof roleRow> {
  return {
    id: role.name,
    name: role.name,
    description: role.description,
    permissions: [...role.permissions],
    is_system: role.isBuiltIn,
    user_count: role.userCount,
    created_at: iso(role.createdAt),
  };
}

function presentUser(user: User): z.input<typeof userRow> {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: roleWord(user, 'engineer'),
    roles: [...user.roles],
    team: user.team,
    permissions: [...user.permissions],
    avatar: user.avatarUrl,
    status: user.isDisabled ? 'inactive' : 'active',
    createdAt: iso(user.createdAt),
    lastLogin: isoOrNull(user.lastLoginAt),
  };
}

const roleEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/admin/rbac/roles', {
    guide,
    summary: 'Roles, built-in ones first',
    reply: z.array(roleRow),
    run: (m, ctx) => m.identity.roles.list(ctx),
    present: (roles) => roles.map(presentRole),
  }),
  endpoint('GET /api/v1/admin/rbac/roles/:id', {
    guide,
    summary: 'One role',
    params: byRole,
    reply: roleRow,
    run: (m, ctx, { params }) => m.identity.roles.get(ctx, params.id),
    present: presentRole,
  }),
  endpoint('POST /api/v1/admin/rbac/roles', {
    guide,
    summary: 'Creates a role',
    permission: 'admin:roles',
    status: 201,
    body: z.object({ name: roleId, description: description.default(''), permissions }),
    reply: roleRow,
    run: (m, ctx, { body }) => m.identity.roles.create(ctx, body),
    present: presentRole,
  }),
  endpoint('PUT /api/v1/admin/rbac/roles/:id', {
    guide,
    summary: 'Changes description and permissions of a role',
    permission: 'admin:roles',
    params: byRole,
    body: z.object({ description: description.default(''), permissions }),
    reply: roleRow,
    run: (m, ctx, { params, body }) => m.identity.roles.update(ctx, params.id, body),
    present: presentRole,
  }),
  endpoint('DELETE /api/v1/admin/rbac/roles/:id', {
    guide,
    summary: 'Removes a role that nobody holds',
    permission: 'admin:roles',
    status: 204,
    params: byRole,
    reply: z.null(),
    run: (m, ctx, { params }) => m.identity.roles.remove(ctx, params.id),
    present: () => null,
  }),
  endpoint('GET /api/v1/admin/rbac/permissions', {
    guide,
    summary: 'Every permission that something checks',
    reply: z.array(z.object({ id: z.string(), name: z.string(), description: z.string() })),
    run: (m, ctx) => m.identity.roles.permissions(ctx),
    present: (all) => all.map(({ name, description: about }) => ({ id: name, name, description: about })),
  }),
];

const userEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/admin/rbac/users', {
    guide,
    summary: 'Users with their roles, by name',
    permission: 'admin:users',
    query: listQuery({ search: z.string().min(1).max(200).optional(), role: roleId.optional() }),
    reply: listOf(userRow),
    run: (m, ctx, { query: { search, role, ...window } }) =>
      m.identity.users.list(ctx, { limit: window.limit, offset: offsetOf(window), ...(search !== undefined && { search }), ...(role !== undefined && { role }) }),
    present: (found, { query }) => presentList(found, query, presentUser),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('PATCH /api/v1/admin/rbac/users/:id/role', {
    guide,
    summary: 'Gives a user one role in place of those held',
    permission: 'admin:users',
    params: byUser,
    body: z.object({ role: roleId }),
    reply: userRow,
    run: (m, ctx, { params, body }) => m.identity.users.update(ctx, params.id, { roles: [body.role] }),
    present: presentUser,
  }),
  endpoint('PATCH /api/v1/admin/rbac/users/:id/status', {
    guide,
    summary: 'Enables or disables a user; disabling ends every session',
    permission: 'admin:users',
    params: byUser,
    body: userStatus,
    reply: userRow,
    run: (m, ctx, { params, body }) => m.identity.users.update(ctx, params.id, body),
    present: presentUser,
  }),
];

/** Roles, permissions and who holds them. */
export const rbacEndpoints: readonly Endpoint[] = [...roleEndpoints, ...userEndpoints];
