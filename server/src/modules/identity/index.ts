import type { Principal } from '../../platform/context/index.ts';

/** What a request carried to prove who calls. */
export interface Credentials {
  /** From `Authorization: Bearer`, `X-API-Key` or a socket's `?token=`: access token or API token. */
  readonly token: string | null;
  /** Value of the `session_token` cookie. */
  readonly cookie: string | null;
}

/** Users, sessions, tokens, roles. */
export interface Identity {
  /**
   * Who calls: null when nothing valid was shown. Synchronous when the answer is cached (the hot path).
   * Logout, disabling a user and revoking a token take effect at the next call, in every process.
   */
  authenticate(credentials: Credentials): Principal | null | Promise<Principal | null>;
}
