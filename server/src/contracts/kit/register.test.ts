import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Principal } from '../../platform/context/index.ts';
import { createLimiter } from '../../platform/limits/index.ts';
import { createLog } from '../../platform/log/index.ts';
import type { Contract } from './contract.ts';
import type { Edge } from './edge.ts';
import { endpoint, publicEndpoint } from './endpoint.ts';
import { fallbackDialect } from './fallback-dialect.ts';
import { FileBody } from './files.ts';
import type { Modules } from './modules.ts';
import { planned } from './planned.ts';
import { registerContracts } from './register.ts';

const clock = { now: () => 1_700_000_000_000 };

function principal(via: Principal['via'], permissions: string[]): Principal {
  return { userId: 'u1', serialId: 1, username: 'ann', email: 'ann@example.test', roles: [], permissions: new Set(permissions), via, sessionId: 's1' };
}

const people: Readonly<Record<string, Principal>> = { reader: principal('access-token', ['read:x']), admin: principal('access-token', ['*']), page: principal('cookie', ['*']) };

const contract: Contract = {
  name: 'test',
  title: 'Test',
  dialect: { ...fallbackDialect, name: 'test', validationStatus: 400, success: (data, meta) => ({ data, at: meta.time }) },
  endpoints: [
    endpoint('POST /items/{id}', {
      guide: 'test#items', summary: 'x', permission: 'write:x',
      body: z.object({ count: z.number().int() }), query: z.object({ loud: z.enum(['yes', 'no']).default('no') }), reply: z.object({ id: z.string(), count: z.number() }),
      run: (_modules, ctx, { params, body }) => ({ id: `${ctx.principal.username}/${(params as { id: string }).id}`, count: body.count }),
      present: (result) => result,
    }),
    publicEndpoint('GET /wrong', { guide: 'test#wrong', summary: 'x', reply: z.object({ n: z.number() }), run: () => null, present: () => ({ n: 'text' as unknown as number }) }),
    publicEndpoint('GET /file', { guide: 'test#file', summary: 'x', reply: z.unknown(), run: () => null, present: () => new FileBody({ content: Buffer.from('hello'), contentType: 'text/plain', filename: 'a"b\r\n.txt' }) }),
    publicEndpoint('GET /boom', {
      guide: 'test#boom', summary: 'x', reply: z.unknown(),
      run: () => {
        throw new Error('a secret of the database');
      },
      present: () => null,
    }),
    publicEndpoint('GET /few', { guide: 'test#few', summary: 'x', rate: { limit: 2, windowMs: 60_000, by: 'address' }, reply: z.unknown(), run: () => null, present: () => null }),
    ...(['GET /braced/{id}', 'GET /colon/:id'] as const).map((line) =>
      publicEndpoint(line, { guide: 'test#params', summary: 'x', params: z.object({ id: z.uuid() }), reply: z.null(), run: () => null, present: () => null }),
    ),
    planned('GET /later', { guide: 'test#later', summary: 'x' }),
  ],
};

async function start(): Promise<FastifyInstance> {
  const app = Fastify();
  const edge: Edge = {
    modules: {} as Modules, clock, log: createLog({ LOG_LEVEL: 'silent' }), limiter: createLimiter({ clock }), ratePerMinute: 1000, origins: ['https://ours.test'], isCheckingReplies: true,
    authenticate: ({ token, cookie }) => people[token ?? cookie ?? ''] ?? null,
  };
  await registerContracts(app, edge, { contracts: [contract], shared: [] });
  return app;
}

const asAdmin = { authorization: 'Bearer admin' };

test('a request is validated, run, presented and wrapped in the dialect, at both addresses', async () => {
  const app = await start();
  for (const url of ['/items/7', '/c/test/items/7']) {
    const reply = await app.inject({ method: 'POST', url, headers: asAdmin, payload: { count: 3 } });
    assert.equal(reply.statusCode, 200);
    assert.deepEqual(reply.json(), { data: { id: 'ann/7', count: 3 }, at: '2023-11-14T22:13:20.000Z' });
  }
});

