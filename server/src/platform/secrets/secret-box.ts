import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto';
import { defineErrors } from '../errors/index.ts';

const secretErrors = defineErrors({
  SECRET_UNREADABLE: [500, 'A stored secret cannot be read with the configured encryption keys'],
});

/** The configured key texts. */
export interface SecretBoxOptions {
  /** Key text that new secrets are sealed with: ENCRYPTION_KEY. */
  readonly current: string;
  /** Earlier key texts, still accepted for opening: ENCRYPTION_KEYS_OLD. */
  readonly old?: readonly string[];
}

/** Seals small texts (tokens, webhook addresses, TOTP seeds) for the database. */
export interface SecretBox {
  /** Encrypts `text`; it opens only with the same `context`, such as `integration:jira:<id>`, so that rows cannot be swapped. */
  seal(text: string, context: string): string;
  /** @throws SECRET_UNREADABLE when the key is not known, the context differs or a bit was changed */
  open(sealed: string, context: string): string;
  /** True when `sealed` was made with an older key: open it and seal it again. */
  needsRotation(sealed: string): boolean;
}

interface Key {
  /** Tells which key sealed an envelope, without telling the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

const version = 'v1';
const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes, keyBytes] = [12, 16, 32];
// The key must come out the same at every start, so the salt is fixed; the cost is there for people's own passphrases.
const salt = 'bulwark secret box v1';
const cost = { N: 16_384, r: 8, p: 1 };
const envelope = /^v1\.([0-9a-f]{8})\.([\w-]+)$/;

function deriveKey(text: string): Key {
  const bytes = scryptSync(text, salt, keyBytes, cost);
  return { id: createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 8), bytes };
}

function additionalData(keyId: string, context: string): Buffer {
  return Buffer.from(`${version}.${keyId}.${context}`, 'utf8');
}

function encrypt({ id, bytes }: Key, text: string, context: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, bytes, iv, { authTagLength: tagBytes }).setAAD(additionalData(id, context));
  const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${version}.${id}.${sealed.toString('base64url')}`;
}

function decrypt({ id, bytes }: Key, sealed: Buffer, context: string): string {
  const [iv, body, tag] = [sealed.subarray(0, ivBytes), sealed.subarray(ivBytes, -tagBytes), sealed.subarray(-tagBytes)];
  const decipher = createDecipheriv(algorithm, bytes, iv, { authTagLength: tagBytes }).setAAD(additionalData(id, context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
}

/**
 * AES-256-GCM (NIST SP 800-38D) with keys derived by scrypt (RFC 7914) from the configured texts. Sealed texts
 * carry the id of their key, so keys can be rotated: make the new one current, the earlier one old, seal
 * again what `needsRotation`, then drop the old one. Keys are derived when first used.
 */
export function createSecretBox({ current, old = [] }: SecretBoxOptions): SecretBox {
  let derived: readonly [Key, ...Key[]] | null = null;
  const keys = (): readonly [Key, ...Key[]] => (derived ??= [deriveKey(current), ...old.map(deriveKey)]);
  return {
    seal: (text, context) => encrypt(keys()[0], text, context),
    open(sealed, context) {
      const [, id = '', body = ''] = envelope.exec(sealed) ?? [];
      const key = keys().find((candidate) => candidate.id === id);
      if (key === undefined) throw secretErrors.SECRET_UNREADABLE();
      try {
        return decrypt(key, Buffer.from(body, 'base64url'), context);
      } catch (cause) {
        throw secretErrors.SECRET_UNREADABLE({ cause });
      }
    },
    needsRotation: (sealed) => envelope.exec(sealed)?.[1] !== keys()[0].id,
  };
}
