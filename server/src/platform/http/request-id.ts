import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const acceptable = /^[A-Za-z0-9._-]{8,64}$/;
const prefix = randomBytes(6).toString('base64url');
let count = 0;

/** A caller's `X-Request-Id` where it is harmless, else a short id unique over processes and starts. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  if (typeof given === 'string' && acceptable.test(given)) return given;
  count += 1;
  return `${prefix}-${count.toString(36)}`;
}
