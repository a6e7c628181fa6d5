/** Signs and checks access tokens (JWT). */
export { createAccessTokens, type AccessTokens } from './access-token.ts';
/** Makes API tokens and tells whether a text may be one. */
export { isApiToken, newApiToken } from './api-token.ts';
/** Hash of a random secret as stored, and secrets derived from others. */
export { deriveSecret, digest } from './digest.ts';
/** A bounded map that forgets what was not asked for lately. */
export { GenerationalCache } from './generational-cache.ts';
/** Slow, salted password hashes (Argon2id). */
export { createPasswords, type Passwords } from './passwords.ts';
/** Questions about sets of permissions; `requirePermission` throws FORBIDDEN. */
export { includes, narrow, requirePermission } from './permissions.ts';
