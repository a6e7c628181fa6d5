import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of identity, by code. */
export const identityErrors = defineErrors({
  REGISTRATION_CLOSED: [403, 'Accounts are made by an administrator here; REGISTRATION=open lets people register themselves'],
  INVALID_CREDENTIALS: [401, 'Invalid credentials'],
  REFRESH_TOKEN_INVALID: [401, 'The refresh token is not valid'],
  ACCOUNT_LOCKED: [429, 'Too many failed logins, try again later'],
  WRONG_PASSWORD: [403, 'The current password is not right'],
  WEAK_PASSWORD: [422, 'The password is too easy to guess'],
  SESSION_REQUIRED: [403, 'This needs a login; an API token is not enough'],
  USER_NOT_FOUND: [404, 'User not found'],
  USERNAME_TAKEN: [409, 'This username is taken'],
  EMAIL_TAKEN: [409, 'This e-mail address is taken'],
  LAST_ADMINISTRATOR: [409, 'The last administrator must stay'],
  ROLE_NOT_FOUND: [404, 'Role not found'],
  ROLE_UNKNOWN: [422, 'No role has this name'],
  ROLE_TAKEN: [409, 'A role with this name exists'],
  ROLE_BUILT_IN: [409, 'Built-in roles cannot be changed'],
  ROLE_IN_USE: [409, 'Users still hold this role'],
  PERMISSION_UNKNOWN: [422, 'No permission has this name'],
  PERMISSION_NOT_HELD: [403, 'Nobody can give away what they may not do themselves'],
  SESSION_NOT_FOUND: [404, 'Session not found'],
  TOKEN_NOT_FOUND: [404, 'Token not found'],
  TOKEN_EXPIRY_PAST: [422, 'The expiry lies in the past'],
});
