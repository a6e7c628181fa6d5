import { stdSerializers } from 'pino';

const CENSOR = '[redacted]';
const MAX_DEPTH = 6;

/** Lower case, without `-` and `_`, so that apiKey, api_key and X-API-Key are one name. */
const SECRET_NAMES = new Set([
  'authorization', 'proxyauthorization', 'cookie', 'setcookie', 'sessiontoken', 'csrftoken',
  'password', 'currentpassword', 'newpassword', 'oldpassword', 'passwordhash', 'passphrase', 'mnemonic', 'seedphrase',
  'token', 'accesstoken', 'refreshtoken', 'idtoken', 'apitoken', 'bottoken', 'xauthtoken',
  'secret', 'clientsecret', 'webhooksecret', 'jwtsecret', 'secretkey', 'secretaccesskey',
  'apikey', 'xapikey', 'privatekey', 'encryptionkey', 'signingkey', 'databaseurl', 'redisurl', 'webhookurl',
]);

const secrecyOf = new Map<string, boolean>();

function isSecretName(name: string): boolean {
  const known = secrecyOf.get(name);
  if (known !== undefined) return known;
  const isSecret = SECRET_NAMES.has(name.replace(/[-_]/g, '').toLowerCase());
  // Names come from callers too (headers, bodies): remember only a bounded number.
  if (secrecyOf.size < 2000) secrecyOf.set(name, isSecret);
  return isSecret;
}

/** Credentials that travel inside a URL: `?token=…` and `https://user:password@host`. */
function redactUrl(text: string): string {
  return text
    .replace(/([?&](?:[a-z_-]*(?:token|key|secret|password))=)[^&#\s]*/gi, `$1${CENSOR}`)
    .replace(/(\/\/[^/\s:@]*):[^/\s@]+@/g, `$1:${CENSOR}@`);
}

function redactValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.includes('=') || value.includes('@') ? redactUrl(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  if (value instanceof Error) return redactFields({ ...stdSerializers.errWithCause(value) }, depth);
  // Dates, buffers and the like say themselves how they are printed.
  if ('toJSON' in value || ArrayBuffer.isView(value)) return value;
  return redactFields(value as Record<string, unknown>, depth);
}

function redactFields(fields: Record<string, unknown>, depth: number): Record<string, unknown> {
  const safe: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    safe[name] = isSecretName(name) && value !== null && value !== undefined ? CENSOR : redactValue(value, depth + 1);
  }
  return safe;
}

/** A copy of a log line's fields in which whatever is named like a secret, at any depth, is replaced; errors become plain fields with stack and cause. */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return redactFields(fields, 0);
}
