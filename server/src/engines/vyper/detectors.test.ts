import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { analyze } from '../solidity/analyze.ts';

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures/vyper/detectors');

function expectedLines(source: string, id: string): number[] {
  return source.split('\n').flatMap((line, at) => (line.endsWith(`# expect: ${id}`) ? [at + 1] : []));
}

for (const id of readdirSync(FIXTURES)) {
  describe(`${id} in Vyper`, () => {
    for (const name of readdirSync(join(FIXTURES, id))) {
      it(`finds what is marked in ${name}`, () => {
        const content = readFileSync(join(FIXTURES, id, name), 'utf8');
        const report = analyze([{ path: name, content }], { detectors: [id] });
        const expected = expectedLines(content, id);
        assert.deepEqual(report.incomplete, []);
        assert.deepEqual([...new Set(report.findings.map((finding) => finding.startLine))].sort((a, b) => a - b), expected);
        assert.equal(expected.length > 0, name.startsWith('bad'), 'bad fixtures carry marks, good ones do not');
      });
    }
  });
}
