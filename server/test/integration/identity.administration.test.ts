import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { UserCtx } from '../../src/platform/context/index.ts';
import { type IdentityHouse, openIdentityHouse } from '../support/identity.ts';

const code = (expected: string) => ({ code: expected });
const hourMs = 3_600_000;

describe('administration of users, roles and tokens', () => {
  let house: IdentityHouse;
  let admin: UserCtx;
  let count = 0;
  before(async () => {
    house = await openIdentityHouse();
    admin = await house.signIn();
  });
  after(() => house.db.close());

  async function makeUser(roles: readonly string[]): Promise<{ id: string; username: string; password: string; ctx: UserCtx }> {
    count += 1;
    const username = `user-${count}`;
    const password = `password of ${count}`;
    const { id } = await house.identity.users.create(admin, { username, email: `${username}@example.com`, password, roles });
    return { id, username, password, ctx: await house.signIn(username, password) };
  }

  it('makes the first administrator once, also when two processes start together', async () => {
    const fresh = await openIdentityHouse();
    const config = { ADMIN_EMAIL: 'admin@example.com' };
    assert.deepEqual(await fresh.identity.ensureAdministrator(config), { created: false });
    await fresh.identity.users.remove(await fresh.signIn(), (await fresh.signIn()).principal.userId).catch(() => undefined);
    await fresh.db.transaction(async (tx) => {
      await tx.execute('delete from users');
    });
    const outcomes = await Promise.all([fresh.identity, await fresh.second()].map((identity) => identity.ensureAdministrator(config)));
    const made = outcomes.filter(({ created }) => created);
    assert.equal(made.length, 1);
    assert.match(made[0]?.password ?? '', /^[A-Za-z0-9_-]{24}$/);
    assert.ok(await fresh.signIn('admin', made[0]?.password));
    await fresh.db.close();
  });

  it('needs the permission for every operation', async () => {
    const { ctx, id } = await makeUser(['engineer', 'user']);
    const { users, roles, tokens } = house.identity;
    const refused = [
      users.list(ctx, { limit: 10, offset: 0 }), users.get(ctx, id), users.update(ctx, id, { roles: ['admin'] }), users.remove(ctx, admin.principal.userId),
      users.create(ctx, { username: 'x1', email: 'x1@example.com', password: 'long enough', roles: [] }),
      roles.list(ctx), roles.get(ctx, 'admin'), roles.create(ctx, { name: 'mine', description: '', permissions: [] }), roles.update(ctx, 'viewer', {}), roles.remove(ctx, 'viewer'),
      tokens.list(ctx, { ownerId: null }), tokens.list(ctx, { ownerId: admin.principal.userId }), house.audit.list(ctx, { limit: 1, offset: 0 }), house.audit.verify(ctx),
    ];
    for (const attempt of refused) await assert.rejects(attempt, code('FORBIDDEN'));
  });

  it('lets nobody give away more than they hold, nor touch somebody who holds more', async () => {
    await house.identity.roles.create(admin, { name: 'helpdesk', description: 'Resets passwords', permissions: ['admin:users', 'admin:roles', 'read:scans'] });
    const { ctx } = await makeUser(['helpdesk']);
    const { users, roles } = house.identity;
    const simple = await users.create(ctx, { username: 'simple', email: 'simple@example.com', password: 'long enough', roles: [] });
    await assert.rejects(users.update(ctx, simple.id, { roles: ['admin'] }), code('PERMISSION_NOT_HELD'));
    await assert.rejects(users.update(ctx, admin.principal.userId, { password: 'taken over!' }), code('PERMISSION_NOT_HELD'));
    await assert.rejects(users.remove(ctx, admin.principal.userId), code('PERMISSION_NOT_HELD'));
    await assert.rejects(roles.create(ctx, { name: 'higher', description: '', permissions: ['*'] }), code('PERMISSION_NOT_HELD'));
    await assert.rejects(roles.update(ctx, 'helpdesk', { permissions: ['admin:*'] }), code('PERMISSION_NOT_HELD'));
    await assert.rejects(roles.create(admin, { name: 'typo', description: '', permissions: ['read:scnas'] }), code('PERMISSION_UNKNOWN'));
    await assert.rejects(users.update(admin, simple.id, { roles: ['no-such-role'] }), code('ROLE_UNKNOWN'));
    assert.deepEqual((await users.get(admin, simple.id)).roles, []);
  });

  it('keeps names and addresses unique, in any case', async () => {
    await makeUser(['viewer']);
    const like = { password: 'long enough', roles: ['viewer'] };
    await assert.rejects(house.identity.users.create(admin, { ...like, username: `USER-${count}`, email: 'other@example.com' }), code('USERNAME_TAKEN'));
    await assert.rejects(house.identity.users.create(admin, { ...like, username: 'other', email: `User-${count}@Example.com` }), code('EMAIL_TAKEN'));
    await assert.rejects(house.identity.users.create(admin, { ...like, username: 'other', email: 'other@example.com', password: 'Other@Example.com' }), code('WEAK_PASSWORD'));
    await assert.rejects(house.identity.roles.create(admin, { name: 'viewer', description: '', permissions: [] }), code('ROLE_TAKEN'));
  });

  it('keeps the last administrator, even when two remove each other at once', async () => {
    const { users } = house.identity;
    const me = admin.principal.userId;
    await assert.rejects(users.update(admin, me, { roles: ['viewer'] }), code('LAST_ADMINISTRATOR'));
    await assert.rejects(users.update(admin, me, { isDisabled: true }), code('LAST_ADMINISTRATOR'));
    await assert.rejects(users.remove(admin, me), code('LAST_ADMINISTRATOR'));
    const other = await makeUser(['admin']);
    const outcomes = await Promise.allSettled([users.update(admin, other.id, { roles: [] }), users.update(other.ctx, me, { roles: [] })]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const survivor = outcomes[0]?.status === 'fulfilled' ? admin : other.ctx;
    await users.update(survivor, me, { roles: ['admin'] });
    admin = await house.signIn();
  });

  it('takes rights and sessions away at once', async () => {
    const { id, ctx, username, password } = await makeUser(['engineer']);
    const { accessToken } = await house.identity.login(house.anonymous(), { login: username, password, isRemembered: false });
    const see = () => house.identity.authenticate({ token: accessToken, cookie: null });
    assert.ok((await see())?.permissions.has('write:scans'));
    await house.identity.users.update(admin, id, { roles: ['viewer'] });
    assert.equal((await see())?.permissions.has('write:scans'), false);
    await house.identity.users.update(admin, id, { password: 'a new password' });
    assert.equal(await see(), null);
    await assert.rejects(house.identity.refresh(ctx, null), code('REFRESH_TOKEN_INVALID'));
    const again = await house.signIn(username, 'a new password');
    await house.identity.users.update(admin, id, { isDisabled: true });
    await assert.rejects(house.identity.refresh(again, null), code('REFRESH_TOKEN_INVALID'));
    await house.identity.users.remove(admin, id);
    await assert.rejects(house.identity.users.get(admin, id), code('USER_NOT_FOUND'));
  });

  it('changes a role for everybody who holds it, and guards the built-in ones', async () => {
    const { roles, users } = house.identity;
    await roles.create(admin, { name: 'scanner', description: 'Scans', permissions: ['read:scans'] });
    const { id, username, password } = await makeUser(['scanner']);
    const { accessToken } = await house.identity.login(house.anonymous(), { login: username, password, isRemembered: false });
    const see = async () => [...((await house.identity.authenticate({ token: accessToken, cookie: null }))?.permissions ?? [])];
    assert.deepEqual(await see(), ['read:scans']);
    await roles.update(admin, 'scanner', { permissions: ['write:scans', 'read:scans'] });
    assert.deepEqual(await see(), ['read:scans', 'write:scans']);
    await assert.rejects(roles.remove(admin, 'scanner'), code('ROLE_IN_USE'));
    await users.update(admin, id, { roles: [] });
    await roles.remove(admin, 'scanner');
    await assert.rejects(roles.get(admin, 'scanner'), code('ROLE_NOT_FOUND'));
    await assert.rejects(roles.update(admin, 'viewer', { permissions: ['*'] }), code('ROLE_BUILT_IN'));
    await assert.rejects(roles.remove(admin, 'admin'), code('ROLE_BUILT_IN'));
  });

  it('changes the own password and ends the other sessions', async () => {
    const { ctx, username, password } = await makeUser(['user']);
    const elsewhere = await house.identity.login(house.anonymous(), { login: username, password, isRemembered: false });
    await assert.rejects(house.identity.changePassword(ctx, { current: 'not it', next: 'something else' }), code('WRONG_PASSWORD'));
    await assert.rejects(house.identity.changePassword(ctx, { current: password, next: 'short' }), code('WEAK_PASSWORD'));
    await house.identity.changePassword(ctx, { current: password, next: 'something else' });
    assert.equal(await house.identity.authenticate({ token: elsewhere.accessToken, cookie: null }), null);
    assert.deepEqual((await house.identity.sessions.list(ctx)).map(({ id }) => id), [ctx.principal.sessionId]);
    await assert.rejects(house.identity.login(house.anonymous(), { login: username, password, isRemembered: false }), code('INVALID_CREDENTIALS'));
  });

  it('ends one session of one’s own, not of others', async () => {
    const one = await makeUser(['user']);
    const two = await makeUser(['user']);
    const sessionId = one.ctx.principal.sessionId ?? '';
    await assert.rejects(house.identity.sessions.revoke(two.ctx, sessionId), code('SESSION_NOT_FOUND'));
    await house.identity.sessions.revoke(one.ctx, sessionId);
    await assert.rejects(house.identity.sessions.revoke(one.ctx, sessionId), code('SESSION_NOT_FOUND'));
  });

  it('makes API tokens that can do what they were given and their owner still may', async () => {
    const { id, ctx } = await makeUser(['engineer']);
    const input = { name: 'ci', scopes: ['read:scans', 'write:scans'], expiresAt: new Date(house.clock.now() + hourMs), environment: 'staging', prefix: 'sk_live_' } as const;
    await assert.rejects(house.identity.tokens.create(ctx, { ...input, scopes: ['admin:users'] }), code('PERMISSION_NOT_HELD'));
    await assert.rejects(house.identity.tokens.create(ctx, { ...input, expiresAt: new Date(house.clock.now()) }), code('TOKEN_EXPIRY_PAST'));
    const { token, info } = await house.identity.tokens.create(ctx, input);
    assert.match(token, /^sk_live_/);
    assert.equal(info.preview, `sk_live_...${token.slice(-4)}`);
    const see = () => house.identity.authenticate({ token, cookie: null });
    const principal = await see();
    assert.ok(principal);
    assert.equal(principal.via, 'api-token');
    assert.deepEqual([...principal.permissions].sort(), ['read:scans', 'write:scans']);
    await assert.rejects(house.identity.tokens.create(house.as(principal), { ...input, scopes: ['read:scans'] }), code('SESSION_REQUIRED'));
    await assert.rejects(house.identity.logout(house.as(principal)), code('SESSION_REQUIRED'));
    await house.identity.users.update(admin, id, { roles: ['viewer'] });
    assert.deepEqual([...((await see())?.permissions ?? [])], ['read:scans']);
    const [listed] = await house.identity.tokens.list(ctx, { ownerId: id });
    assert.equal(listed?.lastUsedAt?.getTime(), house.clock.now());
    assert.ok(!JSON.stringify(listed).includes(token));
    house.clock.advance(hourMs);
    assert.equal(await see(), null);
    assert.equal((await house.identity.tokens.list(admin, { ownerId: null }))[0]?.status, 'expired');
  });

  it('revokes API tokens at once: own ones, and any for administrators', async () => {
    const one = await makeUser(['user']);
    const two = await makeUser(['user']);
    const input = { name: 'mine', scopes: ['read:scans'], expiresAt: null, environment: null, prefix: 'bwk_' } as const;
    for (const revoker of [one.ctx, admin]) {
      const { token, info } = await house.identity.tokens.create(one.ctx, input);
      assert.ok(await house.identity.authenticate({ token, cookie: null }));
      await assert.rejects(house.identity.tokens.revoke(two.ctx, info.id), code('TOKEN_NOT_FOUND'));
      await house.identity.tokens.revoke(revoker, info.id);
      assert.equal(await house.identity.authenticate({ token, cookie: null }), null);
      await assert.rejects(house.identity.tokens.revoke(revoker, info.id), code('TOKEN_NOT_FOUND'));
    }
  });

  it('finds users by part of a name, with % taken literally', async () => {
    const page = { limit: 5, offset: 0 };
    assert.equal((await house.identity.users.list(admin, { ...page, search: 'ADMINISTRATOR' })).total, 1);
    assert.equal((await house.identity.users.list(admin, { ...page, search: '%' })).total, 0);
    assert.equal((await house.identity.users.list(admin, { ...page, role: 'admin' })).total, 1);
    const { items, total } = await house.identity.users.list(admin, page);
    assert.equal(items.length, 5);
    assert.ok(total > 5);
  });

  it('has written all of it down in an unbroken chain', async () => {
    const { isIntact, checked } = await house.audit.verify(admin);
    assert.ok(isIntact);
    assert.equal(checked, (await house.audit.list(admin, { limit: 1, offset: 0 })).total);
    assert.ok(checked > 30);
  });
});
