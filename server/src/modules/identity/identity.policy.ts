import { includes } from '../../platform/auth/index.ts';
import type { Principal, UserCtx } from '../../platform/context/index.ts';
import { identityErrors } from './identity.errors.ts';
import { isPermission } from './permission-catalogue.ts';
import type { Rank } from './identity.types.ts';

const shortest = 8;
const longest = 256;

/** @throws WEAK_PASSWORD when too short, too long, or the user's own name (NIST SP 800-63B: length, no rules of composition) */
export function assertPassword(password: string, user: { username: string; email: string }): void {
  const lower = password.toLowerCase();
  if (password.length < shortest) throw identityErrors.WEAK_PASSWORD({ message: `The password needs at least ${shortest} characters` });
  if (password.length > longest) throw identityErrors.WEAK_PASSWORD({ message: `The password may have at most ${longest} characters` });
  if (lower === user.username.toLowerCase() || lower === user.email.toLowerCase()) {
    throw identityErrors.WEAK_PASSWORD({ message: 'The password must differ from the name' });
  }
}

/** @throws SESSION_REQUIRED for API tokens: a leaked token must not be able to make itself permanent */
export function requireSession(ctx: UserCtx): string {
  if (ctx.principal.sessionId === null) throw identityErrors.SESSION_REQUIRED();
  return ctx.principal.sessionId;
}

/** @throws PERMISSION_UNKNOWN for names that nothing checks */
export function assertKnown(permissions: readonly string[]): void {
  const unknown = permissions.filter((permission) => !isPermission(permission));
  if (unknown.length > 0) throw identityErrors.PERMISSION_UNKNOWN({ details: { permissions: unknown } });
}

/** @throws PERMISSION_NOT_HELD: nobody gives away, or acts on somebody who has, more than they hold themselves */
export function assertHeld(actor: Principal, permissions: readonly string[]): void {
  const foreign = permissions.filter((permission) => !includes(actor.permissions, permission));
  if (foreign.length > 0) throw identityErrors.PERMISSION_NOT_HELD({ details: { permissions: foreign } });
}

/** How far permissions reach, for guides that know only three roles. */
export function rankOf(permissions: readonly string[]): Rank {
  if (permissions.includes('*')) return 'admin';
  return permissions.some((permission) => permission.startsWith('write:')) ? 'operator' : 'viewer';
}
