import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoneBus } from '../../../test/support/lone-bus.ts';
import { SetClock } from '../../../test/support/set-clock.ts';
import type { Principal } from '../../platform/context/index.ts';
import { createAuthenticate } from './authenticate.ts';
import { roleChanged, sessionRevoked, userChanged } from './identity.events.ts';
import type { Found } from './principal.lookup.ts';

const principal: Principal = {
  userId: 'u-1', serialId: 1, username: 'ann', email: 'ann@example.com', roles: ['engineer'], permissions: new Set(['read:scans']), via: 'access-token', sessionId: 's-1',
};

function house(untilMs = Infinity) {
  const bus = new LoneBus();
  const clock = new SetClock();
  const asked: ((found: Found | null) => void)[] = [];
  const byToken = (): Promise<Found | null> => new Promise((resolve) => asked.push(resolve));
  const authenticate = createAuthenticate({ bus, clock, lookup: { byToken, byCookie: byToken } });
  const call = () => authenticate({ token: 'a token', cookie: null });
  const answer = (at: number, found: Found | null = { principal, untilMs }) => asked[at]?.(found);
  return { bus, clock, asked, call, answer, authenticate };
}

describe('authenticate', () => {
  it('asks once for requests that come together, then answers from memory', async () => {
    const { asked, call, answer } = house();
    const together = [call(), call(), call()];
    answer(0);
    assert.deepEqual(await Promise.all(together.map((one) => Promise.resolve(one))), [principal, principal, principal]);
    assert.equal(asked.length, 1);
    assert.equal(call(), principal);
  });

  it('does not remember what was read before a logout that came in between', async () => {
    const { bus, asked, call, answer } = house();
    const early = call();
    bus.publish(sessionRevoked, { sessionId: 's-1', userId: 'u-1' });
    const late = call();
    assert.equal(asked.length, 2, 'a request after the logout does not share the answer of one before it');
    answer(0);
    assert.equal(await early, principal);
    answer(1, null);
    assert.equal(await late, null);
    assert.ok(call() instanceof Promise, 'nothing was remembered');
  });

  it('forgets whom an event is about, and nobody else', async () => {
    const events = [
      (bus: LoneBus, isMine: boolean) => bus.publish(sessionRevoked, { sessionId: isMine ? 's-1' : 's-2', userId: 'u-1' }),
      (bus: LoneBus, isMine: boolean) => bus.publish(userChanged, { userId: isMine ? 'u-1' : 'u-2' }),
      (bus: LoneBus, isMine: boolean) => bus.publish(roleChanged, { role: isMine ? 'engineer' : 'viewer' }),
    ];
    for (const publish of events) {
      const { bus, call, answer } = house();
      const first = call();
      answer(0);
      await first;
      publish(bus, false);
      assert.equal(call(), principal);
      publish(bus, true);
      assert.ok(call() instanceof Promise);
    }
  });

  it('trusts an answer for ten seconds, or as long as the credential lives', async () => {
    const longLived = house();
    void longLived.call();
    longLived.answer(0);
    await longLived.call();
    longLived.clock.advance(9_999);
    assert.equal(longLived.call(), principal);
    longLived.clock.advance(1);
    assert.ok(longLived.call() instanceof Promise);

    const shortLived = house(new SetClock().now() + 5_000);
    void shortLived.call();
    shortLived.answer(0);
    await shortLived.call();
    shortLived.clock.advance(5_000);
    assert.ok(shortLived.call() instanceof Promise);
  });

  it('does not remember a refusal or a failure', async () => {
    const { asked, call, answer } = house();
    const refused = call();
    answer(0, null);
    assert.equal(await refused, null);
    assert.ok(call() instanceof Promise);
    assert.equal(asked.length, 2);
  });

  it('looks at the cookie only when there is no token', async () => {
    const { asked, authenticate } = house();
    assert.equal(authenticate({ token: null, cookie: null }), null);
    assert.equal(asked.length, 0);
    void authenticate({ token: 'x', cookie: 'y' });
    assert.equal(asked.length, 1);
  });
});
