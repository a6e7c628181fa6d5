import assert from 'node:assert/strict';
import { test } from 'node:test';
import { moveCursor, toggled, toggledAll } from './selection.ts';

const ids = ['a', 'b', 'c'];

test('the cursor stays in the list', () => {
  assert.equal(moveCursor(ids, null, 1), 'a');
  assert.equal(moveCursor(ids, null, -1), 'c');
  assert.equal(moveCursor(ids, 'c', 1), 'c');
  assert.equal(moveCursor(ids, 'a', -1), 'a');
  assert.equal(moveCursor(ids, 'a', 1), 'b');
});

test('a cursor on a row that has gone starts again', () => {
  assert.equal(moveCursor(ids, 'gone', 1), 'a');
  assert.equal(moveCursor([], 'a', 1), null);
});

test('selecting turns one over or all of a page', () => {
  assert.deepEqual([...toggled(new Set(['a']), 'a')], []);
  assert.deepEqual([...toggled(new Set(['a']), 'b')], ['a', 'b']);
  assert.deepEqual([...toggledAll(new Set(['a', 'z']), ids)].sort(), ['a', 'b', 'c', 'z']);
  assert.deepEqual([...toggledAll(new Set(['a', 'b', 'c', 'z']), ids)], ['z']);
});
