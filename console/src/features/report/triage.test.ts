import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../api/types.ts';
import { isSettled, isShown, stateOf, triageNames, triageStates } from './triage.ts';

const finding = (id: string, state?: 'accepted' | 'confirmed'): Finding => ({ id, triage: state === undefined ? null : { state, reason: '', updatedAt: '' } }) as unknown as Finding;

test('what is settled is hidden among the open ones, what was not there before is new', () => {
  const added = new Set(['a']);
  assert.deepEqual([finding('a'), finding('b', 'accepted'), finding('c', 'confirmed')].map((each) => [isShown(each, 'all', added), isShown(each, 'open', added), isShown(each, 'new', added)]), [
    [true, true, true], [true, false, false], [true, true, false],
  ]);
});

test('a finding is open until somebody decides, and every state has a name', () => {
  assert.equal(stateOf(finding('a')), 'open');
  assert.deepEqual(triageStates.filter(isSettled).map((state) => triageNames[state]), ['False alarm', 'Accepted risk', 'Fixed']);
});
