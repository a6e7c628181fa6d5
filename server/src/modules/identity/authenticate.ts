import { type AccessTokens, digest, GenerationalCache, isApiToken, narrow } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/types.ts';
import type { Clock, Credential, Principal } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/types.ts';
import { roleChanged, sessionRevoked, userChanged } from './identity.events.ts';
import type { Identity } from './identity.operations.ts';
import { type Bearer, preparePrincipalReads } from './principal.repository.ts';
import { touchSession } from './session.repository.ts';
import { touchToken } from './token.repository.ts';

interface Known {
  readonly principal: Principal;
  /** Asked again after this time, milliseconds since the epoch. */
  readonly untilMs: number;
}

const capacity = 20_000;
// Events drop an entry at once; this bounds how long a lost event could keep one alive.
const trustedMs = 10_000;
const touchEveryMs = 60_000;

function isUsable(bearer: Bearer, now: number): boolean {
  return !bearer.isDisabled && bearer.revokedAt === null && (bearer.expiresAt === null || bearer.expiresAt.getTime() > now);
}

function toPrincipal(bearer: Bearer, via: Credential, own: { sessionId: string | null; permissions: ReadonlySet<string> }): Principal {
  const { userId, serialId, username, email, roles } = bearer;
  return { userId, serialId, username, email, roles, via, ...own };
}

/** Answers who a credential belongs to, from memory where it can. */
export function createAuthenticate(options: { db: Database; bus: Bus; clock: Clock; accessTokens: AccessTokens }): Identity['authenticate'] {
  const { db, bus, clock, accessTokens } = options;
  const reads = preparePrincipalReads(db.sql);
  const known = new GenerationalCache<Known>(capacity);
  const asking = new Map<string, Promise<Principal | null>>();
  // Counts invalidations: an answer that was read before one must not be remembered after it.
  let epoch = 0;

  function drop(matches: (entry: Known) => boolean): void {
    epoch += 1;
    asking.clear();
    known.deleteWhere(matches);
  }
  bus.subscribe(sessionRevoked, ({ sessionId }) => drop(({ principal }) => principal.sessionId === sessionId));
  bus.subscribe(userChanged, ({ userId }) => drop(({ principal }) => principal.userId === userId));
  bus.subscribe(roleChanged, ({ role }) => drop(({ principal }) => principal.roles.includes(role)));
  bus.onGap(() => drop(() => true));

  function isTouchDue(bearer: Bearer): boolean {
    return bearer.lastUsedAt === null || clock.now() - bearer.lastUsedAt.getTime() >= touchEveryMs;
  }

  async function bySession(sessionId: string, userId: string): Promise<{ bearer: Bearer; principal: Principal } | null> {
    const bearer = await reads.bySession(sessionId);
    if (bearer === null || bearer.userId !== userId || !isUsable(bearer, clock.now())) return null;
    if (isTouchDue(bearer)) await touchSession(db.sql, sessionId, new Date(clock.now()));
    return { bearer, principal: toPrincipal(bearer, 'access-token', { sessionId, permissions: new Set(bearer.permissions) }) };
  }

  async function askToken(token: string): Promise<Known | null> {
    if (isApiToken(token)) {
      const bearer = await reads.byToken(digest(token));
      if (bearer === null || !isUsable(bearer, clock.now())) return null;
      if (isTouchDue(bearer)) await touchToken(db.sql, bearer.tokenId, new Date(clock.now()));
      const permissions = narrow(bearer.scopes, new Set(bearer.permissions));
      return { principal: toPrincipal(bearer, 'api-token', { sessionId: null, permissions }), untilMs: bearer.expiresAt?.getTime() ?? Infinity };
    }
    const claims = accessTokens.verify(token);
    if (claims === null) return null;
    const found = await bySession(claims.sid, claims.sub);
    return found && { principal: found.principal, untilMs: Math.min(claims.exp * 1000, found.bearer.expiresAt?.getTime() ?? Infinity) };
  }

  async function askCookie(cookie: string): Promise<Known | null> {
    const bearer = await reads.byCookie(digest(cookie));
    if (bearer === null || !isUsable(bearer, clock.now())) return null;
    if (isTouchDue(bearer)) await touchSession(db.sql, bearer.sessionId, new Date(clock.now()));
    const principal = toPrincipal(bearer, 'cookie', { sessionId: bearer.sessionId, permissions: new Set(bearer.permissions) });
    return { principal, untilMs: bearer.expiresAt?.getTime() ?? Infinity };
  }

  async function ask(key: string, find: () => Promise<Known | null>): Promise<Principal | null> {
    const startedIn = epoch;
    const found = await find();
    if (found === null) return null;
    const untilMs = Math.min(found.untilMs, clock.now() + trustedMs);
    if (startedIn === epoch) known.set(key, { principal: found.principal, untilMs });
    return found.principal;
  }

  function recall(key: string, find: () => Promise<Known | null>): Principal | null | Promise<Principal | null> {
    const entry = known.get(key);
    // Without word from the other processes memory may be wrong.
    if (entry !== undefined && entry.untilMs > clock.now() && bus.isConnected()) return entry.principal;
    const earlier = asking.get(key);
    if (earlier !== undefined) return earlier;
    const answer = ask(key, find).finally(() => {
      if (asking.get(key) === answer) asking.delete(key);
    });
    asking.set(key, answer);
    return answer;
  }

  return ({ token, cookie }) => {
    if (token !== null) return recall(token, () => askToken(token));
    return cookie === null ? null : recall(`cookie ${cookie}`, () => askCookie(cookie));
  };
}
