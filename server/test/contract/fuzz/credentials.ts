import { createHmac } from 'node:crypto';

/** Key of the server under test. */
export const serverKey = 'a key that only this test and its server know';

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function sign(header: Readonly<Record<string, unknown>>, claims: Readonly<Record<string, unknown>>, key: string): string {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
}

/** Headers that look like a credential and are none, made from a token that is one. */
export function forgeries(token: string): readonly Readonly<Record<string, string>>[] {
  const claims = claimsOf(token);
  const header = { alg: 'HS256', typ: 'JWT' };
  const bearer = (text: string): Record<string, string> => ({ authorization: `Bearer ${text}` });
  const [head = '', body = '', signature = ''] = token.split('.');
  return [
    {},
    bearer(sign(header, { ...claims, exp: 1_000_000_000 }, serverKey)),
    bearer(sign(header, claims, 'another key, not that of the server')),
    bearer(`${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`),
    bearer(sign({ alg: 'HS512', typ: 'JWT' }, claims, serverKey)),
    bearer(`${head}.${encode({ ...claims, sub: '00000000-0000-4000-8000-000000000000' })}.${signature}`),
    bearer(`${head}.${body}`),
    bearer('x'.repeat(9000)),
    bearer('sk_live_0000000000000000000000000000000000000000000'),
    { authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
    { 'x-api-key': 'bwk_not_a_key' },
    { cookie: 'session_token=%00; session_token=../../x' },
  ];
}

/** Proves that a forgery fails for what is forged in it: the same recipe with the right key and claims passes. */
export function genuine(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${sign({ alg: 'HS256', typ: 'JWT' }, claimsOf(token), serverKey)}` };
}
