import { z } from 'zod';
import { endpoint, type Endpoint } from '../kit/index.ts';
import { presentRole, presentUser } from './account.present.ts';
import { permissionRow, plan, roleRow, tier, userRow } from './account.wire.ts';
import { given } from './given.ts';

const users = 'console#users';
const roles = 'console#roles';
const byId = z.object({ id: z.uuid() });
const byName = z.object({ name: z.string().min(1).max(50) });
const nothing = { status: 204, reply: z.undefined(), present: () => undefined } as const;

const email = z.email().max(254);
const password = z.string().min(8).max(256);
const text = z.string().trim().min(1).max(100);
const roleNames = z.array(z.string().min(1).max(50)).max(20);
const permissions = z.array(z.string().min(1).max(100)).max(200);

const newUser = z.object({
  username: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,63}$/, 'letters, digits, dot, dash and underscore, two to 64'),
  email,
  password,
  roles: roleNames.min(1),
  name: text.optional(),
  team: z.string().trim().max(100).optional(),
  organization: text.nullable().optional(),
  subscriptionTier: tier.optional(),
  plan: plan.optional(),
});

const userChanges = z.object({
  email: email.optional(),
  password: password.optional(),
  roles: roleNames.optional(),
  name: text.optional(),
  team: z.string().trim().max(100).optional(),
  organization: text.nullable().optional(),
  subscriptionTier: tier.optional(),
  plan: plan.optional(),
  isDisabled: z.boolean().optional(),
});

const newRole = z.object({ name: z.string().regex(/^[a-z][a-z0-9_-]{1,49}$/, 'small letters, digits, dash and underscore'), description: z.string().trim().max(300), permissions });

/** Administration of users and roles. */
export const userEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/users', {
    guide: users,
    summary: 'Users by name, searched and paged',
    permission: 'admin:users',
    query: z.object({
      search: z.string().trim().max(100).optional(),
      role: z.string().max(50).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
    }),
    reply: z.object({ items: z.array(userRow), total: z.int() }),
    run: (m, ctx, { query }) => m.identity.users.list(ctx, given({ ...query, search: query.search === '' ? undefined : query.search })),
    present: (page) => ({ items: page.items.map(presentUser), total: page.total }),
  }),
  endpoint('POST /api/console/v1/users', {
    guide: users,
    summary: 'Makes a user',
    permission: 'admin:users',
    status: 201,
    body: newUser,
    reply: userRow,
    run: (m, ctx, { body }) => m.identity.users.create(ctx, given(body)),
    present: presentUser,
  }),
  endpoint('GET /api/console/v1/users/{id}', {
    guide: users,
    summary: 'One user',
    permission: 'admin:users',
    params: byId,
    reply: userRow,
    run: (m, ctx, { params }) => m.identity.users.get(ctx, params.id),
    present: presentUser,
  }),
  endpoint('PATCH /api/console/v1/users/{id}', {
    guide: users,
    summary: 'Changes a user; a new password or disabling ends their sessions',
    permission: 'admin:users',
    params: byId,
    body: userChanges,
    reply: userRow,
    run: (m, ctx, { params, body }) => m.identity.users.update(ctx, params.id, given(body)),
    present: presentUser,
  }),
  endpoint('DELETE /api/console/v1/users/{id}', {
    ...nothing,
    guide: users,
    summary: 'Deletes a user',
    permission: 'admin:users',
    params: byId,
    run: (m, ctx, { params }) => m.identity.users.remove(ctx, params.id),
  }),
  endpoint('GET /api/console/v1/roles', {
    guide: roles,
    summary: 'Roles, built-in ones first',
    reply: z.array(roleRow),
    run: (m, ctx) => m.identity.roles.list(ctx),
    present: (found) => found.map(presentRole),
  }),
  endpoint('POST /api/console/v1/roles', {
    guide: roles,
    summary: 'Makes a role',
    permission: 'admin:roles',
    status: 201,
    body: newRole,
    reply: roleRow,
    run: (m, ctx, { body }) => m.identity.roles.create(ctx, body),
    present: presentRole,
  }),
  endpoint('PATCH /api/console/v1/roles/{name}', {
    guide: roles,
    summary: 'Changes a role for everybody who holds it',
    permission: 'admin:roles',
    params: byName,
    body: newRole.omit({ name: true }).partial(),
    reply: roleRow,
    run: (m, ctx, { params, body }) => m.identity.roles.update(ctx, params.name, given(body)),
    present: presentRole,
  }),
  endpoint('DELETE /api/console/v1/roles/{name}', {
    ...nothing,
    guide: roles,
    summary: 'Deletes a role that nobody holds',
    permission: 'admin:roles',
    params: byName,
    run: (m, ctx, { params }) => m.identity.roles.remove(ctx, params.name),
  }),
  endpoint('GET /api/console/v1/permissions', {
    guide: roles,
    summary: 'Every permission and what it lets one do',
    reply: z.array(permissionRow),
    run: (m, ctx) => m.identity.roles.permissions(ctx),
    present: (found) => [...found],
  }),
];
