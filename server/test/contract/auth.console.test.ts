import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { InjectOptions } from 'fastify';
import { administratorPassword, startTestServer, type TestServer } from '../support/server.ts';

const root = '/api/console/v1';

describe('console: account and administration', () => {
  let server: TestServer;
  let cookie = '';
  before(async () => {
    server = await startTestServer({ roles: ['web'] });
    cookie = await signIn('admin', administratorPassword);
  });
  after(() => server.close());

  async function signIn(username: string, password: string): Promise<string> {
    const reply = await server.inject({ method: 'POST', url: `${root}/auth/login`, payload: { username, password, remember: true } });
    assert.equal(reply.statusCode, 200, reply.body);
    assert.match(String(reply.headers['set-cookie']), /HttpOnly; SameSite=Lax/);
    assert.ok(!reply.body.includes('eyJ'), 'the page never sees a token');
    return String(reply.headers['set-cookie']).split(';')[0] ?? '';
  }
  const callAs = (as: string) => (method: NonNullable<InjectOptions['method']>, path: string, payload?: object) =>
    server.inject({ method, url: `${root}${path}`, headers: { cookie: as }, ...(payload && { payload }) });
  const call = (method: NonNullable<InjectOptions['method']>, path: string, payload?: object) => callAs(cookie)(method, path, payload);

  it('signs in, shows who is there, and out again', async () => {
    const own = await signIn('admin', administratorPassword);
    const me = await callAs(own)('GET', '/auth/me');
    assert.equal(me.json().username, 'admin');
    assert.ok(me.json().permissions.includes('admin:users'));
    assert.equal((await callAs(own)('POST', '/auth/logout')).statusCode, 204);
    assert.equal((await callAs(own)('GET', '/auth/me')).statusCode, 401);
  });

  it('answers wrong credentials with 401 and its error object', async () => {
    const reply = await server.inject({ method: 'POST', url: `${root}/auth/login`, payload: { username: 'admin', password: 'wrong' } });
    assert.equal(reply.statusCode, 401);
    assert.equal(reply.json().error.code, 'INVALID_CREDENTIALS');
  });

  it('manages users', async () => {
    const made = await call('POST', '/users', { username: 'ann', email: 'ann@example.com', password: 'ann has a password', roles: ['viewer'], name: 'Ann' });
    assert.equal(made.statusCode, 201);
    const { id } = made.json();
    assert.equal((await call('POST', '/users', { username: 'ann', email: 'x@example.com', password: 'ann has a password', roles: ['viewer'] })).statusCode, 409);
    assert.equal((await call('POST', '/users', { username: 'a b', email: 'nope', password: 'short', roles: [] })).statusCode, 422);
    const found = (await call('GET', '/users?search=ann&limit=10')).json();
    assert.deepEqual(found.items.map((user: { id: string }) => user.id), [id]);
    const anns = await signIn('ann', 'ann has a password');
    assert.equal((await callAs(anns)('GET', '/users')).statusCode, 403);
    assert.equal((await call('PATCH', `/users/${id}`, { roles: ['engineer'], name: 'Ann B.' })).json().name, 'Ann B.');
    assert.ok((await callAs(anns)('GET', '/auth/me')).json().permissions.includes('write:scans'));
    assert.equal((await call('PATCH', `/users/${id}`, { isDisabled: true })).json().isDisabled, true);
    assert.equal((await callAs(anns)('GET', '/auth/me')).statusCode, 401);
    assert.equal((await call('DELETE', `/users/${id}`)).statusCode, 204);
    assert.equal((await call('GET', `/users/${id}`)).statusCode, 404);
  });

  it('manages roles', async () => {
    assert.equal((await call('POST', '/roles', { name: 'triage', description: 'Sorts findings', permissions: ['read:scans'] })).statusCode, 201);
    assert.deepEqual((await call('PATCH', '/roles/triage', { permissions: ['read:scans', 'write:tasks'] })).json().permissions, ['read:scans', 'write:tasks']);
    assert.ok((await call('GET', '/roles')).json().some(({ name }: { name: string }) => name === 'triage'));
    assert.ok((await call('GET', '/permissions')).json().length > 20);
    assert.equal((await call('PATCH', '/roles/admin', { permissions: [] })).statusCode, 409);
    assert.equal((await call('DELETE', '/roles/triage')).statusCode, 204);
  });

  it('manages own tokens and sessions', async () => {
    const made = await call('POST', '/account/tokens', { name: 'laptop', scopes: ['read:scans'] });
    assert.equal(made.statusCode, 201);
    const { token, id } = made.json();
    assert.match(token, /^bwk_/);
    const [listed] = (await call('GET', '/account/tokens')).json();
    assert.equal(listed.preview, `bwk_...${token.slice(-4)}`);
    assert.equal((await call('DELETE', `/account/tokens/${id}`)).statusCode, 204);
    const other = await signIn('admin', administratorPassword);
    const sessions = (await callAs(other)('GET', '/account/sessions')).json();
    const mine = sessions.filter(({ isCurrent }: { isCurrent: boolean }) => isCurrent);
    assert.equal(mine.length, 1);
    assert.equal((await call('DELETE', `/account/sessions/${mine[0].id}`)).statusCode, 204);
    assert.equal((await callAs(other)('GET', '/auth/me')).statusCode, 401);
  });

  it('changes profile and password', async () => {
    await server.user('bob', ['user']);
    const bobs = await signIn('bob', 'bob has a long password');
    assert.equal((await callAs(bobs)('PATCH', '/account', { name: 'Bob', team: 'Red' })).json().team, 'Red');
    assert.equal((await callAs(bobs)('PATCH', '/account', { email: 'admin@bulwark.local' })).statusCode, 409);
    assert.equal((await callAs(bobs)('PUT', '/account/password', { current: 'wrong', next: 'another password' })).statusCode, 403);
    assert.equal((await callAs(bobs)('PUT', '/account/password', { current: 'bob has a long password', next: 'short' })).statusCode, 422);
    assert.equal((await callAs(bobs)('PUT', '/account/password', { current: 'bob has a long password', next: 'another password' })).statusCode, 204);
    assert.ok(await signIn('bob', 'another password'));
  });

  it('shows, verifies and exports the audit trail', async () => {
    const page = (await call('GET', '/audit?event=CREATE&limit=3')).json();
    assert.ok(page.items.length > 0 && page.items.every(({ eventType }: { eventType: string }) => eventType === 'CREATE'));
    const verdict = (await call('POST', '/audit/verify')).json();
    assert.equal(verdict.isIntact, true);
    assert.ok(verdict.checked >= page.total);
    const file = await call('GET', '/audit/export?resource=user');
    assert.match(String(file.headers['content-disposition']), /attachment; filename="audit.ndjson"/);
    const lines = file.body.trim().split('\n').map((line) => JSON.parse(line));
    assert.ok(lines.length > 1 && lines.every(({ resourceType }) => resourceType === 'user'));
  });
});
