import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { openLive } from './live-client.ts';

let server: TestServer;
let viewer: Caller;

before(async () => {
  // Time stands still, so that a slow machine does not let a minute pass between requests.
  const start = Date.now();
  server = await startTestServer({ roles: ['web'], clock: { now: () => start } });
  viewer = await server.user('vera', ['viewer']);
});
after(() => server.close());

interface OpsError {
  readonly error: { readonly code: string; readonly message: string; readonly details: unknown; readonly timestamp: string; readonly request_id: string };
}

test('GET /health prints what the guide prints', async () => {
  const reply = await server.inject({ method: 'GET', url: '/health' });
  assert.equal(reply.statusCode, 200);
  const { timestamp, ...rest } = reply.json<{ timestamp: string }>();
  assert.deepEqual(rest, { status: 'healthy', checks: { database: true, redis: true, websocket: true } });
  assert.match(timestamp, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('a failure has the error object of the guide at the top', async () => {
  const reply = await server.inject({ method: 'GET', url: '/api/v1/admin/tokens' });
  assert.equal(reply.statusCode, 401);
  const { error } = reply.json<OpsError>();
  assert.deepEqual(Object.keys(error), ['code', 'message', 'details', 'timestamp', 'request_id']);
  assert.equal(error.code, 'UNAUTHORIZED');
  assert.equal(error.request_id, reply.headers['x-request-id']);
});

test('an API token is shown once, works, is listed by its preview and stops when it is revoked', async () => {
  const created = await server.admin.inject({ method: 'POST', url: '/api/v1/admin/tokens', payload: { name: 'ci', scopes: ['read:audit-logs'], expires_at: '2999-01-01T00:00:00Z' } });
  assert.equal(created.statusCode, 201, created.body);
  const { id, token, ...facts } = created.json<{ id: string; token: string; token_preview: string; status: string; expires_at: string }>();
  assert.match(token, /^sk_live_/);
  assert.equal(facts.status, 'active');
  assert.equal(facts.expires_at, '2999-01-01T00:00:00.000Z');
  const withToken = (url: string) => server.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}` } });
  assert.equal((await withToken('/api/v1/admin/audit-logs')).statusCode, 200);
  assert.equal((await withToken('/api/v1/admin/rbac/users')).statusCode, 403, 'outside its scopes');

  const listed = await server.admin.inject({ method: 'GET', url: '/api/v1/admin/tokens' });
  const row = listed.json<{ id: string }[]>().find((entry) => entry.id === id);
  assert.deepEqual(row, { id, ...facts, last_used_at: (row as unknown as { last_used_at: string }).last_used_at });
  assert.ok(!listed.body.includes(token));

  assert.equal((await server.admin.inject({ method: 'DELETE', url: `/api/v1/admin/tokens/${id}`, headers: { 'content-type': 'application/json' } })).statusCode, 204);
  assert.equal((await withToken('/api/v1/admin/audit-logs')).statusCode, 401);
  assert.equal((await server.admin.inject({ method: 'DELETE', url: '/api/v1/admin/tokens/11111111-1111-4111-8111-111111111111' })).json<OpsError>().error.code, 'TOKEN_NOT_FOUND');
});

test('the client\'s own spelling of the token paths works as well, with the preview where it cuts the token', async () => {
  const created = await server.admin.inject({ method: 'POST', url: '/api/v1/admin-extended/api-tokens', payload: { name: 'console', scopes: ['read:scans'] } });
  assert.equal(created.statusCode, 200);
  const { id } = created.json<{ id: string }>();
  const rows = (await server.admin.inject({ method: 'GET', url: '/api/v1/admin-extended/api-tokens' })).json<{ id: string; token: string; token_preview: string }[]>();
  const row = rows.find((entry) => entry.id === id);
  assert.equal(row?.token, row?.token_preview);
  assert.deepEqual((await server.admin.inject({ method: 'DELETE', url: `/api/v1/admin/api-tokens/${id}` })).json(), { message: 'Token revoked' });
});

test('the audit trail is a bare list with totals and links as headers, and a page when a page is asked', async () => {
  const bare = await server.admin.inject({ method: 'GET', url: '/api/v1/admin/audit-logs?limit=1&resource_type=user&start_date=2020-01-01' });
  const rows = bare.json<{ event_type: string; resource_type: string; user_name: string; metadata: { hash: string } }[]>();
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.resource_type, 'user');
  assert.match(rows[0]?.metadata.hash ?? '', /^[0-9a-f]{64}$/);
  assert.ok(Number(bare.headers['x-total-count']) >= 2);
  assert.match(String(bare.headers.link), /<\?resource_type=user&start_date=2020-01-01&limit=1&offset=1>; rel="next"/);

  const paged = await server.admin.inject({ method: 'GET', url: '/api/v1/admin/audit-logs?page=1&limit=1' });
  const { data, pagination } = paged.json<{ data: { id: string }[]; pagination: Record<string, unknown> }>();
  assert.equal(data.length, 1);
  assert.deepEqual([pagination.current_page, pagination.items_per_page, pagination.has_next, pagination.has_previous], [1, 1, true, false]);
  const one = await server.admin.inject({ method: 'GET', url: `/api/v1/admin/audit-logs/${data[0]?.id}` });
  assert.equal(one.json<{ id: string }>().id, data[0]?.id);
});

test('roles are made, given and taken; who may not, is told so', async () => {
  const denied = await viewer.inject({ method: 'POST', url: '/api/v1/admin/rbac/roles', payload: { name: 'mine', permissions: ['*'] } });
  assert.equal(denied.statusCode, 403);
  const made = await server.admin.inject({ method: 'POST', url: '/api/v1/admin/rbac/roles', payload: { name: 'reader', description: 'Reads scans', permissions: ['read:scans'] } });
  assert.equal(made.statusCode, 201, made.body);
  const given = await server.admin.inject({ method: 'PATCH', url: `/api/v1/admin/rbac/users/${viewer.userId}/role`, payload: { role: 'reader' } });
  const user = given.json<{ roles: string[]; role: string; permissions: string[]; status: string }>();
  assert.deepEqual([user.roles, user.role, user.permissions, user.status], [['reader'], 'viewer', ['read:scans'], 'active']);
  const inUse = await server.admin.inject({ method: 'DELETE', url: '/api/v1/admin/rbac/roles/reader' });
  assert.equal(inUse.json<OpsError>().error.code, 'ROLE_IN_USE');
  const off = await server.admin.inject({ method: 'PATCH', url: `/api/v1/admin/rbac/users/${viewer.userId}/status`, payload: { status: 'inactive' } });
  assert.equal(off.json<{ status: string }>().status, 'inactive');
  assert.equal((await viewer.inject({ method: 'GET', url: '/api/v1/auth/me' })).statusCode, 401);
});

test('an answer carries the limits of the guide, and the hundred and first of a minute waits', async () => {
  const caller = await server.user('hasty');
  const first = await caller.inject({ method: 'GET', url: '/api/v1/sops' });
  assert.equal(first.headers['x-ratelimit-limit'], '100');
  let last = first;
  for (let count = 1; count <= 100; count += 1) last = await caller.inject({ method: 'GET', url: '/api/v1/sops' });
  assert.equal(last.statusCode, 429);
  const { error } = last.json<{ error: { code: string; retry_after: number } }>();
  assert.equal(error.code, 'RATE_LIMIT_EXCEEDED');
  assert.equal(Number(last.headers['retry-after']), error.retry_after);
});

test('the socket speaks the frames of the guide', async () => {
  const [url = ''] = await server.listen();
  const client = await openLive(url, '/ws', { token: server.admin.token });
  client.send({ type: 'subscribe', channels: ['incidents', 'production'] });
  assert.deepEqual(await client.next(({ type }) => type === 'subscribed'), { type: 'subscribed', channels: ['incidents', 'production'] });
  client.send({ type: 'ping' });
  assert.deepEqual(await client.next(({ type }) => type === 'pong'), { type: 'pong' });
  client.send({ type: 'unsubscribe', channels: ['production'] });
  assert.deepEqual(await client.next(({ type }) => type === 'unsubscribed'), { type: 'unsubscribed', channels: ['production'] });
  client.ws.close();
});
