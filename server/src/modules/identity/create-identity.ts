import { createAccessTokens, createPasswords } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/types.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/types.ts';
import type { Log } from '../../platform/log/index.ts';
import type { Audit } from '../audit/index.ts';
import { createAccountService } from './account.service.ts';
import { createEnsureAdministrator, putBuiltInRoles } from './administrator.ts';
import { createAuthenticate } from './authenticate.ts';
import type { Identity } from './identity.operations.ts';
import { createLockout } from './lockout.ts';
import { createLoginService } from './login.service.ts';
import { findActor } from './principal.repository.ts';
import { createPrincipalLookup } from './principal.lookup.ts';
import { createRefreshService } from './refresh.service.ts';
import { createRegistration } from './registration.service.ts';
import { createRoleService } from './role.service.ts';
import { createSessionService } from './session.service.ts';
import { createTokenService } from './token.service.ts';
import { createUserService } from './user.service.ts';

/** What the module is built from. */
export interface IdentityOptions {
  readonly db: Database;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Log;
  readonly audit: Audit;
  readonly config: Pick<Config, 'jwtSecret' | 'JWT_ALGORITHM' | 'JWT_EXPIRATION_HOURS' | 'REGISTRATION'>;
}

const hourMs = 3_600_000;

/** Builds the module and writes the built-in roles; needs a migrated database. */
export async function createIdentity({ db, bus, clock, log, audit, config }: IdentityOptions): Promise<Identity> {
  const parts = { db, bus, clock, log, audit, passwords: await createPasswords() };
  const accessTokens = createAccessTokens({ secret: config.jwtSecret, algorithm: config.JWT_ALGORITHM, clock });
  const sessionService = createSessionService({ clock, accessTokens, key: config.jwtSecret, accessLifeMs: config.JWT_EXPIRATION_HOURS * hourMs });
  const lockout = createLockout({ db, clock, log });
  await putBuiltInRoles({ db, clock });
  return {
    authenticate: createAuthenticate({ bus, clock, lookup: createPrincipalLookup({ db, clock, accessTokens }) }),
    ...createLoginService({ ...parts, lockout, sessions: sessionService }),
    ...createRegistration(parts, config.REGISTRATION === 'open'),
    ...createRefreshService({ ...parts, sessions: sessionService }),
    ...createAccountService({ ...parts, lockout }),
    tokens: createTokenService(parts),
    users: createUserService(parts),
    roles: createRoleService(parts),
    async actAs(username) {
      const actor = await findActor(db.sql, username);
      if (actor === null || actor.isDisabled) return null;
      return { ...actor, permissions: new Set(actor.permissions), via: 'system', sessionId: null };
    },
    ensureAdministrator: createEnsureAdministrator(parts),
  };
}
