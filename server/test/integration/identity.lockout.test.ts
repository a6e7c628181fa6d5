import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AppError } from '../../src/platform/errors/index.ts';
import { adminPassword, type IdentityHouse, openIdentityHouse } from '../support/identity.ts';

const second = 1000;

describe('lockout', () => {
  let house: IdentityHouse;
  before(async () => {
    house = await openIdentityHouse();
  });
  after(() => house.db.close());

  /** `in`, `no`, or the seconds to wait. */
  async function attempt(login: string, password: string, ip: string): Promise<string | number> {
    try {
      await house.identity.login(house.anonymous(ip), { login, password, isRemembered: false });
      return 'in';
    } catch (error) {
      assert.ok(error instanceof AppError);
      if (error.code === 'ACCOUNT_LOCKED') return error.retryAfter ?? NaN;
      assert.equal(error.code, 'INVALID_CREDENTIALS');
      return 'no';
    }
  }

  it('slows down guessing, the same for an account that exists and one that does not', async () => {
    const seen: Record<string, (string | number)[]> = {};
    for (const name of ['admin', 'nobody-at-all']) {
      const outcomes = (seen[name] = [] as (string | number)[]);
      for (let at = 0; at < 6; at += 1) outcomes.push(await attempt(name, 'wrong', `10.0.0.${at}`));
      for (const wait of [1, 2, 4, 8]) {
        house.clock.advance(wait * second);
        outcomes.push(await attempt(name, 'wrong', '10.0.1.1'), await attempt(name, name === 'admin' ? adminPassword : 'wrong', '10.0.1.2'));
      }
    }
    assert.deepEqual(seen.admin, ['no', 'no', 'no', 'no', 'no', 1, 'no', 2, 'no', 4, 'no', 8, 'no', 16]);
    assert.deepEqual(seen['nobody-at-all'], seen.admin);
  });

  it('opens again after the delay and starts afresh after a right password', async () => {
    house.clock.advance(16 * second);
    assert.equal(await attempt('ADMIN', adminPassword, '10.0.2.1'), 'in');
    for (let at = 0; at < 5; at += 1) assert.equal(await attempt('admin', 'wrong', `10.0.3.${at}`), 'no');
    assert.equal(await attempt('admin', adminPassword, '10.0.3.9'), 1);
    house.clock.advance(3601 * second);
    assert.equal(await attempt('admin', 'wrong', '10.0.3.9'), 'no', 'an hour later nothing counts any more');
    assert.equal(await attempt('admin', adminPassword, '10.0.3.9'), 'in');
  });

  it('never waits longer than a quarter of an hour', async () => {
    for (let at = 0; at < 30; at += 1) {
      const outcome = await attempt('steady', 'wrong', `10.1.${at}.1`);
      house.clock.advance((typeof outcome === 'number' ? outcome : 0) * second);
    }
    const outcome = await attempt('steady', 'wrong', '10.1.99.1');
    assert.ok(outcome === 'no' || outcome === 900);
  });

  it('blocks an address that guesses at many accounts, and leaves those accounts alone', async () => {
    const ip = '10.2.0.1';
    for (let at = 0; at < 20; at += 1) assert.equal(await attempt(`guess-${at}`, 'wrong', ip), 'no');
    for (let at = 0; at < 10; at += 1) assert.equal(await attempt('admin', 'wrong', ip), 1);
    assert.equal(await attempt('admin', adminPassword, '10.2.0.2'), 'in');
    house.clock.advance(second);
    assert.equal(await attempt('admin', adminPassword, ip), 'in', 'a right password is let in when the delay is over');
    assert.equal(await attempt('guess-x', 'wrong', ip), 'no');
    assert.equal(await attempt('admin', adminPassword, ip), 2, 'but does not wash earlier failures away');
  });

  it('counts attempts that run at the same time', async () => {
    const outcomes = await Promise.all(Array.from({ length: 30 }, (_, at) => attempt('crowded', 'wrong', `10.3.0.${at}`)));
    assert.equal(outcomes.filter((outcome) => outcome === 'no').length, 5);
    assert.equal(outcomes.filter((outcome) => typeof outcome === 'number').length, 25);
  });

  it('lets thirty people in who are right at the same time, from one address and with one name', async () => {
    const outcomes = await Promise.all(Array.from({ length: 30 }, () => attempt('admin', adminPassword, '10.5.0.1')));
    assert.deepEqual(new Set(outcomes), new Set(['in']));
  });

  it('does not keep what was typed', async () => {
    await attempt('my-secret-typed-in-the-wrong-field', 'x', '10.4.0.1');
    const { rows } = await house.db.sql.execute('select encode(key, \'escape\') as key from login_attempts');
    assert.ok(rows.every(({ key }) => !String(key).includes('secret')));
  });
});
