import type { Clock, Principal } from '../../platform/context/index.ts';
import type { Limiter } from '../../platform/limits/index.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Modules } from './modules.ts';

/** What every endpoint of the server shares. */
export interface Edge {
  readonly modules: Modules;
  readonly clock: Clock;
  readonly log: Log;
  readonly limiter: Limiter;
  authenticate(credentials: { token: string | null; cookie: string | null }): Principal | null | Promise<Principal | null>;
  /** Requests per minute and caller where neither contract nor endpoint says otherwise. */
  readonly ratePerMinute: number;
  /** Browser origins that may act with a cookie. */
  readonly origins: readonly string[];
  /** Checks every reply against its schema and fails with INTERNAL where they differ; on in tests. */
  readonly isCheckingReplies: boolean;
}
