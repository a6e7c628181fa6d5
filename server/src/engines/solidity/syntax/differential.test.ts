import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { outlineOfOurs, outlineOfSolc } from '../../../../test/support/outline.ts';
import { solcTree } from '../../../../test/support/solc.ts';
import { parse } from './parse.ts';

const FIXTURES = join(import.meta.dirname, '../../../../test/fixtures');
const sources = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sol')).sort();

/** Faults that the compilers at hand refuse to compile, so that there is no tree to compare with. */
const REFUSED: ReadonlySet<string> = new Set([
  'detectors/compiler-bugs/bad-0.4.sol', 'detectors/compiler-bugs/bad-0.4.24.sol', 'detectors/compiler-bugs/bad-0.5.sol', 'detectors/unprotected-randomness-request/bad-old.sol',
  'detectors/msg-value-nonpayable/bad.sol', 'detectors/msg-value-nonpayable/good.sol',
  'detectors/multiple-constructors/bad.sol', 'detectors/name-reuse/bad.sol',
]);

/** Our tree and the compiler's agree on every declaration and its lines. */
describe('parser against solc', () => {
  for (const path of sources) {
    it(path, () => {
      const content = readFileSync(join(FIXTURES, path), 'utf8');
      const minor = Number(/pragma solidity \^?0\.(\d)/.exec(content)?.[1] ?? '8');
      if (REFUSED.has(path)) {
        assert.throws(() => solcTree(content, minor));
        assert.deepEqual(parse(content).diagnostics, []);
        return;
      }
      assert.deepEqual(outlineOfOurs(path, content), outlineOfSolc(solcTree(content, minor), content));
    });
  }
});
