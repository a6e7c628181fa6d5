import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publishEverySecond } from './ticker.ts';

test('measures once a second, only while somebody listens, and goes on after a failure', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const published: unknown[] = [];
  let isHeard = false;
  let measured = 0;
  const hub = { hasSubscribers: () => isHeard, publish: (topic: string, message: unknown) => void published.push([topic, message]) };
  publishEverySecond(hub, 'figures', () => {
    measured += 1;
    if (measured === 2) throw new Error('the sensor is gone');
    return measured;
  });
  const second = async (): Promise<void> => {
    t.mock.timers.tick(1_000);
    await new Promise(setImmediate);
  };
  await second();
  assert.equal(measured, 0, 'nobody listens');
  isHeard = true;
  for (let n = 0; n < 3; n += 1) await second();
  assert.deepEqual(published, [['figures', 1], ['figures', 3]]);
});

test('a measurement that takes longer than a second is not started twice', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  let running = 0;
  const { promise, resolve } = Promise.withResolvers<number>();
  publishEverySecond({ hasSubscribers: () => true, publish: () => undefined }, 'figures', () => {
    running += 1;
    return promise;
  });
  t.mock.timers.tick(1_000);
  t.mock.timers.tick(5_000);
  assert.equal(running, 1);
  resolve(1);
});
