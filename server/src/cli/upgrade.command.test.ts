import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const entry = join(import.meta.dirname, '../../bin/bulwark.ts');

test('two versions are compared, and the exit code says whether the storage fits', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-upgrade-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, body: string): string => {
    writeFileSync(join(folder, name), `contract Vault { ${body} }`);
    return join(folder, name);
  };
  const run = (...args: string[]) => spawnSync(process.execPath, [entry, 'upgrade', ...args], { encoding: 'utf8' });
  const [old, good, bad] = [write('1.sol', 'uint256 a;'), write('2.sol', 'uint256 a; uint256 b;'), write('3.sol', 'address b; uint256 a;')];
  assert.deepEqual([run(old, good).status, run(old, bad).status, run(old).status, run(old, good, '--contract', 'Nobody').status], [0, 1, 2, 2]);
  assert.match(run(old, bad).stdout, /Vault: NOT SAFE[^]*moved: a moves from slot 0 to slot 1/);
  const [report] = JSON.parse(run(old, bad, '--format', 'json').stdout) as { isSafe: boolean; after: { label: string; slot: string }[] }[];
  assert.deepEqual([report?.isSafe, report?.after.map(({ label, slot }) => [label, slot])], [false, [['b', '0'], ['a', '1']]]);
});