test('parameters are validated in both spellings that guides have', async () => {
  const app = await start();
  for (const url of ['/braced/7', '/colon/7', '/c/test/colon/7']) assert.equal((await app.inject(url)).statusCode, 400, url);
  assert.equal((await app.inject('/colon/11111111-1111-4111-8111-111111111111')).statusCode, 200);
});

test('what does not validate is told with the field, in the status of the dialect, without echoing secrets', async () => {
  const app = await start();
  const reply = await app.inject({ method: 'POST', url: '/items/7', headers: asAdmin, payload: { count: 'three' } });
  assert.equal(reply.statusCode, 400);
  assert.equal(reply.json().error.code, 'VALIDATION_ERROR');
  assert.deepEqual(reply.json().error.details.field, 'count');
  assert.equal(reply.json().error.details.value, 'three');
  assert.equal((await app.inject({ method: 'POST', url: '/items/7?loud=maybe', headers: asAdmin, payload: { count: 3 } })).json().error.details.field, 'loud');
  assert.equal((await app.inject({ method: 'POST', url: '/items/%00', headers: asAdmin, payload: { count: 3 } })).statusCode, 422);
});

test('no body is an empty object, null is not', async () => {
  const app = await start();
  const send = (payload?: string) => app.inject({ method: 'POST', url: '/items/7', headers: { ...asAdmin, 'content-type': 'application/json' }, ...(payload !== undefined && { payload }) });
  assert.equal((await send()).json().error.details.field, 'count');
  assert.equal((await send('null')).json().error.details.field, '');
});

test('no credential is 401, a missing permission 403, before the body is looked at', async () => {
  const app = await start();
  assert.equal((await app.inject({ method: 'POST', url: '/items/7', payload: 'not json' })).statusCode, 401);
  assert.equal((await app.inject({ method: 'POST', url: '/items/7', headers: { authorization: 'Bearer reader' }, payload: 'not json' })).statusCode, 403);
});

test('a change by cookie must come from our own or a listed origin', async () => {
  const app = await start();
  const send = (origin?: string) => app.inject({ method: 'POST', url: '/items/7', headers: { cookie: 'a=b; session_token=page', ...(origin !== undefined && { origin }) }, payload: { count: 3 } });
  assert.equal((await send('https://evil.test')).statusCode, 403);
  assert.equal((await send('https://ours.test')).statusCode, 200);
  assert.equal((await send('http://localhost:80')).statusCode, 200);
  assert.equal((await send()).statusCode, 200);
});

test('an endpoint that is not built says so, after checking the caller', async () => {
  const app = await start();
  assert.equal((await app.inject({ url: '/later' })).statusCode, 401);
  const reply = await app.inject({ url: '/later', headers: asAdmin });
  assert.equal(reply.statusCode, 501);
  assert.equal(reply.json().error.code, 'NOT_IMPLEMENTED');
});

test('an unknown failure and a reply that breaks its schema are INTERNAL, without a word of the cause', async () => {
  const app = await start();
  for (const url of ['/boom', '/wrong']) {
    const reply = await app.inject({ url });
    assert.equal(reply.statusCode, 500);
    assert.equal(reply.json().error.code, 'INTERNAL');
    assert.doesNotMatch(reply.body, /secret|schema/);
  }
});

test('limits are told in headers and end in 429 with Retry-After', async () => {
  const app = await start();
  const statuses: number[] = [];
  for (let at = 0; at < 3; at += 1) statuses.push((await app.inject({ url: '/few' })).statusCode);
  assert.deepEqual(statuses, [200, 200, 429]);
  const reply = await app.inject({ url: '/few' });
  assert.ok(Number(reply.headers['retry-after']) > 0);
  assert.equal(reply.headers['x-ratelimit-limit'], '2');
});

test('a file is sent with a harmless name', async () => {
  const app = await start();
  const reply = await app.inject({ url: '/file' });
  assert.equal(reply.body, 'hello');
  assert.equal(reply.headers['content-disposition'], `attachment; filename="a_b__.txt"; filename*=UTF-8''a%22b%0D%0A.txt`);
});
