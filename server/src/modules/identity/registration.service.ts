import type { Ctx } from '../../platform/context/index.ts';
import { isUniqueViolation } from '../../platform/db/index.ts';
import { newSecret, newUuid } from '../../platform/ids.ts';
import { identityErrors } from './identity.errors.ts';
import type { Identity, Registration } from './identity.operations.ts';
import { assertPassword } from './identity.policy.ts';
import type { User } from './identity.types.ts';
import type { Parts } from './parts.ts';
import { takenAs } from './taken.ts';
import { findUser, insertUser, replaceUserRoles } from './user.repository.ts';

/** Who registers can read, and work on what is their own. */
const role = 'user';

/** A user name from the address: its first part, with what user names may not hold taken out. */
function usernameOf(email: string): string {
  const name = (email.split('@', 1)[0] ?? '').replace(/[^A-Za-z0-9._-]/g, '').replace(/^[^A-Za-z0-9]+/, '').slice(0, 50);
  return name.length >= 2 ? name : `user-${newSecret(4)}`;
}

/** Sign-up by oneself. */
export function createRegistration({ db, clock, audit, passwords }: Parts, isOpen: boolean): Pick<Identity, 'register'> {
  async function insert(ctx: Ctx, { email, name }: Registration, account: { readonly username: string; readonly passwordHash: string }): Promise<User> {
    const now = new Date(clock.now());
    const id = newUuid();
    const row = { ...account, id, email, name, team: '', organization: null, subscriptionTier: 'free', plan: 'trial', createdAt: now, updatedAt: now } as const;
    return await db.transaction(async (tx) => {
      await insertUser(tx, row);
      await replaceUserRoles(tx, id, [role]);
      const user = await findUser(tx, id);
      if (user === null) throw new Error('a user that was just made is there');
      await audit.record(tx, ctx, { eventType: 'CREATE', resourceType: 'user', resourceId: id, description: `User ${account.username}: registered`, status: 'success', metadata: { username: account.username } });
      return user;
    });
  }

  return {
    async register(ctx, input) {
      if (!isOpen) throw identityErrors.REGISTRATION_CLOSED({ details: { variable: 'REGISTRATION' } });
      const username = usernameOf(input.email);
      assertPassword(input.password, { username, email: input.email });
      const passwordHash = await passwords.hash(input.password);
      const first = insert(ctx, input, { username, passwordHash });
      return await takenAs(first.catch(async (thrown: unknown) => {
        if (!isUniqueViolation(thrown, 'users_username_key')) throw thrown;
        return await insert(ctx, input, { username: `${username}-${newSecret(4).replace(/[^A-Za-z0-9]/g, '')}`, passwordHash });
      }));
    },
  };
}
