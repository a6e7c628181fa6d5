import { eq, lt, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { loginAttempts } from './tables.repository.ts';

/** Delays after failures: none for the first `free`, then one second doubling up to `longestSeconds`. */
export interface Backoff {
  readonly subject: 'account' | 'address';
  readonly free: number;
  readonly longestSeconds: number;
  /** Failures older than this no longer count. */
  readonly forgetAfterSeconds: number;
}

/**
 * Counts one attempt, in one statement, before the password is looked at: attempts that run at the
 * same time cannot slip past the limit. Returns null when counted, else the time until which none is allowed.
 */
export async function countAttempt(on: Sql, key: Buffer, at: { now: Date; backoff: Backoff }): Promise<Date | null> {
  const { now, backoff } = at;
  const forgetBefore = new Date(now.getTime() - backoff.forgetAfterSeconds * 1000);
  const failures = sql`case when ${loginAttempts.lastAt} < ${forgetBefore} then 1 else ${loginAttempts.failures} + 1 end`;
  const delay = sql`least(${backoff.longestSeconds}, power(2, least(30, ${failures} - ${backoff.free})))`;
  const counted = await on
    .insert(loginAttempts)
    .values({ key, failures: 1, lastAt: now })
    .onConflictDoUpdate({
      target: loginAttempts.key,
      set: { failures, lastAt: now, blockedUntil: sql`case when ${failures} >= ${backoff.free} then ${now}::timestamptz + ${delay} * interval '1 second' end` },
      setWhere: sql`coalesce(${loginAttempts.blockedUntil} <= ${now}, true)`,
    })
    .returning({ failures: loginAttempts.failures });
  if (counted.length > 0) return null;
  const [row] = await on.select({ blockedUntil: loginAttempts.blockedUntil }).from(loginAttempts).where(eq(loginAttempts.key, key));
  return row?.blockedUntil ?? null;
}

/** Forgets every failure of an account. */
export async function clearAttempts(tx: Tx, key: Buffer): Promise<void> {
  await tx.delete(loginAttempts).where(eq(loginAttempts.key, key));
}

/** Takes back one counted attempt that turned out right, leaving earlier failures counted. */
export async function takeBackAttempt(tx: Tx, key: Buffer): Promise<void> {
  await tx.update(loginAttempts).set({ failures: sql`greatest(0, ${loginAttempts.failures} - 1)`, blockedUntil: null }).where(eq(loginAttempts.key, key));
}

/** Removes counters that no longer count. */
export async function forgetAttempts(on: Sql, before: Date): Promise<void> {
  await on.delete(loginAttempts).where(lt(loginAttempts.lastAt, before));
}
