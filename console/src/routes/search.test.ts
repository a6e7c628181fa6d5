import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditSearch, listQuery, reportSearch, scansSearch, signInSearch } from './search.ts';
import { safeNext } from '../lib/safe-next.ts';

test('what an address does not say right is left out', () => {
  assert.deepEqual(scansSearch({ status: 'lost', sort: 'id', order: 'up', page: -1, q: '' }), {});
  assert.deepEqual(scansSearch({ status: 'failed', q: 'vault', page: 3, extra: 1 }), { status: 'failed', q: 'vault', page: 3 });
  assert.deepEqual(reportSearch({ severity: 'high', finding: 'f-1' }), { severity: 'high', finding: 'f-1' });
  assert.deepEqual(auditSearch({ page: 1, event: 'LOGIN' }), { event: 'LOGIN' });
  assert.deepEqual(signInSearch({ next: ['/x'] }), {});
});

test('a number typed as search text stays text', () => {
  assert.deepEqual(scansSearch({ q: 42 }), { q: '42' });
});

test('the list request has every default', () => {
  assert.deepEqual(listQuery({}), { sort: 'created_at', order: 'desc', limit: 25, offset: 0 });
  assert.deepEqual(listQuery({ q: 'a', page: 3 }), { search: 'a', sort: 'created_at', order: 'desc', limit: 25, offset: 50 });
});

test('signing in leads only to pages of this console', () => {
  assert.equal(safeNext('/scans?q=a'), '/scans?q=a');
  for (const bad of [undefined, '', 'https://evil.example', '//evil.example', '/\\evil.example', '/login', 'javascript:alert(1)']) assert.equal(safeNext(bad), '/');
});
