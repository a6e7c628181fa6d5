import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse, uploadsReducer } from './uploads.ts';

test('a file moves from added to failed and away', () => {
  let entries = uploadsReducer([], { kind: 'added', key: '1', name: 'a.sol', size: 10 });
  entries = uploadsReducer(entries, { kind: 'added', key: '2', name: 'b.sol', size: 10 });
  entries = uploadsReducer(entries, { kind: 'progressed', key: '1', progress: 0.5 });
  assert.equal(entries[0]?.progress, 0.5);
  entries = uploadsReducer(entries, { kind: 'failed', key: '1', problem: 'too large' });
  assert.deepEqual([entries[0]?.state, entries[0]?.problem, entries[1]?.state], ['failed', 'too large', 'sending']);
  entries = uploadsReducer(entries, { kind: 'removed', key: '1' });
  assert.deepEqual(entries.map(({ key }) => key), ['2']);
});

test('what cannot be scanned is refused before it is sent', () => {
  assert.equal(refuse({ name: 'Vault.SOL', size: 1 }), null);
  assert.match(refuse({ name: 'a.exe', size: 1 }) ?? '', /Only/);
  assert.match(refuse({ name: 'a.zip', size: 0 }) ?? '', /empty/);
  assert.match(refuse({ name: 'a.zip', size: 10 * 1024 * 1024 + 1 }) ?? '', /10 MB/);
});
