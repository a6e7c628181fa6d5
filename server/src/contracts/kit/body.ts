import { isUtf8 } from 'node:buffer';
import { errors } from '../../platform/errors/index.ts';
import type { Endpoint } from './endpoint.ts';
import { type Form, looksLikeForm, readForm } from './multipart.ts';

const maxDepth = 64;
const openers = new Set([0x5b, 0x7b]);
const closers = new Set([0x5d, 0x7d]);
const quote = 0x22;
const backslash = 0x5c;

/** Deepest nesting of brackets outside strings; stops counting past the limit. */
function isTooDeep(body: Buffer): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (isInString) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isInString = false;
    } else if (byte === quote) isInString = true;
    else if (openers.has(byte)) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (closers.has(byte)) depth -= 1;
  }
  return false;
}

function dropPrototypeKeys(key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value;
}

/** The escape of a NUL, not a backslash that is itself escaped before `u0000`. */
const nulEscape = /(?<!\\)(?:\\\\)*\\u0000/;

const surrogateEscape = /\\u[dD][89a-fA-F]/;
/** `JSON.stringify` writes a surrogate as an escape only when the other half is missing. */
const loneSurrogate = /(?<!\\)(?:\\\\)*\\ud[89a-f]/;

/** Parses JSON strictly: UTF-8, bounded depth, no NUL characters and no halves of characters (PostgreSQL cannot hold either). */
export function readJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw errors.MALFORMED_JSON({ message: 'The body is not valid UTF-8' });
  if (body.length > maxDepth && isTooDeep(body)) throw errors.MALFORMED_JSON({ message: `The body is nested deeper than ${maxDepth} levels` });
  const text = body.toString('utf8');
  if (text.includes('\\u0000') && nulEscape.test(text)) throw errors.MALFORMED_JSON({ message: 'The body contains a NUL character' });
  const value = parse(text);
  if (surrogateEscape.test(text) && loneSurrogate.test(JSON.stringify(value))) throw errors.MALFORMED_JSON({ message: 'The body contains half of a surrogate pair' });
  return value;
}

function parse(text: string): unknown {
  try {
    return text.includes('__proto__') ? JSON.parse(text, dropPrototypeKeys) : JSON.parse(text);
  } catch (cause) {
    throw errors.MALFORMED_JSON({ cause });
  }
}

function readUrlEncoded(body: Buffer): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body.toString('utf8')));
}

function isJsonType(contentType: string): boolean {
  return contentType === '' || contentType.startsWith('application/json') || contentType.startsWith('text/plain') || contentType.includes('+json');
}

const noFiles: Form['files'] = [];

/** The decoded body. The published clients send a JSON content type with no body on POST and DELETE: that is no body. */
export async function readBody(endpoint: Endpoint, contentType: string, body: Buffer): Promise<{ body: unknown; files: Form['files'] }> {
  if (body.length === 0 || endpoint.consumes === 'raw') return { body: undefined, files: noFiles };
  if (endpoint.consumes === 'multipart' && looksLikeForm(contentType, body)) {
    const form = await readForm(contentType, body);
    return { body: form.fields, files: form.files };
  }
  if (isJsonType(contentType)) return { body: readJson(body), files: noFiles };
  if (contentType.startsWith('application/x-www-form-urlencoded')) return { body: readUrlEncoded(body), files: noFiles };
  throw errors.UNSUPPORTED_MEDIA_TYPE({ details: { contentType: contentType.slice(0, 100) } });
}
