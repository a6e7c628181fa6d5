import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barsOf, chart } from './service-level-bars.ts';

test('bars stand on the ground, within the drawing, as high as their share of the scale', () => {
  const { bars, target, top } = barsOf([0, 50, 125]);
  assert.equal(top, 130);
  const ground = chart.height - chart.bottom;
  for (const { x, y, width, height } of bars) {
    assert.ok(x >= chart.left && x + width <= chart.width && y >= 0);
    assert.ok(Math.abs(y + height - ground) < 1e-9);
  }
  const [low, middle = bars[0], high = bars[0]] = bars;
  assert.ok(low !== undefined && middle !== undefined && high !== undefined);
  assert.equal(low.height, 0);
  assert.ok(Math.abs(high.height / middle.height - 2.5) < 1e-9);
  assert.ok(target > high.y && target < middle.y);
});

test('without a bar above 100 % the scale ends there, and without any bar it still has one', () => {
  assert.deepEqual([barsOf([40]).top, barsOf([40]).target], [100, 0]);
  assert.deepEqual(barsOf([]).bars, []);
});
