import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sparklinePath } from './sparkline.ts';

const box = { width: 100, height: 20, slots: 5, top: 100 };

test('the newest value stands at the right edge', () => {
  assert.equal(sparklinePath([0, 100], box), 'M75.0 20.0L100.0 0.0');
});

test('a line needs two points', () => {
  assert.equal(sparklinePath([], box), '');
  assert.equal(sparklinePath([5], box), '');
});

test('values above the top stretch the scale instead of leaving the box', () => {
  assert.equal(sparklinePath([200, 100], box), 'M75.0 0.0L100.0 10.0');
});
