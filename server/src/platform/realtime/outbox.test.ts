import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { Outbox, type Outlet } from './outbox.ts';

function outlet(): Outlet & { writes: Buffer[]; count: number; text(): string } {
  const writes: Buffer[] = [];
  return {
    pending: null,
    writes,
    count: 0,
    write(frames, count) {
      writes.push(frames);
      this.count += count;
    },
    text: () => Buffer.concat(writes).toString(),
  };
}

test('every outlet gets its frames in the order in which they were pushed (property)', () => {
  const pushes = fc.array(fc.record({ to: fc.subarray([0, 1, 2, 3]), frame: fc.string({ minLength: 1, maxLength: 4 }), flush: fc.boolean() }), { maxLength: 60 });
  fc.assert(fc.property(pushes, (list) => {
    const outbox = new Outbox();
    const outlets = [outlet(), outlet(), outlet(), outlet()];
    const expected: string[][] = [[], [], [], []];
    for (const { to, frame, flush } of list) {
      const buffer = Buffer.from(frame);
      for (const index of to) {
        const target = outlets[index];
        if (target !== undefined) outbox.push(target, buffer);
        expected[index]?.push(frame);
      }
      if (flush) outbox.flush();
    }
    outbox.flush();
    assert.deepEqual(outlets.map((one) => one.text()), expected.map((frames) => Buffer.from(frames.join('')).toString()));
    assert.deepEqual(outlets.map((one) => one.count), expected.map((frames) => frames.length));
  }));
});

test('frames of one window become one write, and outlets that wait for the same frames share the buffer', async () => {
  const outbox = new Outbox();
  const [a, b] = [outlet(), outlet()];
  outbox.flush(); // opens a window: what follows waits
  for (const frame of ['1', '2', '3'].map((text) => Buffer.from(text))) for (const one of [a, b]) outbox.push(one, frame);
  assert.equal(a.writes.length, 0);
  await sleep(30);
  assert.deepEqual([a.text(), b.text(), a.writes.length], ['123', '123', 1]);
  assert.equal(a.writes[0], b.writes[0]);
});

test('draining one outlet leaves the others waiting, and nothing is written twice', () => {
  const outbox = new Outbox();
  const [a, b] = [outlet(), outlet()];
  for (const one of [a, b]) outbox.push(one, Buffer.from('x'));
  outbox.drain(a);
  assert.deepEqual([a.text(), b.text()], ['x', '']);
  outbox.push(a, Buffer.from('y'));
  outbox.flush();
  assert.deepEqual([a.text(), b.text()], ['xy', 'x']);
});

test('a large run does not wait for the window', () => {
  const outbox = new Outbox();
  const one = outlet();
  outbox.flush();
  outbox.push(one, Buffer.alloc(70_000));
  assert.equal(one.writes.length, 1);
});
