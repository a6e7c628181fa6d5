import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createGate } from './gate.ts';

it('runs so many at once, lets so many wait and refuses the rest', async () => {
  const gate = createGate({ concurrency: 2, maxWaiting: 3 });
  const finish: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => finish.push(resolve));
    running -= 1;
  };
  const runs = Array.from({ length: 5 }, () => gate.run(work));
  await assert.rejects(gate.run(work), { code: 'SERVICE_UNAVAILABLE', retryAfter: 1 });
  for (let at = 0; at < 5; at += 1) {
    while (finish[at] === undefined) await new Promise(setImmediate);
    finish[at]?.();
  }
  await Promise.all(runs);
  assert.equal(most, 2);
});

it('gives its place away when work fails', async () => {
  const gate = createGate({ concurrency: 1, maxWaiting: 1 });
  await assert.rejects(gate.run(() => Promise.reject(new Error('no'))), { message: 'no' });
  assert.equal(await gate.run(async () => 'yes'), 'yes');
});
