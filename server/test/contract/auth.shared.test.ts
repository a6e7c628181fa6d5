import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { administratorPassword, startTestServer, type TestServer } from '../support/server.ts';

const json = { 'content-type': 'application/json' };

describe('sign-in where scorpius-x, scorpius-v1 and ops meet', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer({ roles: ['web'] });
  });
  after(() => server.close());

  const login = (body: object, headers: Record<string, string> = {}) => server.inject({ method: 'POST', url: '/api/v1/auth/login', headers, payload: body });
  const admin = { email: 'admin@bulwark.local', password: administratorPassword };

  it('answers the login of guide ops: user, token, expiresAt and the cookie', async () => {
    const reply = await login(admin);
    assert.equal(reply.statusCode, 200);
    const body = reply.json();
    assert.deepEqual(Object.keys(body.user).filter((key) => ['id', 'name', 'email', 'role', 'team', 'permissions', 'createdAt', 'lastLogin'].includes(key)).length, 8);
    assert.equal(body.user.role, 'admin');
    assert.ok(body.user.permissions.includes('write:incidents'));
    assert.ok(!('avatar' in body.user));
    assert.match(body.token, /^eyJ/);
    assert.ok(Date.parse(body.expiresAt) > Date.now() + 23 * 3_600_000);
    assert.match(String(reply.headers['set-cookie']), /^session_token=[\w-]{43}; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/);
    assert.equal(reply.headers['cache-control'], 'no-store');
  });

  it('answers the example of guide ops, field by field', async () => {
    const { identity } = server.app.modules;
    const ctx = { requestId: 'test', signal: new AbortController().signal, clock: { now: () => Date.now() }, ip: null, userAgent: null };
    const principal = await identity.authenticate({ token: server.admin.token, cookie: null });
    assert.ok(principal);
    const made = { username: 'john', email: 'user@example.com', password: 'password123', name: 'John Doe', team: 'Platform', roles: ['engineer'] };
    const { id } = await identity.users.create({ ...ctx, principal }, made);
    const reply = await login({ email: 'user@example.com', password: 'password123' });
    const { user, token, expiresAt } = reply.json();
    const { name, email, role, team, permissions, createdAt, lastLogin } = user;
    assert.deepEqual({ id: user.id, name, email, role, team }, { id, name: 'John Doe', email: 'user@example.com', role: 'engineer', team: 'Platform' });
    assert.ok(permissions.includes('read:incidents') && permissions.includes('write:tasks'));
    for (const time of [createdAt, lastLogin, expiresAt]) assert.match(time, /^\d{4}-\d\d-\d\dT.*Z$/);
    const me = await server.inject({ url: '/api/v1/auth/me', headers: { authorization: `Bearer ${token}` } });
    assert.deepEqual(me.json().user, user);
  });

  it('answers the login of guide scorpius-x: the envelope, and its client’s fields at the top', async () => {
    const body = (await login({ ...admin, remember_me: true })).json();
    assert.equal(body.success, true);
    assert.equal(body.error, null);
    assert.match(body.timestamp, /Z$/);
    for (const at of [body, body.data]) {
      assert.ok(at.expires_in === 86_400 || at.expires_in === 86_399);
      assert.equal(at.access_token, body.token);
      assert.match(at.refresh_token, /^[\w-]{43}$/);
      assert.equal(at.user.organization, null);
      assert.equal(at.user.isActive, true);
      assert.deepEqual(at.user.roles, ['admin']);
      assert.match(at.user.last_login, /Z$/);
    }
  });

  it('marks the cookie Secure behind TLS', async () => {
    const secure = await startTestServer({ roles: ['web'], env: { TRUST_PROXY: 'true' } });
    const reply = await secure.inject({ method: 'POST', url: '/api/v1/auth/login', headers: { 'x-forwarded-proto': 'https' }, payload: admin });
    assert.match(String(reply.headers['set-cookie']), /; Secure$/);
    await secure.close();
  });

  it('takes bearer and cookie on the next requests and shows the same user', async () => {
    const reply = await login(admin);
    const { token, user } = reply.json();
    const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
    for (const headers of [{ authorization: `Bearer ${token}` }, { cookie }]) {
      const me = await server.inject({ url: '/api/v1/auth/me', headers });
      assert.equal(me.statusCode, 200);
      const body = me.json();
      assert.equal(body.id, user.id);
      assert.equal(body.email, 'admin@bulwark.local');
      assert.equal(body.data.user.id, user.id);
      assert.match(body.createdAt, /Z$/);
    }
  });

  it('refreshes with the bearer alone (ops) and with a refresh token (scorpius-x), without a body or with one', async () => {
    const { token, refresh_token: refreshToken } = (await login(admin)).json();
    const byBearer = await server.inject({ method: 'POST', url: '/api/v1/auth/refresh', headers: { ...json, authorization: `Bearer ${token}` } });
    assert.equal(byBearer.statusCode, 200);
    assert.notEqual(byBearer.json().token, token);
    assert.ok(byBearer.json().expiresAt);
    const byToken = await server.inject({ method: 'POST', url: '/api/v1/auth/refresh', payload: { refresh_token: refreshToken } });
    assert.equal(byToken.statusCode, 200);
    assert.notEqual(byToken.json().data.refresh_token, refreshToken);
    assert.equal((await server.inject({ method: 'POST', url: '/api/v1/auth/refresh' })).statusCode, 401);
  });

  it('logs out by bearer and by cookie, clears the cookie and ends the session', async () => {
    for (const by of ['bearer', 'cookie']) {
      const reply = await login(admin);
      const bearer = { authorization: `Bearer ${reply.json().token}` };
      const cookie = { cookie: String(reply.headers['set-cookie']).split(';')[0] ?? '' };
      const out = await server.inject({ method: 'POST', url: '/api/v1/auth/logout', headers: { ...json, ...(by === 'bearer' ? bearer : cookie) } });
      assert.equal(out.statusCode, 200);
      assert.deepEqual({ ...out.json<object>(), timestamp: '' }, { success: true, data: null, message: 'Logged out successfully', error: null, timestamp: '' });
      assert.match(String(out.headers['set-cookie']), /^session_token=; Path=\/; Max-Age=0/);
      for (const headers of [bearer, cookie]) assert.equal((await server.inject({ url: '/api/v1/auth/me', headers })).statusCode, 401);
    }
  });

  it('refuses a cookie that a foreign page sends along', async () => {
    const cookie = String((await login(admin)).headers['set-cookie']).split(';')[0] ?? '';
    const from = (origin: string) => server.inject({ method: 'POST', url: '/api/v1/auth/logout', headers: { cookie, origin } });
    assert.equal((await from('https://evil.example')).statusCode, 403);
    assert.equal((await from('http://localhost:5173')).statusCode, 200);
  });

  it('answers 401 to wrong credentials in a shape that each guide can read', async () => {
    for (const body of [{ email: 'admin@bulwark.local', password: 'wrong-password' }, { email: 'nobody@example.com', password: 'password123' }]) {
      const reply = await login(body);
      assert.equal(reply.statusCode, 401);
      const { success, error, detail, message } = reply.json();
      assert.equal(success, false);
      assert.equal(error.code, 'INVALID_CREDENTIALS');
      assert.equal(detail, 'Invalid credentials');
      assert.equal(message, 'Invalid credentials');
    }
  });

  it('answers what does not validate with a client error', async () => {
    const bad: object[] = [{}, { email: 'a@b.c' }, { password: 'x' }, { email: 1, password: 2 }, { email: '', password: '' }, { email: ['a'], password: {} }, { email: 'a'.repeat(300), password: 'x' }, { email: 'a@b.c', password: 'x'.repeat(5000) }, []];
    for (const body of bad) {
      const reply = await login(body);
      assert.equal(reply.statusCode, 422, JSON.stringify(body).slice(0, 80));
      assert.equal(reply.json().error.code, 'VALIDATION_ERROR');
    }
    assert.equal((await server.inject({ method: 'POST', url: '/api/v1/auth/login', headers: json, payload: '{"email":' })).statusCode, 400);
  });

  it('locks with Retry-After after repeated failures', async () => {
    await server.user('forgetful');
    const attempt = () => login({ email: 'forgetful', password: 'wrong wrong' });
    let locked = await attempt();
    // On a slow machine the first short delays may pass between two tries; the later ones are longer.
    for (let at = 0; at < 12 && locked.statusCode === 401; at += 1) locked = await attempt();
    assert.equal(locked.statusCode, 429);
    assert.ok(Number(locked.headers['retry-after']) >= 1);
    assert.equal(locked.json().error.code, 'ACCOUNT_LOCKED');
  });

  it('is there under the prefix of each guide that shares it', async () => {
    for (const guide of ['ops', 'scorpius-x', 'scorpius-v1']) {
      assert.equal((await server.inject({ method: 'POST', url: `/c/${guide}/api/v1/auth/login`, payload: admin })).statusCode, 200, guide);
    }
  });
});
