import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doneCount, executionWord, nextStep } from './sop-words.ts';

const steps = (...states: ('pending' | 'completed' | 'failed' | 'skipped')[]) => states.map((state, at) => ({ order: at + 1, state }));

test('the next step is the first that is open or failed', () => {
  assert.equal(nextStep(steps('completed', 'skipped', 'pending', 'pending')), 3);
  assert.equal(nextStep(steps('completed', 'failed', 'pending')), 2);
  assert.equal(nextStep(steps('completed', 'skipped')), null);
  assert.equal(doneCount(steps('completed', 'skipped', 'failed', 'pending')), 2);
});

test('a paused execution is called paused, whatever it came to so far', () => {
  assert.equal(executionWord({ status: 'paused', result: 'running' }), 'Paused');
  assert.equal(executionWord({ status: 'completed', result: 'partial' }), 'Completed, steps skipped');
});
