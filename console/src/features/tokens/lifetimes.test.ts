import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expiryAfter, lifetimes } from './lifetimes.ts';

test('every choice gives a moment in the future, or none', () => {
  const now = Date.parse('2026-03-01T12:00:00.000Z');
  assert.deepEqual(lifetimes.map(({ value }) => expiryAfter(value, now)), [
    '2026-03-08T12:00:00.000Z', '2026-03-31T12:00:00.000Z', '2026-05-30T12:00:00.000Z', '2027-03-01T12:00:00.000Z', null,
  ]);
});
