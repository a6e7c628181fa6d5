import { type AccessTokens, digest, isApiToken, narrow } from '../../platform/auth/index.ts';
import type { Clock, Credential, Principal } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/types.ts';
import { type Bearer, preparePrincipalReads, type SessionBearer } from './principal.repository.ts';
import { touchSession } from './session.repository.ts';
import { touchToken } from './token.repository.ts';

/** A principal and until when its credential is good, milliseconds since the epoch. */
export interface Found {
  readonly principal: Principal;
  readonly untilMs: number;
}

/** Asks the database whom a credential belongs to; null when to nobody. */
export interface PrincipalLookup {
  byToken(token: string): Promise<Found | null>;
  byCookie(cookie: string): Promise<Found | null>;
}

const touchEveryMs = 60_000;

function endOf({ expiresAt }: Bearer): number {
  return expiresAt?.getTime() ?? Infinity;
}

function toPrincipal(bearer: Bearer, via: Credential, own: { sessionId: string | null; permissions: ReadonlySet<string> }): Principal {
  const { userId, serialId, username, email, roles } = bearer;
  return { userId, serialId, username, email, roles, via, ...own };
}

/** Lookups by access token, API token and cookie; each notes, once a minute, that the credential was used. */
export function createPrincipalLookup(options: { db: Database; clock: Clock; accessTokens: AccessTokens }): PrincipalLookup {
  const { db, clock, accessTokens } = options;
  const reads = preparePrincipalReads(db.sql);

  function isUsable(bearer: Bearer): boolean {
    return !bearer.isDisabled && bearer.revokedAt === null && endOf(bearer) > clock.now();
  }

  function isTouchDue({ lastUsedAt }: Bearer): boolean {
    return lastUsedAt === null || clock.now() - lastUsedAt.getTime() >= touchEveryMs;
  }

  async function ofSession(bearer: SessionBearer | null, via: Credential): Promise<Found | null> {
    if (bearer === null || !isUsable(bearer)) return null;
    const { sessionId } = bearer;
    if (isTouchDue(bearer)) await touchSession(db.sql, sessionId, new Date(clock.now()));
    return { principal: toPrincipal(bearer, via, { sessionId, permissions: new Set(bearer.permissions) }), untilMs: endOf(bearer) };
  }

  async function byApiToken(token: string): Promise<Found | null> {
    const bearer = await reads.byToken(digest(token));
    if (bearer === null || !isUsable(bearer)) return null;
    if (isTouchDue(bearer)) await touchToken(db.sql, bearer.tokenId, new Date(clock.now()));
    const permissions = narrow(bearer.scopes, new Set(bearer.permissions));
    return { principal: toPrincipal(bearer, 'api-token', { sessionId: null, permissions }), untilMs: endOf(bearer) };
  }

  async function byAccessToken(token: string): Promise<Found | null> {
    const claims = accessTokens.verify(token);
    if (claims === null) return null;
    const found = await ofSession(await reads.bySession(claims.sid), 'access-token');
    if (found === null || found.principal.userId !== claims.sub) return null;
    return { principal: found.principal, untilMs: Math.min(found.untilMs, claims.exp * 1000) };
  }

  return {
    byToken: (token) => (isApiToken(token) ? byApiToken(token) : byAccessToken(token)),
    byCookie: async (cookie) => ofSession(await reads.byCookie(digest(cookie)), 'cookie'),
  };
}
