/** The module's operations and what they take. */
export type { ApiTokens, Credentials, Identity, Login, NewUser, ProfileChanges, Roles, Sessions, UserChanges, Users } from './identity.operations.ts';
/** Builds the module. */
export { createIdentity, type IdentityOptions } from './create-identity.ts';
/** Codes that this module can answer with. */
export { identityErrors } from './identity.errors.ts';
/** Events after which caches and open sockets of a user are no longer right. */
export { roleChanged, sessionRevoked, userChanged } from './identity.events.ts';
/** What the operations speak of. */
export type { ApiToken, Plan, Rank, Renewed, Role, Session, SignedIn, SubscriptionTier, User } from './identity.types.ts';
/** A permission and what it lets one do. */
export type { Permission } from './permission-catalogue.ts';
