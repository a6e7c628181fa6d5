import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDraft, moved, type StepDraft, toRequest } from './draft.ts';

const step = (title: string, command = ''): StepDraft => ({ key: title, title, description: '', command, expectedResult: '', warning: '' });

test('lists are read from text, empty fields become nothing, steps without a title are left out', () => {
  const request = toRequest({ ...emptyDraft, title: ' Patch ', tags: 'a, ,b', prerequisites: 'Access\n\nCoffee', estimatedDuration: '15', steps: [step('Drain', 'kubectl drain'), step(' '), step('Patch')] });
  assert.deepEqual([request.title, request.tags, request.prerequisites, request.estimatedDuration], ['Patch', ['a', 'b'], ['Access', 'Coffee'], 15]);
  assert.deepEqual(request.steps?.map(({ title, type, command }) => [title, type, command]), [['Drain', 'automated', 'kubectl drain'], ['Patch', 'manual', null]]);
});

test('a step moves by one, and not beyond the ends', () => {
  const steps = [step('a'), step('b'), step('c')];
  const titles = (list: readonly StepDraft[]): string => list.map(({ title }) => title).join('');
  assert.equal(titles(moved(steps, 0, 1)), 'bac');
  assert.equal(titles(moved(steps, 2, -1)), 'acb');
  assert.equal(titles(moved(steps, 0, -1)), 'abc');
});
