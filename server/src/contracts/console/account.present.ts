import { iso, isoOrNull } from '../../lib/time.ts';
import type { ApiToken, Role, Session, User } from '../../modules/identity/index.ts';
import type { RoleRow, SessionRow, TokenRow, UserRow } from './account.wire.ts';

export function presentUser(user: User): UserRow {
  const { rank: _rank, serialId: _serialId, ...shown } = user;
  return { ...shown, roles: [...user.roles], permissions: [...user.permissions], createdAt: iso(user.createdAt), updatedAt: iso(user.updatedAt), lastLoginAt: isoOrNull(user.lastLoginAt) };
}

export function presentSession(session: Session, currentId: string | null): SessionRow {
  const { id, isRemembered, ip, userAgent } = session;
  return { id, isCurrent: id === currentId, isRemembered, ip, userAgent, createdAt: iso(session.createdAt), lastUsedAt: iso(session.lastUsedAt), expiresAt: iso(session.expiresAt) };
}

export function presentToken(token: ApiToken): TokenRow {
  const { id, userId, createdBy, name, preview, status } = token;
  return { id, userId, createdBy, name, preview, status, scopes: [...token.scopes], createdAt: iso(token.createdAt), expiresAt: isoOrNull(token.expiresAt), lastUsedAt: isoOrNull(token.lastUsedAt) };
}

export function presentRole(role: Role): RoleRow {
  return { ...role, permissions: [...role.permissions], createdAt: iso(role.createdAt) };
}
