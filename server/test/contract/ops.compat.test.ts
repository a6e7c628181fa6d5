import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contracts, sharedContracts } from '../../src/contracts/index.ts';
import { basesOf } from '../../src/contracts/kit/index.ts';
import { administratorPassword, type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { openLive } from './live-client.ts';

let server: TestServer;
let engineer: Caller;

before(async () => {
  server = await startTestServer({ roles: ['web'] });
  engineer = await server.user('emil', ['engineer']);
});
after(() => server.close());

const compat = '/api/compat/v1';

test('every endpoint below /api/v1 of guide ops is there too, and none is declared twice', () => {
  const ops = contracts.filter(({ name }) => name === 'ops');
  const native = new Set(ops.flatMap(({ endpoints }) => endpoints).filter(({ path }) => path.startsWith('/api/v1/')).map(({ line }) => line.replace('/api/v1', compat)));
  const mounted = ops.flatMap((contract) => basesOf(contract, sharedContracts)).flatMap(({ endpoints }) => endpoints);
  assert.deepEqual([...native].filter((line) => !mounted.some((endpoint) => endpoint.line === line)), []);
  for (const line of ['POST /api/compat/v1/auth/login', 'GET /api/compat/v1/auth/me']) assert.ok(mounted.some((endpoint) => endpoint.line === line), line);
});

test('login and me answer where the client looks, with its words for roles', async () => {
  const login = await server.inject({ method: 'POST', url: `${compat}/auth/login`, payload: { email: 'admin@bulwark.local', password: administratorPassword } });
  assert.equal(login.statusCode, 200, login.body);
  const { success, data } = login.json<{ success: boolean; data: { token: string; user: { role: string; email: string } } }>();
  assert.equal(success, true);
  assert.equal(data.user.role, 'head_of_engineering');
  assert.match(String(login.headers['set-cookie']), /^session_token=/);
  const me = await server.inject({ url: `${compat}/auth/me`, headers: { authorization: `Bearer ${data.token}` } });
  assert.equal(me.json<{ data: { user: { email: string } } }>().data.user.email, data.user.email);
  assert.equal((await engineer.inject({ url: `${compat}/auth/me` })).json<{ data: { user: { role: string } } }>().data.user.role, 'manager');
});

test('a failure carries its sentence as text, because the client renders it', async () => {
  const login = await server.inject({ method: 'POST', url: `${compat}/auth/login`, payload: { email: 'admin@bulwark.local', password: 'not the password' } });
  assert.equal(login.statusCode, 401);
  assert.deepEqual([login.json<{ success: boolean }>().success, login.json<{ error: unknown }>().error], [false, 'Invalid credentials']);
  const wrong = await server.admin.inject({ method: 'POST', url: `${compat}/admin-extended/api-tokens`, payload: { name: '' } });
  assert.equal(wrong.statusCode, 422);
  assert.equal(typeof wrong.json<{ error: unknown }>().error, 'string');
  const unknown = await server.admin.inject({ url: `${compat}/nowhere` });
  assert.equal(unknown.statusCode, 404);
  assert.equal(typeof unknown.json<{ error: unknown }>().error, 'string', unknown.body);
});

test('lists, single things and empty answers are wrapped; /api/v1 stays bare', async () => {
  const created = await server.admin.inject({ method: 'POST', url: `${compat}/admin/tokens`, payload: { name: 'ci', scopes: ['read:scans'], environment: 'dev' } });
  assert.equal(created.statusCode, 201, created.body);
  const token = created.json<{ success: boolean; data: { id: string; token: string; environment: string } }>().data;
  assert.match(token.token, /^sk_live_/);
  assert.equal(token.environment, 'dev');
  const wrapped = (await server.admin.inject({ url: `${compat}/admin/tokens` })).json<{ data: { id: string }[] }>().data;
  const bare = (await server.admin.inject({ url: '/api/v1/admin/tokens' })).json<{ id: string; environment: string }[]>();
  assert.deepEqual(wrapped.map(({ id }) => id), bare.map(({ id }) => id));
  assert.equal(bare.find(({ id }) => id === token.id)?.environment, 'development', 'one word is stored');
  const paged = (await server.admin.inject({ url: `${compat}/admin/audit-logs?page=1&limit=1` })).json<{ success: boolean; data: unknown[]; pagination: { current_page: number } }>();
  assert.deepEqual([paged.success, paged.data.length, paged.pagination.current_page], [true, 1, 1]);
  const removed = await server.admin.inject({ method: 'DELETE', url: `${compat}/admin/tokens/${token.id}` });
  assert.deepEqual([removed.statusCode, removed.json()], [200, { success: true, data: null }]);
});

test('the other socket path speaks the documents\' dialect from the first frame on', async () => {
  const [url = ''] = await server.listen();
  const client = await openLive(url, '/api/ws', { token: server.admin.token });
  client.send({ action: 'subscribe', topics: ['incidents'] });
  assert.deepEqual(await client.next(({ type }) => type === 'subscribed'), { type: 'subscribed', channels: ['incidents'] });
  client.send({ action: 'ping' });
  assert.deepEqual(await client.next(({ type }) => type === 'pong'), { type: 'pong' });
  client.ws.close();
});
