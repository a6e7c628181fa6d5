import { iso } from '../../lib/time.ts';
import { digest } from '../../platform/auth/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/types.ts';
import { addressKey } from '../../platform/limits/index.ts';
import type { Log } from '../../platform/log/index.ts';
import { type Backoff, clearAttempts, countAttempt, forgetAttempts, takeBackAttempt } from './attempt.repository.ts';
import { identityErrors } from './identity.errors.ts';
import { accountBackoff, addressBackoff } from './login.policy.ts';

/** One try at a password, counted before the password is looked at. */
interface Attempt {
  /** The password was right: the account starts afresh, the address gets this one try back. */
  succeed(tx: Tx): Promise<void>;
}

export interface Lockout {
  /** Works the same for names that exist and names that do not. Errors: ACCOUNT_LOCKED with `retryAfter`. */
  begin(login: string, ip: string | null): Promise<Attempt>;
}

/** Slows down guessing of passwords, per account and per address, over all processes. */
export function createLockout({ db, clock, log }: { db: Database; clock: Clock; log: Log }): Lockout {
  async function count(key: Buffer, backoff: Backoff): Promise<void> {
    const now = clock.now();
    const blockedUntil = await countAttempt(db.sql, key, { now: new Date(now), backoff });
    if (blockedUntil === null) return;
    log.warn({ by: backoff.subject, blockedUntil: iso(blockedUntil) }, 'login refused after too many failures');
    throw identityErrors.ACCOUNT_LOCKED({ retryAfter: Math.max(1, Math.ceil((blockedUntil.getTime() - now) / 1000)) });
  }
  return {
    async begin(login, ip) {
      const account = digest(`account:${login.toLowerCase()}`);
      const address = ip === null ? null : digest(`address:${addressKey(ip)}`);
      await forgetAttempts(db.sql, new Date(clock.now() - accountBackoff.forgetAfterSeconds * 1000));
      // The address first: while it is blocked, its tries must not lock anybody's account any further.
      if (address !== null) await count(address, addressBackoff);
      await count(account, accountBackoff);
      return {
        async succeed(tx) {
          await clearAttempts(tx, account);
          if (address !== null) await takeBackAttempt(tx, address);
        },
      };
    },
  };
}
