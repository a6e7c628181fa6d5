import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { addCors } from './cors.ts';

const friend = 'https://friend.example';

function app() {
  const server = Fastify();
  addCors(server, [friend]);
  server.get('/data', (_request, reply) => reply.send({ ok: true }));
  return server;
}

test('a listed origin may read with credentials', async () => {
  const { headers } = await app().inject({ url: '/data', headers: { origin: friend } });
  assert.equal(headers['access-control-allow-origin'], friend);
  assert.equal(headers['access-control-allow-credentials'], 'true');
  assert.match(String(headers['access-control-expose-headers']), /X-RateLimit-Remaining/);
});

test('another origin gets the answer without permission to read it; no origin gets nothing extra', async () => {
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, {}]) {
    const answer = await app().inject({ url: '/data', headers });
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
    assert.equal(answer.headers['access-control-allow-credentials'], undefined);
  }
});

test('a preflight is answered for listed origins at any path, with the headers that were asked for', async () => {
  const ask = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization, x-api-key' };
  const yes = await app().inject({ method: 'OPTIONS', url: '/data', headers: { ...ask, origin: friend } });
  assert.equal(yes.statusCode, 204);
  assert.equal(yes.headers['access-control-allow-origin'], friend);
  assert.match(String(yes.headers['access-control-allow-methods']), /PUT/);
  assert.equal(yes.headers['access-control-allow-headers'], 'authorization, x-api-key');
  const no = await app().inject({ method: 'OPTIONS', url: '/data', headers: { ...ask, origin: 'https://evil.example' } });
  assert.equal(no.headers['access-control-allow-origin'], undefined);
  assert.equal(no.headers['access-control-allow-methods'], undefined);
});
