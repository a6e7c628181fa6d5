import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbour } from './names.ts';

test('a task moves to the column beside it and stops at the edges', () => {
  assert.equal(neighbour('todo', 1), 'in_progress');
  assert.equal(neighbour('done', -1), 'review');
  assert.equal(neighbour('todo', -1), undefined);
  assert.equal(neighbour('done', 1), undefined);
});
