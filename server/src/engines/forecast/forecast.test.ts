import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { forecast, intervalShare, judgeDays } from './index.ts';
import { models } from './models.ts';
import { conformalQuantile, deviation, median } from './robust.ts';

/** Numbers that look like noise and are the same every time (Park and Miller). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647 - 0.5;
  };
}

const shape = [1, 1.05, 1.1, 1.08, 1, 0.6, 0.55];
const seasonal = (days: number, { seed = 7, growth = 0, spread = 4 } = {}): number[] => {
  const next = noise(seed);
  return Array.from({ length: days }, (_, at) => 100 * (shape[at % 7] ?? 1) + growth * at + spread * next());
};

test('a weekly pattern is continued, far better than by its mean', () => {
  const series = seasonal(98);
  const made = forecast(series.slice(0, 84), 14);
  assert.ok(made?.backtest);
  const truth = series.slice(84);
  const error = made.days.reduce((sum, day, at) => sum + Math.abs(day.predicted - (truth[at] ?? 0)), 0) / truth.reduce((sum, value) => sum + value, 0);
  assert.ok(error < 0.05, `error ${error}`);
  assert.ok(made.backtest.wape < 0.05, `back-tested ${made.backtest.wape}`);
  assert.notEqual(made.model, 'level');
});

test('growth is followed', () => {
  const series = seasonal(120, { growth: 0.8 });
  const made = forecast(series.slice(0, 106), 14);
  const [total, truth] = [made?.sum(14).predicted ?? 0, series.slice(106).reduce((sum, value) => sum + value, 0)];
  assert.ok(Math.abs(total / truth - 1) < 0.05, `${total} for ${truth}`);
});

test('about as many unseen days lie inside the interval as it promises', () => {
  let inside = 0;
  let all = 0;
  for (let seed = 1; seed <= 40; seed += 1) {
    const series = seasonal(84, { seed: seed * 977, spread: 30 });
    const made = forecast(series.slice(0, 77), 7);
    for (const [at, { lower, upper }] of (made?.days ?? []).entries()) {
      const value = series[77 + at] ?? Number.NaN;
      all += 1;
      if (value >= lower && value <= upper) inside += 1;
    }
  }
  assert.ok(inside / all >= intervalShare - 0.08 && inside / all <= 0.97, `${inside} of ${all}`);
});

test('the back-tested error is the one that a second computation finds', () => {
  const series = seasonal(60, { spread: 20 });
  const made = forecast(series, 5);
  const model = models.find(({ name }) => name === made?.model);
  assert.ok(model && made?.backtest);
  let [errors, truth] = [0, 0];
  for (let origin = 60 - 14 - made.backtest.origins + 1; origin <= 60 - 14; origin += 1) {
    for (const [ahead, predicted] of model.predict(series.slice(0, origin), 14).entries()) {
      errors += Math.abs(predicted - (series[origin + ahead] ?? 0));
      truth += series[origin + ahead] ?? 0;
    }
  }
  assert.ok(Math.abs(errors / truth - made.backtest.wape) < 1e-9);
});

test('any history gives finite days inside their interval, and none below zero where nothing was', () => {
  fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { maxLength: 90 }), fc.integer({ min: 1, max: 60 }), (series, days) => {
    const made = forecast(series, days);
    if (series.length === 0) return assert.equal(made, null);
    assert.equal(made?.days.length, days);
    for (const { predicted, lower, upper } of [...(made?.days ?? []), made?.sum(days) ?? assert.fail()]) assert.ok(lower >= 0 && lower <= predicted && predicted <= upper && Number.isFinite(upper));
  }), { numRuns: 60 });
});

test('a spike and an outage are found, the weekend is not', () => {
  const series = seasonal(70);
  series[50] = (series[50] ?? 0) * 2;
  series[60] = 0;
  assert.deepEqual(judgeDays(series, 1).filter(({ isAnomaly }) => isAnomaly).map(({ at }) => at), [50, 60]);
  assert.deepEqual(judgeDays(series, 1000).filter(({ isAnomaly }) => isAnomaly), []);
});

test('a new level is told when it comes and becomes the rule', () => {
  const series = [...seasonal(42), ...seasonal(60).map((value) => value * 3)];
  const anomalies = judgeDays(series, 1).filter(({ isAnomaly }) => isAnomaly).map(({ at }) => at);
  assert.equal(anomalies[0], 42);
  assert.ok(!anomalies.includes(series.length - 1));
});

test('a steady series with spread of its own has few false alarms', () => {
  let [alarms, days] = [0, 0];
  for (let seed = 1; seed <= 20; seed += 1) {
    const judged = judgeDays(seasonal(120, { seed: seed * 131, spread: 25 }), 0);
    alarms += judged.filter(({ isAnomaly }) => isAnomaly).length;
    days += judged.length;
  }
  assert.ok(alarms / days < 0.02, `${alarms} of ${days}`);
});

test('median, deviation and quantile against their definitions', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.ok(Math.abs(deviation([1, 1, 2, 2, 4, 6, 9], 2) - 1.4826) < 1e-9);
  assert.equal(conformalQuantile([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.8), 8);
});
