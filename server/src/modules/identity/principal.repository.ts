import { eq, sql } from 'drizzle-orm';
import type { Sql } from '../../platform/db/types.ts';
import { apiTokens, sessions, users } from './tables.repository.ts';
import { permissionsOfUser, rolesOfUser } from './user.repository.ts';

/** Who stands behind a credential, as stored now. */
export interface Bearer {
  readonly userId: string;
  readonly serialId: number;
  readonly username: string;
  readonly email: string;
  readonly isDisabled: boolean;
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly lastUsedAt: Date | null;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface SessionBearer extends Bearer {
  readonly sessionId: string;
}

interface TokenBearer extends Bearer {
  readonly tokenId: string;
  readonly scopes: readonly string[];
}

export interface PrincipalReads {
  bySession(id: string): Promise<SessionBearer | null>;
  byCookie(hash: Buffer): Promise<SessionBearer | null>;
  byToken(hash: Buffer): Promise<TokenBearer | null>;
}

/** A user by name, for work that the server does on their behalf. */
export async function findActor(on: Sql, username: string): Promise<Pick<Bearer, 'userId' | 'serialId' | 'username' | 'email' | 'isDisabled' | 'roles' | 'permissions'> | null> {
  const [row] = await on.select(who).from(users).where(eq(sql`lower(${users.username})`, username.toLowerCase()));
  return row ?? null;
}

const who = {
  userId: users.id,
  serialId: users.serialId,
  username: users.username,
  email: users.email,
  isDisabled: users.isDisabled,
  roles: rolesOfUser,
  permissions: permissionsOfUser,
};
const ofSession = { ...who, sessionId: sessions.id, lastUsedAt: sessions.lastUsedAt, expiresAt: sessions.expiresAt, revokedAt: sessions.revokedAt };
const ofToken = { ...who, tokenId: apiTokens.id, scopes: apiTokens.scopes, lastUsedAt: apiTokens.lastUsedAt, expiresAt: apiTokens.expiresAt, revokedAt: apiTokens.revokedAt };

/** The reads behind every request whose credential is not cached: one prepared statement each. */
export function preparePrincipalReads(on: Sql): PrincipalReads {
  const given = sql.placeholder('given');
  const bySession = on.select(ofSession).from(sessions).innerJoin(users, eq(users.id, sessions.userId)).where(eq(sessions.id, given)).prepare('identity_by_session');
  const byCookie = on.select(ofSession).from(sessions).innerJoin(users, eq(users.id, sessions.userId)).where(eq(sessions.cookieHash, given)).prepare('identity_by_cookie');
  const byToken = on.select(ofToken).from(apiTokens).innerJoin(users, eq(users.id, apiTokens.userId)).where(eq(apiTokens.hash, given)).prepare('identity_by_token');
  return {
    bySession: async (id) => (await bySession.execute({ given: id }))[0] ?? null,
    byCookie: async (hash) => (await byCookie.execute({ given: hash }))[0] ?? null,
    byToken: async (hash) => (await byToken.execute({ given: hash }))[0] ?? null,
  };
}
