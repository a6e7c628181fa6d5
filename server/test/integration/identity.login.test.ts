import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createSigner } from 'fast-jwt';
import { adminPassword, type IdentityHouse, jwtSecret, openIdentityHouse } from '../support/identity.ts';

const login = { login: 'admin', password: adminPassword, isRemembered: false };
const code = (expected: string) => ({ code: expected });

describe('login and authentication', () => {
  let house: IdentityHouse;
  before(async () => {
    house = await openIdentityHouse();
  });
  after(() => house.db.close());

  it('signs in by user name and by e-mail in any case', async () => {
    for (const name of ['admin', 'ADMIN', ' admin@EXAMPLE.com ']) {
      const { user, accessToken } = await house.identity.login(house.anonymous(), { ...login, login: name });
      assert.equal(user.username, 'admin');
      assert.ok(user.permissions.includes('*') && user.permissions.includes('write:incidents'));
      assert.equal(user.rank, 'admin');
      const principal = await house.identity.authenticate({ token: accessToken, cookie: null });
      assert.equal(principal?.userId, user.id);
      assert.equal(principal?.via, 'access-token');
    }
  });

  it('answers from memory the second time', async () => {
    const { accessToken } = await house.identity.login(house.anonymous(), login);
    const first = await house.identity.authenticate({ token: accessToken, cookie: null });
    const second = house.identity.authenticate({ token: accessToken, cookie: null });
    assert.ok(!(second instanceof Promise));
    assert.equal(second, first);
  });

  it('knows the session by its cookie', async () => {
    const { cookie, sessionId } = await house.identity.login(house.anonymous(), login);
    const principal = await house.identity.authenticate({ token: null, cookie });
    assert.equal(principal?.sessionId, sessionId);
    assert.equal(principal?.via, 'cookie');
    assert.equal(await house.identity.authenticate({ token: cookie, cookie: null }), null, 'a cookie is no bearer token');
  });

  it('tells unknown users, wrong passwords and disabled users alike', async () => {
    const admin = await house.signIn();
    const { id } = await house.identity.users.create(admin, { username: 'gone', email: 'gone@example.com', password: 'gone gone gone', roles: ['viewer'] });
    await house.identity.users.update(admin, id, { isDisabled: true });
    for (const attempt of [{ login: 'nobody', password: 'whatever it is' }, { login: 'gone', password: 'wrong wrong' }, { login: 'gone', password: 'gone gone gone' }]) {
      await assert.rejects(house.identity.login(house.anonymous(), { ...attempt, isRemembered: false }), { code: 'INVALID_CREDENTIALS', status: 401 });
    }
  });

  it('logs out at the next request, here and in another process', async () => {
    const other = await house.second();
    const { accessToken, cookie, refreshToken } = await house.identity.login(house.anonymous(), login);
    const principal = await house.identity.authenticate({ token: accessToken, cookie: null });
    assert.ok(principal);
    await house.identity.authenticate({ token: null, cookie });
    await house.identity.logout(house.as(principal));
    assert.equal(await house.identity.authenticate({ token: accessToken, cookie: null }), null);
    assert.equal(await house.identity.authenticate({ token: null, cookie }), null);
    assert.equal(await other.authenticate({ token: accessToken, cookie: null }), null);
    await assert.rejects(house.identity.refresh(house.anonymous(), refreshToken), code('REFRESH_TOKEN_INVALID'));
    assert.deepEqual(house.bus.told.at(-1), { name: 'session.revoked', payload: { sessionId: principal.sessionId, userId: principal.userId } });
  });

  it('asks the database again without word from other processes, after a gap, and after ten seconds', async () => {
    const other = await house.second();
    for (const wake of [() => house.bus.connect(false), () => house.bus.loseSome(), () => house.clock.advance(10_001)]) {
      const { accessToken } = await house.identity.login(house.anonymous(), login);
      await house.identity.authenticate({ token: accessToken, cookie: null });
      const elsewhere = await other.authenticate({ token: accessToken, cookie: null });
      assert.ok(elsewhere);
      await other.logout(house.as(elsewhere));
      assert.ok(await house.identity.authenticate({ token: accessToken, cookie: null }), 'the event was lost on its way here');
      wake();
      assert.equal(await house.identity.authenticate({ token: accessToken, cookie: null }), null);
      house.bus.connect(true);
    }
  });

  it('refuses tokens that are expired, unsigned, foreign or altered', async () => {
    const { accessToken, user, sessionId } = await house.identity.login(house.anonymous(), { ...login, isRemembered: true });
    const claims = { sub: user.id, sid: sessionId, jti: user.id, iat: Math.floor(house.clock.now() / 1000), exp: Math.floor(house.clock.now() / 1000) + 60, iss: 'bulwark', aud: 'bulwark' };
    const [header, payload, signature] = accessToken.split('.');
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const bad = [
      `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`,
      createSigner({ key: 'another-key-of-some-length', algorithm: 'HS256' })(claims),
      createSigner({ key: jwtSecret, algorithm: 'HS512' })(claims),
      createSigner({ key: jwtSecret, algorithm: 'HS256' })({ ...claims, aud: 'somebody' }),
      createSigner({ key: jwtSecret, algorithm: 'HS256' })({ ...claims, iss: 'somebody' }),
      createSigner({ key: jwtSecret, algorithm: 'HS256' })({ ...claims, exp: claims.iat - 1 }),
      createSigner({ key: jwtSecret, algorithm: 'HS256' })({ ...claims, sub: crypto.randomUUID() }),
      `${header}.${encode({ ...claims, sub: crypto.randomUUID() })}.${signature}`,
      `${header}.${payload}`, `${accessToken}x`, '', '.', '..', 'null', 'x'.repeat(100_000),
    ];
    for (const token of bad) assert.equal(await house.identity.authenticate({ token, cookie: null }), null, token.slice(0, 200));
    assert.ok(await house.identity.authenticate({ token: createSigner({ key: jwtSecret, algorithm: 'HS256' })(claims), cookie: null }), 'the test signs as the server does');
    house.clock.advance(24 * 3_600_000);
    assert.equal(await house.identity.authenticate({ token: accessToken, cookie: null }), null);
  });
});
