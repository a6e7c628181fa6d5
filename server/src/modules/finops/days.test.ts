import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, daysFrom, monthEnd, periodOf, weekStart } from './days.ts';

test('months end where they end, leap years too', () => {
  assert.deepEqual(['2024-02-10', '2026-02-01', '2026-12-31', '2026-04-30'].map(monthEnd), ['2024-02-29', '2026-02-28', '2026-12-31', '2026-04-30']);
});

test('weeks begin on Monday, across months and years', () => {
  assert.deepEqual(['2026-03-02', '2026-03-08', '2027-01-01', '2024-03-31'].map(weekStart), ['2026-03-02', '2026-03-02', '2026-12-28', '2024-03-25']);
});

test('periods and those before them', () => {
  assert.deepEqual(periodOf('monthly', '2026-01-31'), { from: '2026-01-01', to: '2026-01-31', previousFrom: '2025-12-01' });
  assert.deepEqual(periodOf('weekly', '2026-01-01'), { from: '2025-12-29', to: '2026-01-04', previousFrom: '2025-12-22' });
  assert.deepEqual(periodOf('daily', '2026-03-01'), { from: '2026-03-01', to: '2026-03-01', previousFrom: '2026-02-28' });
});

test('days are 24 hours long in UTC, also where clocks change', () => {
  assert.equal(addDays('2026-03-28', 2), '2026-03-30');
  assert.equal(daysFrom('2026-10-24', '2026-10-26').length, 3);
  assert.deepEqual(daysFrom('2026-10-26', '2026-10-24'), []);
});
