import { crc32 } from 'node:zlib';
import { newSecret } from '../ids.ts';
import { digest } from './digest.ts';

/** What stands before the random part, so that people and secret scanners know what they found. */
type ApiTokenPrefix = 'bwk_' | 'sk_live_';

const shape = /^(bwk_|sk_live_)([A-Za-z0-9_-]{43})([0-9a-f]{8})$/;

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** A new API token: `prefix`, 256 random bits, CRC-32 of both. The token is shown once; `hash` is what is stored. */
export function newApiToken(prefix: ApiTokenPrefix): { token: string; hash: Buffer; lastFour: string } {
  const body = `${prefix}${newSecret(32)}`;
  const token = `${body}${checksum(body)}`;
  return { token, hash: digest(token), lastFour: token.slice(-4) };
}

/** True for what may be one of our API tokens: a typo or a cut-off copy is told without asking the database. */
export function isApiToken(token: string): boolean {
  const [, prefix, random, sum] = shape.exec(token) ?? [];
  return prefix !== undefined && random !== undefined && checksum(`${prefix}${random}`) === sum;
}
