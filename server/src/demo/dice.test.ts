import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDice } from './dice.ts';

test('the same seed falls the same way, another one does not, and numbers stay within their bounds', () => {
  const rolls = (seed: number): number[] => {
    const dice = createDice(seed);
    return Array.from({ length: 1000 }, () => dice.between(1, 6));
  };
  assert.deepEqual(rolls(7), rolls(7));
  assert.notDeepEqual(rolls(7), rolls(8));
  assert.deepEqual([...new Set(rolls(7))].sort(), [1, 2, 3, 4, 5, 6]);
});
