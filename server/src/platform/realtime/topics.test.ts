import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Topics } from './topics.ts';

const steps = fc.array(fc.record({
  what: fc.constantFrom('add', 'add', 'add', 'remove', 'drop'),
  reader: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
  topic: fc.constantFrom('a', 'b', 'c', '__proto__', ''),
}), { maxLength: 200 });

test('both directions always agree with a plain list of pairs (property)', () => {
  fc.assert(fc.property(steps, (list) => {
    const topics = new Topics<string>();
    let pairs: (readonly [string, string])[] = [];
    for (const { what, reader, topic } of list) {
      pairs = pairs.filter(([r, t]) => !(r === reader && (t === topic || what === 'drop')));
      if (what === 'add') {
        topics.add(reader, topic);
        pairs.push([reader, topic]);
      } else if (what === 'remove') topics.remove(reader, topic);
      else topics.drop(reader);
    }
    for (const topic of ['a', 'b', 'c', '__proto__', '']) {
      const readers = pairs.filter(([, t]) => t === topic).map(([r]) => r);
      assert.deepEqual([...topics.readersOf(topic)].sort(), readers.sort());
      assert.equal(topics.hasReaders(topic), readers.length > 0);
    }
    for (const reader of ['r1', 'r2', 'r3', 'r4']) {
      assert.deepEqual([...topics.topicsOf(reader)].sort(), pairs.filter(([r]) => r === reader).map(([, t]) => t).sort());
    }
  }));
});

test('a reader may leave while its topic is being walked', () => {
  const topics = new Topics<number>();
  for (const reader of [1, 2, 3]) topics.add(reader, 'a');
  const seen: number[] = [];
  for (const reader of topics.readersOf('a')) {
    seen.push(reader);
    topics.drop(reader);
  }
  assert.deepEqual(seen, [1, 2, 3]);
  assert.equal(topics.hasReaders('a'), false);
});
