import { randomUUID } from 'node:crypto';
import { type Audit, createAudit } from '../../src/modules/audit/index.ts';
import { createIdentity, type Identity } from '../../src/modules/identity/index.ts';
import type { Ctx, Principal, UserCtx } from '../../src/platform/context/index.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { silentLog } from './log.ts';
import { LoneBus } from './lone-bus.ts';
import { SetClock } from './set-clock.ts';

export const adminPassword = 'correct horse battery';
export const jwtSecret = 'a-test-secret-of-some-length';

/** The module on a fresh database, with an administrator. */
export interface IdentityHouse extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly bus: LoneBus;
  readonly clock: SetClock;
  readonly audit: Audit;
  readonly identity: Identity;
  /** A caller who has not signed in. */
  anonymous(ip?: string): Ctx;
  as(principal: Principal): UserCtx;
  /** Signs in and authenticates with the access token. */
  signIn(login?: string, password?: string): Promise<UserCtx>;
  /** A second process on the same database: its own bus hears nothing of this one. */
  second(): Promise<Identity>;
}

export async function openIdentityHouse(): Promise<IdentityHouse> {
  const db = await openTestDatabase();
  const bus = new LoneBus();
  const clock = new SetClock();
  const audit = createAudit({ db, clock });
  const config = { jwtSecret, JWT_ALGORITHM: 'HS256', REGISTRATION: 'closed', JWT_EXPIRATION_HOURS: 24 } as const;
  const identity = await createIdentity({ db, bus, clock, log: silentLog, audit, config });
  await identity.ensureAdministrator({ ADMIN_PASSWORD: adminPassword, ADMIN_EMAIL: 'Admin@Example.com' });
  const anonymous = (ip = '127.0.0.1'): Ctx => ({ principal: null, requestId: randomUUID(), signal: new AbortController().signal, clock, ip, userAgent: 'test' });
  const as = (principal: Principal): UserCtx => ({ ...anonymous(), principal });
  return {
    db, bus, clock, audit, identity, anonymous, as,
    async signIn(login = 'admin', password = adminPassword) {
      const { accessToken } = await identity.login(anonymous(), { login, password, isRemembered: false });
      const principal = await identity.authenticate({ token: accessToken, cookie: null });
      if (principal === null) throw new Error('the new access token is not accepted');
      return as(principal);
    },
    second: () => createIdentity({ db, bus: new LoneBus(), clock, log: silentLog, audit, config }),
    [Symbol.asyncDispose]: () => db.close(),
  };
}
