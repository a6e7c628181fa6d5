import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { ApiToken, Role, Session, User } from '../../modules/identity/index.ts';

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

export function presentUser(user: User): z.input<typeof userRow> {
  const { rank: _rank, serialId: _serialId, ...shown } = user;
  return { ...shown, roles: [...user.roles], permissions: [...user.permissions], createdAt: iso(user.createdAt), updatedAt: iso(user.updatedAt), lastLoginAt: isoOrNull(user.lastLoginAt) };
}

export function presentSession(session: Session, currentId: string | null): z.input<typeof sessionRow> {
  const { id, isRemembered, ip, userAgent } = session;
  return { id, isCurrent: id === currentId, isRemembered, ip, userAgent, createdAt: iso(session.createdAt), lastUsedAt: iso(session.lastUsedAt), expiresAt: iso(session.expiresAt) };
}

export function presentToken(token: ApiToken): z.input<typeof tokenRow> {
  const { id, userId, createdBy, name, preview, status } = token;
  return { id, userId, createdBy, name, preview, status, scopes: [...token.scopes], createdAt: iso(token.createdAt), expiresAt: isoOrNull(token.expiresAt), lastUsedAt: isoOrNull(token.lastUsedAt) };
}

export function presentRole(role: Role): z.input<typeof roleRow> {
  return { ...role, permissions: [...role.permissions], createdAt: iso(role.createdAt) };
}
