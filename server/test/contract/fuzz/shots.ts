import fc from 'fast-check';
import type { InjectOptions } from 'fastify';
import { type Endpoint, type JsonSchema, jsonSchema } from '../../../src/contracts/kit/index.ts';
import { junk, junkText, valueFor } from './values.ts';

/** One request to an endpoint. */
export interface Shot {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
  /** The path may not reach the endpoint at all, so that nobody's dialect has to answer. */
  readonly isPathHostile: boolean;
}

const json = { 'content-type': 'application/json' };
const boundary = '----fuzz';
const huge = Buffer.alloc(20 * 1024 * 1024, 0x61);
const tooLarge = huge.subarray(0, 2 * 1024 * 1024);
const someId = '11111111-1111-4111-8111-111111111111';

/** The path with every parameter replaced. */
export function pathOf(endpoint: Endpoint, value: (name: string) => string): string {
  return endpoint.path.replace(/\{([A-Za-z_]+)\}|:([A-Za-z_]+)/g, (_whole, braced: string, colon: string) => encodeURIComponent(value(braced ?? colon)));
}

function isSafePath(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..' && text.length <= 200 && !text.includes('\0');
}

function form(parts: readonly string[]): Buffer {
  return Buffer.from(`${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`);
}

const filePart = (name: string, content: string): string => `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n${content}`;

