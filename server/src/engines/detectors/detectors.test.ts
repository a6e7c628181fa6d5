import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { analyze } from '../solidity/analyze.ts';
import { detectors } from './index.ts';

const FIXTURES = join(import.meta.dirname, '../../../test/fixtures/detectors');

function fixturesOf(id: string): string[] {
  const folder = join(FIXTURES, id);
  return existsSync(folder) ? readdirSync(folder).filter((name) => /\.(sol|vy)$/.test(name)).sort() : [];
}

/** The lines marked `// expect: <id>`, in Vyper `# expect: <id>`. */
function expectedLines(source: string, id: string): number[] {
  return source.split('\n').flatMap((line, at) => (new RegExp(`(//|#) expect: ${id}\\s*$`).test(line) ? [at + 1] : []));
}

for (const detector of detectors) {
  describe(detector.id, () => {
    const names = fixturesOf(detector.id);

    it('has a bad and a good fixture', () => {
      assert.ok(names.some((name) => name.startsWith('bad')), `no bad fixture in test/fixtures/detectors/${detector.id}`);
      assert.ok(names.some((name) => name.startsWith('good')), `no good fixture in test/fixtures/detectors/${detector.id}`);
    });

    for (const name of names) {
      it(`finds what is marked in ${name}`, () => {
        const content = readFileSync(join(FIXTURES, detector.id, name), 'utf8');
        const report = analyze([{ path: name, content }], { detectors: [detector.id] });
        const expected = expectedLines(content, detector.id);
        assert.deepEqual(report.incomplete, []);
        assert.deepEqual([...new Set(report.findings.map((finding) => finding.startLine))].sort((a, b) => a - b), expected);
        assert.equal(expected.length > 0, name.startsWith('bad'), 'bad fixtures carry marks, good ones do not');
      });
    }

    it('documents itself', () => {
      for (const text of [detector.title, detector.description, detector.why, detector.exampleBad, detector.fix]) assert.ok(text.trim().length > 10);
      assert.match(detector.id, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      assert.ok(detector.categories.dasp.every((number) => number >= 1 && number <= 10));
      for (const swc of detector.categories.swc) assert.match(swc, /^SWC-\d{3}$/);
      for (const cwe of detector.categories.cwe) assert.match(cwe, /^CWE-\d+$/);
      for (const owasp of detector.categories.owasp) assert.match(owasp, /^SC\d{2}:20\d{2}$/);
    });
  });
}

it('lists every detector once', () => {
  const ids = detectors.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});

it('has no fixtures without a detector', () => {
  const known = new Set(detectors.map(({ id }) => id));
  assert.deepEqual(readdirSync(FIXTURES).filter((name) => !known.has(name)), []);
});
