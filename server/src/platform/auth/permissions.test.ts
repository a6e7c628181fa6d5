import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { includes, narrow } from './permissions.ts';

const name = fc.constantFrom('*', 'read:*', 'write:*', 'read:scans', 'write:scans', 'read:tasks', 'admin:users');
const single = fc.constantFrom('read:scans', 'write:scans', 'read:tasks', 'admin:users', 'read:audit-logs');

it('includes what is named and what a wildcard stands for', () => {
  assert.ok(includes(new Set(['*']), 'write:*'));
  assert.ok(includes(new Set(['read:*']), 'read:scans'));
  assert.ok(!includes(new Set(['read:*']), 'write:scans'));
  assert.ok(!includes(new Set(['read:scans']), 'read:*'));
});

it('narrows to exactly what both allow', () => {
  fc.assert(
    fc.property(fc.array(name), fc.array(name), single, (scopes, held, wanted) => {
      const both = includes(new Set(scopes), wanted) && includes(new Set(held), wanted);
      assert.equal(includes(narrow(scopes, new Set(held)), wanted), both);
    }),
  );
});
