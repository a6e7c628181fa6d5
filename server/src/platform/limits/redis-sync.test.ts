import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTestRedis } from '../../../test/support/redis.ts';
import { createLimiter, createRedisSync, type Limiter } from './index.ts';

const rule = { limit: 10, windowMs: 3_600_000 };
const clock = { now: () => 1_800_000_000_000 };

function takeTimes(limiter: Limiter, times: number): number {
  let remaining = -1;
  for (let n = 0; n < times; n += 1) remaining = limiter.take('caller', rule).remaining;
  return remaining;
}

test('processes share counts through Redis, go on without it, and share again when it is back', async () => {
  const redis = await startTestRedis();
  const [one, two] = [createLimiter({ clock, sync: createRedisSync(redis.url) }), createLimiter({ clock, sync: createRedisSync(redis.url) })];
  try {
    takeTimes(one, 4);
    takeTimes(two, 1);
    await one.syncNow();
    await two.syncNow();
    assert.equal(takeTimes(two, 1), 4, 'ten, less four there and two here');

    await redis.stop();
    await two.syncNow();
    assert.equal(takeTimes(two, 1), 3, 'what is known stays, and counting goes on');

    await redis.start();
    const reader = createRedisSync(redis.url);
    const asked = { key: 'caller', window: Math.floor(clock.now() / rule.windowMs), windowMs: rule.windowMs, count: 0 };
    let told = 0;
    for (const deadline = Date.now() + 10_000; told === 0 && Date.now() < deadline; ) {
      await two.syncNow();
      [told = 0] = await reader.exchange([asked]).catch(() => [0]);
    }
    assert.equal(told, 2, 'what was taken since the last exchange arrives, once');
    await reader.close();
  } finally {
    await Promise.all([one.close(), two.close()]);
    await redis.stop();
  }
});
