import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toPlot, toStack } from './chart-data.ts';

const row = (name: string | null, day: string, cost: string) => ({ keys: [name, day], cost, credits: '0', charges: 1 });
const rows = [row('a', '2026-03-01', '1'), row('a', '2026-03-03', '2'), row('b', '2026-03-01', '5'), row(null, '2026-03-02', '0.5'), row('d', '2026-03-02', '0.25')];

test('layers hold every day, the largest first, the rest as one', () => {
  const { times, layers } = toStack(rows, 2);
  assert.equal(times.length, 3);
  assert.deepEqual(layers, [{ name: 'b', values: [5, 0, 0] }, { name: 'a', values: [1, 0, 2] }, { name: 'All others', values: [0, 0.75, 0] }]);
});

test('the plot is cumulated from the top down and the forecast begins where the costs end', () => {
  const forecast = { days: [{ day: '2026-03-04', predicted: '3', lower: '2', upper: '4' }] };
  const { data, top } = toPlot(toStack(rows, 2), forecast as never);
  assert.deepEqual(top, ['All others', 'a', 'b']);
  assert.deepEqual(data.slice(1), [[6, 0.75, 2, null], [6, 0, 2, null], [5, 0, 0, null], [null, null, 2, 3], [null, null, 2, 2], [null, null, 2, 4]]);
  assert.deepEqual(toStack([], 3), { times: [], layers: [] });
});
