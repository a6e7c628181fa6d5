import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calculateBaseScore, calculateBaseScoreV4, calculateTemporalScore } from 'cvss4';
import fc from 'fast-check';
import { readCvss } from './cvss.ts';

/** Vectors from the metrics of a version; optional ones are left out now and then. */
function vectors(prefix: string, metrics: Readonly<Record<string, string>>, optional: Readonly<Record<string, string>> = {}): fc.Arbitrary<string> {
  const parts = Object.entries(metrics).map(([name, values]) => fc.constantFrom(...values.split('')).map((value) => `${name}:${value}`));
  const more = Object.entries(optional).map(([name, values]) => fc.option(fc.constantFrom(...values.split('')).map((value) => `${name}:${value}`), { nil: '' }));
  return fc.tuple(...parts, ...more).map((found) => prefix + found.filter((part) => part !== '').join('/'));
}

const base3 = { AV: 'NALP', AC: 'LH', PR: 'NLH', UI: 'NR', S: 'UC', C: 'HLN', I: 'HLN', A: 'HLN' };
const temporal3 = { E: 'XUPFH', RL: 'XOTWU', RC: 'XURC' };
const base4 = { AV: 'NALP', AC: 'LH', AT: 'NP', PR: 'NLH', UI: 'NPA', VC: 'HLN', VI: 'HLN', VA: 'HLN', SC: 'HLN', SI: 'HLN', SA: 'HLN' };
const threat4 = { E: 'XAPU' };

test('scores of 3.0 and 3.1 equal those of a second implementation', () => {
  fc.assert(fc.property(vectors('CVSS:3.1/', base3), (vector) => assert.equal(readCvss(vector)?.score, calculateBaseScore(vector), vector)), { numRuns: 500 });
  fc.assert(fc.property(vectors('CVSS:3.1/', base3, temporal3), (vector) => assert.equal(readCvss(vector)?.score, calculateTemporalScore(vector), vector)), { numRuns: 500 });
  fc.assert(fc.property(vectors('CVSS:3.0/', base3), (vector) => assert.equal(readCvss(vector)?.score, calculateBaseScore(vector), vector)), { numRuns: 500 });
});

test('scores of 4.0 equal those of a second implementation, which loses a tenth where binary fractions round x.x5 down', () => {
  let tenths = 0;
  fc.assert(
    fc.property(vectors('CVSS:4.0/', base4, threat4), (vector) => {
      const [ours, theirs] = [readCvss(vector)?.score ?? -1, calculateBaseScoreV4(vector)];
      if (ours === theirs) return;
      // FIRST's reference adds 10^-6 before it rounds, as ours does; the other does not.
      assert.equal(Math.round((ours - theirs) * 10), 1, vector);
      tenths += 1;
    }),
    { numRuns: 2_000 },
  );
  assert.ok(tenths < 100, `${tenths} of 2,000 differ`);
});

test("FIRST's own examples", () => {
  assert.equal(readCvss('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H')?.score, 10);
  assert.equal(readCvss('CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:N')?.score, 5.4);
  assert.equal(readCvss('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H')?.score, 10);
  assert.equal(readCvss('CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N')?.score, 7.3);
  assert.deepEqual(readCvss('AV:N/AC:L/Au:N/C:P/I:P/A:P'), { version: '2.0', vector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P', score: 7.5 });
});

test('what is no vector has no score', () => {
  for (const text of ['', 'CVSS:3.1', 'CVSS:3.1/AV:N', 'CVSS:9.9/AV:N/AC:L', 'hello', 'CVSS:3.1/AV:Q/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:N', 'x'.repeat(10_000), null]) assert.equal(readCvss(text), null, String(text).slice(0, 40));
});
