import { defineEvent } from '../../platform/bus/types.ts';

/** A login session ended: by logout, by its owner, by reuse of a spent refresh token or with a changed password. */
export const sessionRevoked = defineEvent<{ readonly sessionId: string; readonly userId: string }>('session.revoked');
/** What a user may do has changed: roles, disabled, deleted, or an API token revoked. */
export const userChanged = defineEvent<{ readonly userId: string }>('user.changed');
/** The permissions of a role have changed, for everybody who holds it. */
export const roleChanged = defineEvent<{ readonly role: string }>('role.changed');
