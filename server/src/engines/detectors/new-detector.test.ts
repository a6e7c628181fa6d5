import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parse } from '../solidity/syntax/parse.ts';
import { newDetector } from './new-detector.ts';

describe('newDetector', () => {
  it('writes a detector and its fixtures', () => {
    const files = newDetector('no-such-fault');
    assert.deepEqual(files.map((file) => file.path), ['src/engines/detectors/no-such-fault.ts', 'test/fixtures/detectors/no-such-fault/bad.sol', 'test/fixtures/detectors/no-such-fault/good.sol']);
    const [detector, bad, good] = files;
    assert.match(detector?.content ?? '', /export const noSuchFault: Detector = \{\n {2}id: 'no-such-fault'/);
    assert.match(bad?.content ?? '', /\/\/ expect: no-such-fault/);
    for (const file of [bad, good]) assert.deepEqual(parse(file?.content ?? '').diagnostics, []);
  });

  it('refuses ids that are no kebab-case', () => {
    for (const id of ['', 'Upper', 'a_b', '../x', 'a--b', '1a']) assert.throws(() => newDetector(id), RangeError);
  });
});
