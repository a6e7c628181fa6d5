import { isUniqueViolation } from '../../platform/db/index.ts';
import { identityErrors } from './identity.errors.ts';

/** The work, with a taken name told by its code: USERNAME_TAKEN, EMAIL_TAKEN or ROLE_TAKEN. */
export async function takenAs<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (isUniqueViolation(thrown, 'users_username_key')) throw identityErrors.USERNAME_TAKEN();
    if (isUniqueViolation(thrown, 'users_email_key')) throw identityErrors.EMAIL_TAKEN();
    if (isUniqueViolation(thrown, 'roles_pkey')) throw identityErrors.ROLE_TAKEN();
    throw thrown;
  }
}
