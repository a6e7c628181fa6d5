import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Upload } from '../../api/types.ts';
import { type Draft, obstacle, scansOf } from './draft.ts';

const draft = (changes: Partial<Draft> = {}): Draft => ({
  kind: 'paste', pasted: { source: 'contract A {}', filename: null }, uploads: [], address: { address: '', chainId: 1 }, depth: 'full', confirm: true, detectors: null, ...changes,
});
const upload = (id: string): Upload => ({ id, filename: 'a.sol', size: 1, hash: '', format: 'solidity', fileCount: 1, createdAt: '' });

test('pasted source is named after its contract', () => {
  assert.deepEqual(scansOf(draft()), [{ target: { kind: 'source', filename: 'A.sol', source: 'contract A {}' }, depth: 'full', confirm: true, detectors: [] }]);
});

test('every upload becomes a scan with the chosen detectors', () => {
  const scans = scansOf(draft({ kind: 'upload', uploads: [upload('1'), upload('2')], detectors: new Set(['reentrancy']) }));
  assert.deepEqual(scans.map(({ target, detectors }) => [target, detectors]), [
    [{ kind: 'upload', uploadId: '1' }, ['reentrancy']],
    [{ kind: 'upload', uploadId: '2' }, ['reentrancy']],
  ]);
});

test('what is missing is named', () => {
  assert.equal(obstacle(draft()), null);
  assert.equal(obstacle(draft({ pasted: { source: ' \n', filename: null } })), 'Paste some source first');
  assert.equal(obstacle(draft({ pasted: { source: 'x', filename: ' ' } })), 'Give the file a name');
  assert.equal(obstacle(draft({ detectors: new Set() })), 'Choose at least one detector');
  assert.equal(obstacle(draft({ kind: 'upload' })), 'Add a file first');
  assert.equal(obstacle(draft({ kind: 'address', address: { address: '0x12', chainId: 1 } })), 'Enter a contract address');
  assert.equal(obstacle(draft({ kind: 'address', address: { address: ` 0x${'a'.repeat(40)}`, chainId: 1 } })), null);
});