/** Bodies that no endpoint expects, with the content types that go with them. */
const wrongBodies: readonly { readonly type: string; readonly payload: string | Buffer }[] = [
  { type: 'application/json', payload: '' },
  { type: 'application/json', payload: '{' },
  { type: 'application/json', payload: '{"a":NaN}' },
  { type: 'application/json', payload: '{"limit":1e999,"amount":-1e999}' },
  { type: 'application/json', payload: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
  { type: 'application/json', payload: '{"a":'.repeat(70) + '1' + '}'.repeat(70) },
  { type: 'application/json', payload: '{"name":"a\\u0000b","title":"\\u0000"}' },
  { type: 'application/json', payload: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { type: 'application/json', payload: '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}}}' },
  { type: 'application/json', payload: 'null' },
  { type: 'application/json', payload: '[1,2,3]' },
  { type: 'application/json', payload: '"text"' },
  { type: 'application/json; charset=utf-16', payload: Buffer.from('{"a":1}', 'utf16le') },
  { type: 'application/json', payload: tooLarge },
  { type: 'text/plain', payload: '{"a":1}' },
  { type: 'application/xml', payload: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
  { type: 'application/x-www-form-urlencoded', payload: 'a=1&a=2&b[c]=%00&%ff=%zz' },
  { type: 'multipart/form-data', payload: form([filePart('a.sol', 'contract A {}')]) },
  { type: `multipart/form-data; boundary=${boundary}`, payload: Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.sol"\r\n\r\ncut of`) },
  { type: `multipart/form-data; boundary=${boundary}`, payload: form([filePart('../../../../etc/cron.d/x', '\0\0\0'), filePart('PK.zip', 'PK\u0003\u0004broken'), 'Content-Disposition: form-data\r\n\r\nno name']) },
  { type: 'multipart/form-data; boundary=', payload: 'nothing' },
  { type: 'not a content type', payload: 'x' },
  { type: '', payload: '{}' },
];

/** The same wrong requests for every endpoint that takes a body. */
export function wrongShots(endpoint: Endpoint): readonly Shot[] {
  const url = pathOf(endpoint, () => someId);
  if (endpoint.method === 'GET') return [];
  const bodies = endpoint.isBuilt ? [...wrongBodies, { type: 'application/json', payload: huge }] : wrongBodies;
  return bodies.map(({ type, payload }) => ({ url, headers: { 'content-type': type }, payload, isPathHostile: false }));
}

/** What the published clients send with POST and DELETE: a JSON content type and no body. */
export function emptyBodyShot(endpoint: Endpoint): Shot {
  return { url: pathOf(endpoint, () => someId), headers: json, isPathHostile: false };
}

function queryText(fields: Readonly<Record<string, unknown>>): string {
  const text = (value: unknown): string => (typeof value === 'string' ? value.toWellFormed() : (JSON.stringify(value) ?? ''));
  const pairs = Object.entries(fields).map(([name, value]) => `${encodeURIComponent(name.toWellFormed())}=${encodeURIComponent(text(value).slice(0, 2000).toWellFormed())}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

function queryFor(endpoint: Endpoint): fc.Arbitrary<string> {
  const schema: JsonSchema = endpoint.query === undefined ? { type: 'object' } : jsonSchema(endpoint.query, 'input');
  const likely = fc.oneof({ weight: 4, arbitrary: valueFor(schema) }, { weight: 1, arbitrary: fc.dictionary(fc.constantFrom('limit', 'offset', 'page', 'id', 'search', '__proto__'), junk, { maxKeys: 4 }) });
  const written = likely.map((fields) => queryText(typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : {}));
  return fc.oneof({ weight: 9, arbitrary: written }, { weight: 1, arbitrary: fc.constantFrom('?', '?&&=', '?limit=1&limit=2', '?limit[]=1', '?a=%', '?%00=%00', `?a=${'b'.repeat(5000)}`) });
}

function bodyFor(endpoint: Endpoint): fc.Arbitrary<Pick<Shot, 'headers' | 'payload'>> {
  if (endpoint.method === 'GET') return fc.constant({ headers: {} });
  const schema: JsonSchema = endpoint.body === undefined ? {} : jsonSchema(endpoint.body, 'input');
  const asJson = (value: unknown): Pick<Shot, 'headers' | 'payload'> => ({ headers: json, payload: JSON.stringify(value) ?? 'null' });
  const wanted = valueFor(schema).map(asJson);
  const unwanted = junk.map(asJson);
  if (endpoint.consumes !== 'multipart') return fc.oneof({ weight: 8, arbitrary: wanted }, { weight: 2, arbitrary: unwanted });
  const name = fc.oneof(fc.constantFrom('a.sol', 'a.vy', 'a.json', 'a.zip', '../a.sol', 'a.exe', '', '💥.sol'), fc.string({ maxLength: 30 }).map((text) => text.replace(/[\r\n"]/g, '')));
  const content = fc.oneof(fc.constantFrom('contract A {}', '{}', '', 'PK\u0003\u0004', '\u007fELF'), fc.string({ maxLength: 200 }));
  const asForm = fc.tuple(name, content).map(([file, text]) => ({ headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: form([filePart(file, text)]) }));
  return fc.oneof({ weight: 6, arbitrary: asForm }, { weight: 2, arbitrary: wanted }, { weight: 2, arbitrary: unwanted });
}

/** Random requests to an endpoint: mostly near to what it wants; `ids` are those of things that exist. */
export function shotsAt(endpoint: Endpoint, ids: readonly string[]): fc.Arbitrary<Shot> {
  const names = [...endpoint.path.matchAll(/\{([A-Za-z_]+)\}|:([A-Za-z_]+)/g)];
  const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ids) }, { weight: 2, arbitrary: junkText });
  return fc.tuple(fc.tuple(...names.map(() => value)), queryFor(endpoint), bodyFor(endpoint)).map(([values, query, body]) => {
    let at = 0;
    const path = pathOf(endpoint, () => (values[at++] ?? '').toWellFormed());
    return { ...body, url: `${path}${query}`, isPathHostile: !values.every(isSafePath) };
  });
}

/** The shot as Fastify's `inject` takes it, from an address of its own so that limits per address do not hide what lies behind. */
export function toInject(endpoint: Endpoint, shot: Shot, at: { headers: Readonly<Record<string, string>>; count: number }): InjectOptions {
  const remoteAddress = `10.${(at.count >> 16) & 255}.${(at.count >> 8) & 255}.${at.count & 255}`;
  return { method: endpoint.method, url: shot.url, headers: { ...shot.headers, ...at.headers }, remoteAddress, ...(shot.payload !== undefined && { payload: shot.payload }) };
}
