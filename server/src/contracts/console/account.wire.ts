import { z } from 'zod';

/** Shapes of users, sessions, tokens and roles on the wire. Times are UTC ISO 8601 with Z. */

const time = z.iso.datetime();

export const tier = z.enum(['free', 'pro', 'enterprise']);
export const plan = z.enum(['trial', 'starter', 'pro', 'elite']);

export const userRow = z.object({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  name: z.string(),
  team: z.string(),
  avatarUrl: z.string().nullable(),
  organization: z.string().nullable(),
  subscriptionTier: tier,
  plan,
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  isDisabled: z.boolean(),
  createdAt: time,
  updatedAt: time,
  lastLoginAt: time.nullable(),
});

export const sessionRow = z.object({
  id: z.uuid(),
  /** The one that asks. */
  isCurrent: z.boolean(),
  isRemembered: z.boolean(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  createdAt: time,
  lastUsedAt: time,
  expiresAt: time,
});

export const tokenRow = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  createdBy: z.string(),
  name: z.string(),
  preview: z.string(),
  scopes: z.array(z.string()),
  status: z.enum(['active', 'revoked', 'expired']),
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable(),
});

export const roleRow = z.object({
  name: z.string(),
  description: z.string(),
  permissions: z.array(z.string()),
  isBuiltIn: z.boolean(),
  userCount: z.int(),
  createdAt: time,
});

export const newTokenRow = tokenRow.extend({ token: z.string() });

export const permissionRow = z.object({ name: z.string(), description: z.string() });

export type UserRow = z.output<typeof userRow>;
export type SessionRow = z.output<typeof sessionRow>;
export type TokenRow = z.output<typeof tokenRow>;
export type NewTokenRow = z.output<typeof newTokenRow>;
export type RoleRow = z.output<typeof roleRow>;
export type PermissionRow = z.output<typeof permissionRow>;
