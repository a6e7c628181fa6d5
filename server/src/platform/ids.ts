import { randomBytes, randomUUID } from 'node:crypto';

/** A random UUID, version 4. */
export function newUuid(): string {
  return randomUUID();
}

/** `bytes` random bytes as base64url, for secrets that are shown once. */
export function newSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
