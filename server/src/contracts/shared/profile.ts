import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { Modules } from '../kit/index.ts';

type User = Awaited<ReturnType<Modules['identity']['me']>>;

/** The names that guides give the middle one of their three roles. */
const middleRoles = ['engineer', 'operator', 'analyst'] as const;
type MiddleRole = (typeof middleRoles)[number];

/** The one role of a user: as it is called where several guides look, else by `middle`. */
export function roleWord<M extends MiddleRole>(user: Pick<User, 'rank' | 'roles'>, middle: M): 'admin' | 'viewer' | M {
  return user.rank === 'operator' ? middle : user.rank;
}

/** Where guides meet, a user who holds one of the middle roles by name is called so; others by guide ops's word. */
function sharedRole(user: User): 'admin' | 'viewer' | MiddleRole {
  const held = middleRoles.find((role) => user.roles.includes(role));
  return roleWord(user, held ?? 'engineer');
}

/** A user in the words of guides scorpius-x (snake_case, and what its client requires) and ops (camelCase) at once. */
export const profile = z.object({
  id: z.uuid(),
  email: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(['admin', 'viewer', ...middleRoles]),
  roles: z.array(z.string()),
  permissions: z.array(z.string()),
  team: z.string(),
  organization: z.string().nullable(),
  /** Absent without one: a client of guide scorpius-x refuses null. */
  avatar: z.url().optional(),
  subscription: z.object({ tier: z.enum(['free', 'pro', 'enterprise']), features: z.array(z.string()) }),
  isActive: z.boolean(),
  isVerified: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  lastLogin: z.iso.datetime().nullable(),
  last_login: z.iso.datetime().nullable(),
});

/** See {@link profile}. */
export function presentProfile(user: User): z.input<typeof profile> {
  return {
    id: user.id,
    email: user.email,
    username: user.username,
    name: user.name,
    role: sharedRole(user),
    roles: [...user.roles],
    permissions: [...user.permissions],
    team: user.team,
    organization: user.organization,
    ...(user.avatarUrl !== null && { avatar: user.avatarUrl }),
    subscription: { tier: user.subscriptionTier, features: [] },
    isActive: !user.isDisabled,
    // Accounts are made by administrators, so there is nothing left to verify.
    isVerified: true,
    createdAt: iso(user.createdAt),
    updatedAt: iso(user.updatedAt),
    lastLogin: isoOrNull(user.lastLoginAt),
    last_login: isoOrNull(user.lastLoginAt),
  };
}
