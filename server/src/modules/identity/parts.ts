import type { Passwords } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/types.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/types.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Audit } from '../audit/index.ts';

/** What the services of this module share. */
export interface Parts {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: Audit;
  readonly passwords: Passwords;
}
