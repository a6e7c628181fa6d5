import type { Ctx, Principal, UserCtx } from '../../platform/context/index.ts';
import type { ApiToken, Plan, Renewed, Role, Session, SignedIn, SubscriptionTier, User } from './identity.types.ts';
import type { Permission } from './permission-catalogue.ts';

/** What a request carried to prove who calls. */
export interface Credentials {
  /** From `Authorization: Bearer`, `X-API-Key` or a socket's `?token=`: access token or API token. */
  readonly token: string | null;
  /** Value of the `session_token` cookie. Looked at only when there is no token. */
  readonly cookie: string | null;
}

/** What somebody types to sign in. */
export interface Login {
  /** User name or e-mail address, in any case. */
  readonly login: string;
  readonly password: string;
  /** The session lasts 30 days instead of 7. */
  readonly isRemembered: boolean;
}

/** What somebody gives to make an account of their own. */
export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name: string;
}

/** Fields of a profile; what is absent stays. */
export interface ProfileChanges {
  readonly email?: string;
  readonly name?: string;
  readonly team?: string;
  /** HTTP(S) address. */
  readonly avatarUrl?: string | null;
  readonly organization?: string | null;
}

/** What an administrator may change beside the profile. */
export interface UserChanges extends ProfileChanges {
  readonly subscriptionTier?: SubscriptionTier;
  readonly plan?: Plan;
  readonly roles?: readonly string[];
  readonly isDisabled?: boolean;
  /** Sets a new password and ends every session of the user. */
  readonly password?: string;
}

/** A user to be. */
export interface NewUser {
  /** Letters, digits, `.`, `_`, `-`; no `@`. */
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly roles: readonly string[];
  readonly name?: string;
  readonly team?: string;
  readonly organization?: string | null;
  readonly subscriptionTier?: SubscriptionTier;
  readonly plan?: Plan;
}

/** Logins of the caller. */
export interface Sessions {
  /** Live ones, newest first. */
  list(ctx: UserCtx): Promise<readonly Session[]>;
  /** Ends one, at the next request and on its open sockets. Errors: SESSION_NOT_FOUND. */
  revoke(ctx: UserCtx, id: string): Promise<void>;
}

/** API tokens: `bwk_…` or `sk_live_…`, stored as a hash. */
export interface ApiTokens {
  /** Newest first. Those of everybody (`ownerId: null`) need `admin:tokens`. Source: ops#admin. */
  list(ctx: UserCtx, filter: { readonly ownerId: string | null }): Promise<readonly ApiToken[]>;
  /**
   * The token is in the answer and never again. Scopes must be permissions that the caller holds; later they
   * shrink with the owner's. Errors: SESSION_REQUIRED, PERMISSION_UNKNOWN, PERMISSION_NOT_HELD, TOKEN_EXPIRY_PAST.
   */
  create(
    ctx: UserCtx,
    input: { readonly name: string; readonly scopes: readonly string[]; readonly expiresAt: Date | null; readonly environment: string | null; readonly prefix: 'bwk_' | 'sk_live_' },
  ): Promise<{ readonly token: string; readonly info: ApiToken }>;
  /** Own tokens; those of others need `admin:tokens`. Errors: TOKEN_NOT_FOUND. */
  revoke(ctx: UserCtx, id: string): Promise<void>;
}

/** Administration of users; every operation needs `admin:users`. */
export interface Users {
  /** Sorted by user name. */
  list(ctx: UserCtx, filter: { readonly search?: string; readonly role?: string; readonly limit: number; readonly offset: number }): Promise<{ readonly items: readonly User[]; readonly total: number }>;
  /** Errors: USER_NOT_FOUND. */
  get(ctx: UserCtx, id: string): Promise<User>;
  /** Errors: USERNAME_TAKEN, EMAIL_TAKEN, WEAK_PASSWORD, ROLE_UNKNOWN, PERMISSION_NOT_HELD. */
  create(ctx: UserCtx, input: NewUser): Promise<User>;
  /** Errors: USER_NOT_FOUND, EMAIL_TAKEN, WEAK_PASSWORD, ROLE_UNKNOWN, PERMISSION_NOT_HELD, LAST_ADMINISTRATOR. */
  update(ctx: UserCtx, id: string, changes: UserChanges): Promise<User>;
  /** Removes the user with sessions and tokens; the audit trail stays. Errors: USER_NOT_FOUND, PERMISSION_NOT_HELD, LAST_ADMINISTRATOR. */
  remove(ctx: UserCtx, id: string): Promise<void>;
}

