import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from '../../src/engines/solidity/syntax/parse.ts';

const DATA = join(process.env['BULWARK_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'), 'contracts');
const SETS = ['smartbugs-curated-dev', 'not-so-smart', 'solidifi-dev', 'defi-labs-dev', 'honeypots-dev', 'arithmetic-and-ether-leak-dev'];

/** Real contracts of eight years: not one token may be left over. */
describe('public contracts parse completely', () => {
  for (const set of SETS) {
    it(set, (test) => {
      const archive = join(DATA, `${set}.tar.xz`);
      if (!existsSync(archive)) return test.diagnostic(`${archive} is not on this machine: nothing was checked`);
      const folder = mkdtempSync(join(tmpdir(), 'bulwark-corpus-'));
      try {
        execFileSync('tar', ['-xJf', archive, '-C', folder]);
        const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sol'));
        assert.ok(files.length > 0);
        for (const path of files) assert.deepEqual(parse(readFileSync(join(folder, path), 'utf8')).diagnostics, [], path);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
