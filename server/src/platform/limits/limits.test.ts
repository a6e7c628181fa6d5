import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addressKey, createLimiter, type CountDelta, type LimiterSync } from './index.ts';

const minute = 60_000;
const start = 1_800_000_000_000; // a whole minute

function at(nowMs = start) {
  const clock = { nowMs, now: () => clock.nowMs };
  return clock;
}

/** Adds up counts like Redis does; can be switched off. */
function sharedCounts() {
  const totals = new Map<string, number>();
  const state = { isDown: false, exchanges: 0 };
  const sync: LimiterSync = {
    exchange(deltas: readonly CountDelta[]) {
      if (state.isDown) return Promise.reject(new Error('down'));
      state.exchanges += 1;
      return Promise.resolve(deltas.map(({ key, window, count }) => {
        const total = (totals.get(`${window}:${key}`) ?? 0) + count;
        totals.set(`${window}:${key}`, total);
        return total;
      }));
    },
    close: () => Promise.resolve(),
  };
  return { sync, state };
}

test('exactly `limit` units pass from rest, then the caller is told when to come back', () => {
  const clock = at(start + 15_000);
  const limiter = createLimiter({ clock });
  const rule = { limit: 5, windowMs: minute };
  const remaining = Array.from({ length: 5 }, () => limiter.take('a', rule).remaining);
  assert.deepEqual(remaining, [4, 3, 2, 1, 0]);
  const refused = limiter.take('a', rule);
  assert.deepEqual(refused, { allowed: false, limit: 5, remaining: 0, resetAtMs: start + minute, retryAfterSeconds: 45 + 12 });
  assert.equal(limiter.take('b', rule).allowed, true, 'keys are independent');
});

test('refused units are not counted', () => {
  const clock = at();
  const limiter = createLimiter({ clock });
  const rule = { limit: 1, windowMs: minute };
  limiter.take('a', rule);
  for (let n = 0; n < 100; n += 1) assert.equal(limiter.take('a', rule).allowed, false);
  clock.nowMs += 2 * minute;
  assert.equal(limiter.take('a', rule).allowed, true);
});

test('a burst across the edge of two windows is not twice the limit', () => {
  const clock = at(start + minute - 10);
  const limiter = createLimiter({ clock });
  const rule = { limit: 100, windowMs: minute };
  const passed = () => Array.from({ length: 200 }, () => limiter.take('a', rule)).filter((result) => result.allowed).length;
  assert.equal(passed(), 100);
  clock.nowMs += 20;
  assert.ok(passed() <= 1);
});

test('whoever waits as told is let in; never more than the limit in one aligned window (property)', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 1, maxLength: 300 });
  fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), steps, (limit, waits) => {
    const clock = at();
    const limiter = createLimiter({ clock });
    const inWindow = new Map<number, number>();
    for (const wait of waits) {
      clock.nowMs += wait % 7 === 0 ? wait : wait % 50;
      let result = limiter.take('a', { limit, windowMs: minute });
      if (!result.allowed) {
        clock.nowMs += result.retryAfterSeconds * 1000;
        result = limiter.take('a', { limit, windowMs: minute });
        assert.equal(result.allowed, true);
      }
      const window = Math.floor(clock.nowMs / minute);
      inWindow.set(window, (inWindow.get(window) ?? 0) + 1);
      assert.ok((inWindow.get(window) ?? 0) <= limit);
      assert.ok(result.remaining >= 0 && result.remaining < limit);
    }
  }));
});

test('a million callers do not stay in memory', () => {
  const clock = at();
  const limiter = createLimiter({ clock, maxKeys: 50_000 });
  let largest = 0;
  for (let n = 0; n < 1_000_000; n += 1) {
    limiter.take(`caller-${n}`, { limit: 10, windowMs: 1000 });
    if (n % 10 === 0) clock.nowMs += 1;
    largest = Math.max(largest, limiter.size());
  }
  assert.ok(largest <= 50_000, String(largest));
  assert.ok(limiter.size() < 45_000, 'spent keys are forgotten, not only pushed out');
});

test('two processes share one limit after an exchange', async () => {
  const clock = at();
  const { sync } = sharedCounts();
  const rule = { limit: 10, windowMs: minute };
  const one = createLimiter({ clock, sync });
  const two = createLimiter({ clock, sync });
  for (let n = 0; n < 6; n += 1) one.take('a', rule);
  two.take('a', rule);
  await one.syncNow();
  await two.syncNow();
  assert.equal(two.take('a', rule).remaining, 2);
  await two.syncNow();
  one.take('a', rule);
  await one.syncNow();
  assert.equal(one.take('a', rule).remaining, 0);
  assert.equal(one.take('a', rule).allowed, false);
  await Promise.all([one.close(), two.close()]);
});

test('without the shared counter each goes on alone, and tells later what it counted meanwhile', async () => {
  const clock = at();
  const { sync, state } = sharedCounts();
  const rule = { limit: 10, windowMs: minute };
  const one = createLimiter({ clock, sync });
  state.isDown = true;
  for (let n = 0; n < 4; n += 1) assert.equal(one.take('a', rule).allowed, true);
  await one.syncNow();
  state.isDown = false;
  await one.syncNow();
  const two = createLimiter({ clock, sync });
  two.take('a', rule);
  await two.syncNow();
  assert.equal(two.take('a', rule).remaining, 10 - 4 - 2);
  await Promise.all([one.close(), two.close()]);
});

test('what nobody took is not exchanged', async () => {
  const { sync, state } = sharedCounts();
  const limiter = createLimiter({ clock: at(), sync });
  await limiter.syncNow();
  assert.equal(state.exchanges, 0);
  await limiter.close();
});

test('addresses: IPv4 whole, IPv6 by /64', () => {
  assert.equal(addressKey('192.0.2.1'), '192.0.2.1');
  assert.equal(addressKey('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(addressKey('2001:db8:0:1::5'), '2001:db8:0:1::/64');
  assert.equal(addressKey('2001:db8:0:1:ffff:a:b:c'), '2001:db8:0:1::/64');
  assert.equal(addressKey('2001:DB8::5'), addressKey('2001:db8:0000:0000:9::'));
  assert.equal(addressKey('::1'), '0:0:0:0::/64');
  assert.equal(addressKey('fe80::1%eth0'), 'fe80:0:0:0::/64');
  assert.equal(addressKey('not an address'), 'not an address');
});