/** Roles and what they permit; changes need `admin:roles`, reading `admin:users` or `admin:roles`. */
export interface Roles {
  /** Built-in ones first. */
  list(ctx: UserCtx): Promise<readonly Role[]>;
  /** Errors: ROLE_NOT_FOUND. */
  get(ctx: UserCtx, name: string): Promise<Role>;
  /** Errors: ROLE_TAKEN, PERMISSION_UNKNOWN, PERMISSION_NOT_HELD. */
  create(ctx: UserCtx, input: { readonly name: string; readonly description: string; readonly permissions: readonly string[] }): Promise<Role>;
  /** Errors: ROLE_NOT_FOUND, ROLE_BUILT_IN, PERMISSION_UNKNOWN, PERMISSION_NOT_HELD. */
  update(ctx: UserCtx, name: string, changes: { readonly description?: string; readonly permissions?: readonly string[] }): Promise<Role>;
  /** Errors: ROLE_NOT_FOUND, ROLE_BUILT_IN, ROLE_IN_USE. */
  remove(ctx: UserCtx, name: string): Promise<void>;
  /** Every permission that something checks. */
  permissions(ctx: UserCtx): readonly Permission[];
}

/** Users, sessions, tokens, roles. */
export interface Identity {
  /**
   * Who calls: null when nothing valid was shown. Synchronous when the answer is cached (the hot path).
   * Logout, disabling a user and revoking a token take effect at the next call, in every process.
   */
  authenticate(credentials: Credentials): Principal | null | Promise<Principal | null>;
  /**
   * Opens a session. Errors: INVALID_CREDENTIALS (unknown, wrong and disabled alike),
   * ACCOUNT_LOCKED with `retryAfter`. Source: scorpius#-authentication-system, ops#authentication-flow.
   */
  login(ctx: Ctx, input: Login): Promise<SignedIn>;
  /** Makes an account with role `user`, where the operator allows it. Errors: REGISTRATION_CLOSED, EMAIL_TAKEN, WEAK_PASSWORD. Source: ops#frontend-code-reference. */
  register(ctx: Ctx, input: Registration): Promise<User>;
  /**
   * New tokens in the same session; it ends when it would have ended anyway. With a refresh token, which works once:
   * a spent one ends the session (requests under way at the same time get the same answer).
   * Without, by the session that `ctx` is signed in with. Errors: REFRESH_TOKEN_INVALID.
   */
  refresh(ctx: Ctx, refreshToken: string | null): Promise<Renewed>;
  /** Ends the session, at the next request and on its open sockets. Errors: SESSION_REQUIRED. */
  logout(ctx: UserCtx): Promise<void>;
  me(ctx: UserCtx): Promise<User>;
  /** Errors: EMAIL_TAKEN, SESSION_REQUIRED. */
  updateProfile(ctx: UserCtx, changes: ProfileChanges): Promise<User>;
  /** Ends every other session of the caller. Errors: SESSION_REQUIRED, WRONG_PASSWORD, WEAK_PASSWORD, ACCOUNT_LOCKED. */
  changePassword(ctx: UserCtx, input: { readonly current: string; readonly next: string }): Promise<void>;
  readonly sessions: Sessions;
  readonly tokens: ApiTokens;
  readonly users: Users;
  readonly roles: Roles;
  /** The user in whose name the server works by itself (demonstration, schedules); null when unknown or disabled. */
  actAs(username: string): Promise<Principal | null>;
  /**
   * Creates the administrator `admin` when nobody exists yet. `password` is set only when it was made up here:
   * print it once.
   */
  ensureAdministrator(config: { readonly ADMIN_PASSWORD?: string | undefined; readonly ADMIN_EMAIL: string }): Promise<{ readonly created: boolean; readonly password?: string }>;
}
