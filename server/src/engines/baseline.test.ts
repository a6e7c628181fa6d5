import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { BaselineError, compareWithBaseline, readBaseline } from './baseline.ts';
import { analyze, type AnalyzeReport, toJson, toSarif } from './index.ts';

const hole = (name: string): string => `function ${name}() external { selfdestruct(payable(msg.sender)); }`;
const contract = (...functions: string[]): string => `pragma solidity 0.8.20;\ncontract A {\n${functions.join('\n')}\n}\n`;
const scan = (content: string): AnalyzeReport => analyze([{ path: 'src/A b.sol', content }], { detectors: ['unprotected-selfdestruct'] });
const json = (report: AnalyzeReport): string => JSON.stringify(toJson(report, { version: '1', durationMs: 1 }));
const sarif = (report: AnalyzeReport): string => JSON.stringify(toSarif(report, { version: '1' }));
const lengths = ({ added, unchanged, fixed, unverified }: ReturnType<typeof compareWithBaseline>) => [added.size, unchanged.size, fixed.length, unverified.length];

describe('baseline', () => {
  for (const [format, print] of [['JSON', json], ['SARIF', sarif]] as const) {
    it(`tells new, unchanged and fixed apart, from ${format}`, () => {
      const before = readBaseline(print(scan(contract(hole('a'), hole('b')))));
      assert.deepEqual(before.map(({ file, detector, startLine }) => [file, detector, startLine]), [['src/A b.sol', 'unprotected-selfdestruct', 3], ['src/A b.sol', 'unprotected-selfdestruct', 4]]);
      const after = scan(contract('uint256 moved;\n\n\n', hole('b'), hole('c')));
      const compared = compareWithBaseline(after, before);
      assert.deepEqual(lengths(compared), [1, 1, 1, 0]);
      const [added] = [...compared.added];
      assert.equal(after.findings.find(({ id }) => id === added)?.function, 'c');
      assert.equal(compared.fixed[0]?.startLine, 3);
    });
  }

  it('calls nothing fixed where the analysis was incomplete', () => {
    const before = readBaseline(json(scan(contract(hole('a')))));
    assert.deepEqual(lengths(compareWithBaseline({ findings: [], incomplete: [{ file: 'src/A b.sol', line: 3, reason: 'cut off' }] }, before)), [0, 0, 0, 1]);
    assert.deepEqual(lengths(compareWithBaseline({ findings: [], incomplete: [{ file: 'other.sol', line: 3, reason: 'cut off' }] }, before)), [0, 0, 1, 0]);
  });

  it('calls what the source accepts by now neither fixed nor new', () => {
    const before = readBaseline(json(scan(contract(hole('a')))));
    const after = scan(contract(`// bulwark-ignore unprotected-selfdestruct: for the test network only\n${hole('a')}`));
    assert.equal(after.suppressed?.length, 1);
    assert.deepEqual(lengths(compareWithBaseline(after, before)), [0, 0, 0, 0]);
  });

  it('refuses anything else, and nothing but with its own error', () => {
    for (const text of ['', '[]', '{}', '{"runs": 3}', 'null']) assert.throws(() => readBaseline(text), BaselineError, text);
    fc.assert(fc.property(fc.json(), (text) => {
      try {
        for (const { fingerprint } of readBaseline(text)) assert.equal(typeof fingerprint, 'string');
      } catch (error) {
        assert.ok(error instanceof BaselineError);
      }
    }));
  });
});
