import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesIn } from './report-words.ts';

test('addresses are told apart by commas, spaces and lines', () => {
  assert.deepEqual(addressesIn(' a@example.org, b@example.org\nc@example.org ; '), ['a@example.org', 'b@example.org', 'c@example.org']);
  assert.deepEqual(addressesIn('  '), []);
});
