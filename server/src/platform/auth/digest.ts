import { createHash, createHmac } from 'node:crypto';

/** SHA-256 of a random secret, as it is stored. Secrets of 256 bits need no salt and no slow hash. */
export function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** A new secret that only the holder of both `key` and `secret` can work out: the same for the same input. */
export function deriveSecret(key: string, purpose: string, secret: string): string {
  return createHmac('sha256', key).update(`${purpose}:${secret}`).digest('base64url');
}
