import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { administratorPassword, startTestServer, type TestServer } from '../support/server.ts';

describe('sign-in in each guide’s own words', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ roles: ['web'] });
  });
  after(() => server.close());

  const post = (url: string, payload?: object | string, headers: Record<string, string> = {}) => server.inject({ method: 'POST', url, headers, ...(payload !== undefined && { payload }) });
  const get = (url: string, token: string) => server.inject({ url, headers: { authorization: `Bearer ${token}` } });
  const byName = { username: 'admin', password: administratorPassword };
  const byMail = { email: 'Admin@Bulwark.local', password: administratorPassword };

  it('scorpius: login as JSON and as a form, me, refresh, logout', async () => {
    const form = await post('/api/auth/login', new URLSearchParams({ ...byName, rememberMe: 'true' }).toString(), { 'content-type': 'application/x-www-form-urlencoded' });
    assert.equal(form.statusCode, 200);
    const reply = await post('/api/auth/login', byName);
    assert.equal(reply.statusCode, 200);
    const { token, user, accessToken, refreshToken, expiresIn } = reply.json();
    assert.equal(accessToken, token);
    assert.ok(expiresIn > 0);
    assert.equal(user.username, 'admin');
    assert.equal(user.role, 'admin');
    assert.equal(user.subscription_tier, 'enterprise');

    const me = (await get('/api/auth/me', token)).json();
    assert.deepEqual(me, user);

    const renewed = (await post('/api/auth/refresh', { refreshToken })).json();
    assert.notEqual(renewed.refreshToken, refreshToken);
    assert.equal((await post('/api/auth/refresh', undefined, { authorization: `Bearer ${token}`, 'content-type': 'application/json' })).statusCode, 200);

    const out = await post('/api/auth/logout', undefined, { authorization: `Bearer ${token}` });
    assert.deepEqual(out.json(), { message: 'Logged out successfully' });
    const refused = await get('/api/auth/me', renewed.token);
    assert.equal(refused.statusCode, 401);
    assert.deepEqual({ ...refused.json<object>(), timestamp: '', message: '' }, { error: true, message: '', code: 'UNAUTHORIZED', details: { field: null, value: null }, timestamp: '' });
  });

  it('scorpius: wrong credentials', async () => {
    const reply = await post('/api/auth/login', { username: 'admin', password: 'scorpius2024' });
    assert.equal(reply.statusCode, 401);
    assert.equal(reply.json().error, true);
    assert.equal(reply.json().code, 'INVALID_CREDENTIALS');
  });

  it('scorpius-v1: the published client’s sign-in, bare, with an integer id and 403 for a bad refresh token', async () => {
    const reply = await post('/auth/login', byMail);
    assert.equal(reply.statusCode, 200);
    const { access_token: token, refresh_token: refreshToken, token_type: type } = reply.json();
    assert.equal(type, 'bearer');
    const me = (await get('/auth/me', token)).json();
    assert.ok(Number.isInteger(me.id));
    assert.deepEqual({ ...me, id: 0, created_at: '', last_login: '' }, {
      id: 0, email: 'admin@bulwark.local', username: 'admin', full_name: 'Administrator', is_active: true, is_verified: true, is_superuser: true,
      subscription_tier: 'enterprise', created_at: '', last_login: '',
    });
    const renewed = await post('/auth/refresh', { refresh_token: refreshToken });
    assert.equal(renewed.statusCode, 200);
    const refused = await post('/auth/refresh', { refresh_token: 'not one of ours' });
    assert.equal(refused.statusCode, 403);
    assert.equal(refused.json().detail, 'The refresh token is not valid');
    const out = await post('/auth/logout', { refresh_token: renewed.json().refresh_token }, { authorization: `Bearer ${token}` });
    assert.deepEqual(out.json(), { message: 'Logged out successfully' });
    const wrong = await post('/auth/login', { email: 'a@b.c', password: 'nope nope' });
    assert.equal(wrong.statusCode, 401);
    assert.equal(wrong.json().detail, 'Invalid credentials');
  });

  it('scorpius-v1: checks a token before a socket is opened', async () => {
    const good = await post('/api/v1/ws/auth', { token: server.admin.token });
    assert.deepEqual({ ...good.json<object>(), timestamp: '' }, { success: true, data: { authenticated: true }, timestamp: '' });
    const bad = await post('/api/v1/ws/auth', { token: 'your_bearer_token' });
    assert.equal(bad.statusCode, 401);
    assert.equal(bad.json().success, false);
    assert.equal(bad.json().error.code, 'UNAUTHORIZED');
  });

  it('tradeflow: login, profile, FastAPI’s errors', async () => {
    const reply = await post('/api/unify/v1/auth/login', byMail);
    assert.equal(reply.statusCode, 200);
    const { access_token: token, user_id: id, role, plan, expires_in: expiresIn } = reply.json();
    assert.equal(role, 'admin');
    assert.equal(plan, 'elite');
    assert.ok(expiresIn > 0);
    const profile = (await get('/api/unify/v1/user/profile', token)).json();
    assert.deepEqual({ ...profile, created_at: '' }, { id, email: 'admin@bulwark.local', name: 'Administrator', plan: 'elite', role: 'admin', created_at: '', avatarUrl: null });
    const plain = await server.user('trader');
    assert.equal((await plain.inject({ url: '/api/unify/v1/user/profile' })).json().role, 'user');
    const wrong = await post('/api/unify/v1/auth/login', { email: 'admin', password: 'admin123' });
    assert.equal(wrong.statusCode, 401);
    assert.equal(wrong.json().detail, 'Invalid credentials');
    assert.equal((await post('/api/unify/v1/auth/signup', { email: 'a@b.c', password: 'password123', name: 'A' })).statusCode, 501);
  });

  it('scorpius-x: a role for every rank', async () => {
    for (const [roles, word] of [[['admin'], 'admin'], [['operator'], 'operator'], [['engineer'], 'engineer'], [['user'], 'engineer'], [['viewer'], 'viewer']] as const) {
      const caller = await server.user(`rank-${roles[0]}`, roles);
      assert.equal((await caller.inject({ url: '/api/v1/auth/me' })).json().role, word);
    }
  });

  it('takes an API token wherever it takes an access token', async () => {
    const made = await server.admin.inject({ method: 'POST', url: '/api/v1/admin/tokens', payload: { name: 'CI', scopes: ['read:incidents', 'read:scans'] } });
    assert.equal(made.statusCode, 201);
    const { token, id } = made.json();
    assert.match(token, /^sk_live_/);
    assert.equal((await get('/api/v1/auth/me', token)).statusCode, 200);
    assert.equal((await server.inject({ url: '/api/auth/me', headers: { 'x-api-key': token } })).statusCode, 200);
    assert.equal((await get('/api/v1/admin/audit-logs', token)).statusCode, 403, 'not among its scopes');
    assert.equal((await post('/api/auth/logout', undefined, { authorization: `Bearer ${token}` })).statusCode, 403);
    const listed = (await server.admin.inject({ url: '/api/v1/admin/tokens' })).json();
    assert.ok(!JSON.stringify(listed).includes(token));
    assert.equal((await server.admin.inject({ method: 'DELETE', url: `/api/v1/admin/tokens/${id}` })).statusCode, 204);
    assert.equal((await get('/api/v1/auth/me', token)).statusCode, 401);
  });

  it('refuses expired, unsigned and foreign tokens in every guide', async () => {
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${server.admin.token.split('.')[1]}.`;
    for (const token of [unsigned, `${server.admin.token}0`, 'null', 'undefined', '{}', 'a.b.c']) {
      for (const url of ['/api/auth/me', '/api/v1/auth/me', '/auth/me', '/api/unify/v1/user/profile', '/api/console/v1/auth/me', '/api/v1/admin/tokens']) {
        assert.equal((await get(url, token)).statusCode, 401, `${url} ${token}`);
      }
    }
  });
});
