/** Time as a port, so that tests decide what time it is. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
}

/** The real clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** How a caller proved who they are. */
export type Credential = 'access-token' | 'cookie' | 'api-token' | 'system';

/** An authenticated caller. */
export interface Principal {
  /** UUID. */
  readonly userId: string;
  /** Small running number for clients that expect integer ids. */
  readonly serialId: number;
  readonly username: string;
  readonly email: string;
  readonly roles: readonly string[];
  /** `read:incidents`, `write:scans`, `*` … */
  readonly permissions: ReadonlySet<string>;
  readonly via: Credential;
  /** Login session behind an access token or cookie; null for API tokens and the system. */
  readonly sessionId: string | null;
}

/** What every operation of a module gets first. */
export interface Ctx {
  readonly principal: Principal | null;
  readonly requestId: string;
  /** Aborts when the caller has gone or the server stops. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Remote address, null for work without a caller. */
  readonly ip: string | null;
  readonly userAgent: string | null;
}

/** A context in which the caller is known. */
export interface UserCtx extends Ctx {
  readonly principal: Principal;
}

/** True when the principal holds the permission, directly or by `*` or `read:*` / `write:*`. */
export function isAllowed(principal: Pick<Principal, 'permissions'>, permission: string): boolean {
  const held = principal.permissions;
  if (held.has(permission) || held.has('*')) return true;
  const colon = permission.indexOf(':');
  return colon > 0 && held.has(`${permission.slice(0, colon)}:*`);
}
