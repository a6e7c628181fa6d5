/** What a user pays for in the scorpius guides. */
export type SubscriptionTier = 'free' | 'pro' | 'enterprise';
/** What a user pays for in guide tradeflow. */
export type Plan = 'trial' | 'starter' | 'pro' | 'elite';

/** How far a user's permissions reach, for guides that know only three roles. */
export type Rank = 'admin' | 'operator' | 'viewer';

/** A person with an account. */
export interface User {
  /** UUID. */
  readonly id: string;
  /** Small running number for clients that expect integer ids. */
  readonly serialId: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  /** Empty when in none. */
  readonly team: string;
  readonly avatarUrl: string | null;
  readonly organization: string | null;
  readonly subscriptionTier: SubscriptionTier;
  readonly plan: Plan;
  /** Sorted by name. */
  readonly roles: readonly string[];
  /** Union over the roles, with what wildcards stand for, sorted. */
  readonly permissions: readonly string[];
  readonly rank: Rank;
  readonly isDisabled: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly lastLoginAt: Date | null;
}

/** A named set of permissions. */
export interface Role {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly string[];
  readonly isBuiltIn: boolean;
  readonly userCount: number;
  readonly createdAt: Date;
}

/** One login. */
export interface Session {
  /** UUID. */
  readonly id: string;
  readonly userId: string;
  readonly isRemembered: boolean;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly createdAt: Date;
  /** Exact to a minute. */
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

/** An API token as it is listed; the token itself is shown once, at creation. */
export interface ApiToken {
  /** UUID. */
  readonly id: string;
  readonly userId: string;
  /** Name of the owner. */
  readonly createdBy: string;
  readonly name: string;
  /** `sk_live_...x1y2`. */
  readonly preview: string;
  readonly scopes: readonly string[];
  readonly environment: string | null;
  readonly status: 'active' | 'revoked' | 'expired';
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  /** Exact to a minute. */
  readonly lastUsedAt: Date | null;
}

/** What a refresh gives: new tokens in the same session. */
export interface Renewed {
  readonly user: User;
  readonly sessionId: string;
  /** JWT for `Authorization: Bearer`. */
  readonly accessToken: string;
  readonly accessExpiresAt: Date;
  /** Seconds from now until `accessExpiresAt`. */
  readonly expiresInSeconds: number;
  /** Works once; the answer to its use carries the next one. */
  readonly refreshToken: string;
}

/** What a login gives. */
export interface SignedIn extends Renewed {
  /** Secret for the HttpOnly cookie `session_token`. */
  readonly cookie: string;
  readonly cookieMaxAgeSeconds: number;
}
