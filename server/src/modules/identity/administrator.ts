import type { Clock } from '../../platform/context/index.ts';
import { newSecret, newUuid } from '../../platform/ids.ts';
import { actingAlone } from './acting.ts';
import type { Identity } from './identity.operations.ts';
import type { Parts } from './parts.ts';
import { builtInRoles } from './permission-catalogue.ts';
import { lockAdministratorRole, putBuiltInRole } from './role.repository.ts';
import { countUsers, insertUser, replaceUserRoles } from './user.repository.ts';

/** Writes the built-in roles as this version knows them; says nothing when they are so already. */
export async function putBuiltInRoles({ db, clock }: { db: Parts['db']; clock: Clock }): Promise<void> {
  await db.transaction(async (tx) => {
    for (const role of builtInRoles) await putBuiltInRole(tx, { ...role, permissions: [...role.permissions], createdAt: new Date(clock.now()) });
  });
}

/** See the operation of the same name. */
export function createEnsureAdministrator({ db, clock, audit, passwords }: Parts): Identity['ensureAdministrator'] {
  return async ({ ADMIN_PASSWORD, ADMIN_EMAIL }) => {
    if ((await countUsers(db.sql)) > 0) return { created: false };
    const password = ADMIN_PASSWORD ?? newSecret(18);
    const passwordHash = await passwords.hash(password);
    const at = new Date(clock.now());
    const row = { id: newUuid(), username: 'admin', email: ADMIN_EMAIL, name: 'Administrator', team: '', organization: null, subscriptionTier: 'enterprise', plan: 'elite', passwordHash, createdAt: at, updatedAt: at } as const;
    const created = await db.transaction(async (tx) => {
      // Two processes that start together on an empty database take turns on this row.
      await lockAdministratorRole(tx);
      if ((await countUsers(tx)) > 0) return false;
      await insertUser(tx, row);
      await replaceUserRoles(tx, row.id, ['admin']);
      await audit.record(tx, actingAlone(clock), { eventType: 'CREATE', resourceType: 'user', resourceId: row.id, description: 'First administrator created', status: 'success' });
      return true;
    });
    return created && ADMIN_PASSWORD === undefined ? { created, password } : { created };
  };
}
