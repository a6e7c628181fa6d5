import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measuredWith, measureSaving } from '../../../test/support/gas.ts';
import { analyze } from '../solidity/analyze.ts';
import { gasAdvices, gasMeasurement, savingOf } from './index.ts';

function found(source: string): string[] {
  const report = analyze([{ path: 'a.sol', content: `pragma solidity ^0.8.0;\n${source}` }], { detectors: [], isGasWanted: true });
  assert.deepEqual(report.incomplete, []);
  return (report.gasFindings ?? []).map(({ detector }) => detector);
}

describe('gas advices', () => {
  it('are at least forty, each with an id of its own', () => {
    assert.ok(gasAdvices.length >= 40);
    assert.equal(new Set(gasAdvices.map(({ id }) => id)).size, gasAdvices.length);
    assert.equal(gasMeasurement, measuredWith);
  });

  for (const { id, title, why, fix, example } of gasAdvices) {
    it(`${id}: is found before and not after, and saves what is printed`, async () => {
      for (const text of [title, why, fix]) assert.ok(text.length > 10);
      assert.ok(found(example.before).includes(id), 'not found before');
      assert.ok(!found(example.after).includes(id), 'still found after');
      const saving = await measureSaving(example);
      assert.deepEqual(savingOf(id), saving);
      assert.ok(saving.call > 0 || saving.creation > 0, 'an advice that saves nothing is none');
    });
  }
});
