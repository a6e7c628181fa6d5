import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { outlineOfOurs, outlineOfSolc } from '../../../../test/support/outline.ts';
import { solcTree } from '../../../../test/support/solc.ts';

const FIXTURES = join(import.meta.dirname, '../../../../test/fixtures');
const sources = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sol')).sort();

/** Our tree and the compiler's agree on every declaration and its lines. */
describe('parser against solc', () => {
  for (const path of sources) {
    it(path, () => {
      const content = readFileSync(join(FIXTURES, path), 'utf8');
      const minor = Number(/pragma solidity \^?0\.(\d)/.exec(content)?.[1] ?? '8');
      assert.deepEqual(outlineOfOurs(path, content), outlineOfSolc(solcTree(content, minor), content));
    });
  }
});
