import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mondayOf, weeksUntil } from './week.ts';

test('a week starts on Monday at midnight UTC, across months, years, leap days and changes of the clock', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2026-01-05T00:00:00.000Z', '2026-01-05'], ['2026-01-04T23:59:59.999Z', '2025-12-29'], ['2025-12-31T12:00:00Z', '2025-12-29'], ['2026-01-01T00:00:00Z', '2025-12-29'],
    ['2024-02-29T08:00:00Z', '2024-02-26'], ['2026-03-29T01:30:00Z', '2026-03-23'], ['2026-10-25T01:30:00Z', '2026-10-19'], ['1969-12-31T00:00:00Z', '1969-12-29'],
  ];
  for (const [moment, monday] of cases) assert.equal(mondayOf(new Date(moment)).toISOString(), `${monday}T00:00:00.000Z`, moment);
});

test('for any moment: the Monday is one, not later, and less than a week before', () => {
  fc.assert(fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true }), (moment) => {
    const monday = mondayOf(moment);
    assert.equal(monday.getUTCDay(), 1);
    const apart = moment.getTime() - monday.getTime();
    assert.ok(apart >= 0 && apart < 7 * 86_400_000 && monday.getTime() % 86_400_000 === 0);
  }));
});

test('weeks follow one another, newest first, each from Monday to Sunday', () => {
  const weeks = weeksUntil(new Date('2026-01-07T10:00:00Z'), 3);
  assert.deepEqual(weeks, [{ weekStart: '2026-01-05', weekEnd: '2026-01-11' }, { weekStart: '2025-12-29', weekEnd: '2026-01-04' }, { weekStart: '2025-12-22', weekEnd: '2025-12-28' }]);
});
