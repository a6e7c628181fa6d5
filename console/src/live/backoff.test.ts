import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconnectDelay } from './backoff.ts';

test('waiting doubles and is bounded', () => {
  assert.deepEqual([1, 2, 3, 4].map((attempt) => reconnectDelay(attempt, 0.5)), [500, 1000, 2000, 4000]);
  assert.equal(reconnectDelay(50, 0.5), 20_000);
});

test('the spread stays within a tenth either way', () => {
  assert.equal(reconnectDelay(1, 0), 450);
  assert.equal(reconnectDelay(1, 1), 550);
});
