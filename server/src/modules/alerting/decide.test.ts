import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { operators } from './alerting.types.ts';
import { decide, isBreach, quietToResolve, type Standing } from './decide.ts';

const minute = 60_000;

/** Runs breaches and quiet minutes through the machine and tells what happened, minute by minute. */
function play(course: readonly boolean[], cooldownMinutes: number): string[] {
  let standing: Standing = { isOpen: false, quiet: 0, raisedAtMs: null, cooldownMs: cooldownMinutes * minute };
  return course.map((isBreached, at) => {
    const { act, quiet } = decide(standing, isBreached, at * minute);
    standing = {
      ...standing, quiet,
      isOpen: act === 'raise' || (standing.isOpen && act !== 'resolve'),
      raisedAtMs: act === 'raise' ? at * minute : standing.raisedAtMs,
    };
    return act;
  });
}

test('a breach raises once, quiet resolves, the cooldown holds back the next', () => {
  assert.deepEqual(play([true, true, false, false, false, true, true], 6), ['raise', 'keep', 'none', 'none', 'resolve', 'none', 'raise']);
});

test('a value that flickers stays one alert', () => {
  assert.deepEqual(play([true, false, true, false, false, true, false, false, false], 0), ['raise', 'none', 'keep', 'none', 'none', 'keep', 'none', 'none', 'resolve']);
});

test('for any course: alerts and resolutions alternate, and none is raised within the cooldown of another', () => {
  fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 200 }), fc.integer({ min: 0, max: 20 }), (course, cooldown) => {
    const acts = play(course, cooldown);
    const ends = acts.filter((act) => act === 'raise' || act === 'resolve');
    for (const [at, act] of ends.entries()) assert.equal(act, at % 2 === 0 ? 'raise' : 'resolve');
    const raised = acts.flatMap((act, at) => (act === 'raise' ? [at] : []));
    for (const [at, when] of raised.entries()) if (at > 0) assert.ok(when - (raised[at - 1] ?? 0) >= Math.max(cooldown, quietToResolve));
  }));
});

test('operators mean what they say', () => {
  const expected: Record<string, readonly boolean[]> = { '>': [false, false, true], '<': [true, false, false], '>=': [false, true, true], '<=': [true, true, false], '==': [false, true, false], '!=': [true, false, true] };
  for (const operator of operators) assert.deepEqual([4, 5, 6].map((value) => isBreach(operator, value, 5)), expected[operator], operator);
});
