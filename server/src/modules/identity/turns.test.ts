import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTurns } from './turns.ts';

test('never more than the width at once, in the order of arrival, and a failure gives its turn on', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(fc.boolean(), { maxLength: 30 }), async (width, fates) => {
    const inTurn = createTurns(width);
    const began: number[] = [];
    let running = 0;
    const answers = await Promise.allSettled(fates.map((isGood, at) => inTurn(async () => {
      began.push(at);
      running += 1;
      assert.ok(running <= width);
      await new Promise(setImmediate);
      running -= 1;
      if (!isGood) throw new Error('bad');
      return at;
    })));
    assert.deepEqual(answers.map(({ status }) => status === 'fulfilled'), fates);
    assert.deepEqual(began, fates.map((_, at) => at));
  }), { numRuns: 50 });
});
