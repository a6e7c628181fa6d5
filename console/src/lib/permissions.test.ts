import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAllowed } from './permissions.ts';

test('a permission is held directly, by its verb, or by everything', () => {
  assert.equal(isAllowed(['read:scans'], 'read:scans'), true);
  assert.equal(isAllowed(['read:*'], 'read:scans'), true);
  assert.equal(isAllowed(['*'], 'admin:users'), true);
  assert.equal(isAllowed(['read:*', 'write:scans'], 'admin:users'), false);
  assert.equal(isAllowed([], undefined), true);
});
