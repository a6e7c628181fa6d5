import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const entry = join(import.meta.dirname, '../../bin/bulwark.ts');
const fixtures = join(import.meta.dirname, '../../test/fixtures/detectors');

test('a reader that stops early, as `head` does, is no fault: the exit code stays and nothing is complained of', async () => {
  for (const [failOn, code] of [[[], 0], [['--fail-on', 'high'], 1]] as const) {
    const child = spawn(process.execPath, [entry, 'scan', fixtures, '--format', 'json', ...failOn], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.stdout.destroy();
    assert.deepEqual(await once(child, 'close'), [code, null], complaints);
    assert.equal(complaints, '');
  }
});

test('beside a baseline only new findings fail the build, and what was left out can', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-baseline-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const scan = (...args: string[]) => spawnSync(process.execPath, [entry, 'scan', ...args], { encoding: 'utf8' });
  const hole = 'function end() external { selfdestruct(payable(msg.sender)); }';
  const source = write('A.sol', `pragma solidity 0.8.20; contract A { ${hole} }`);
  const baseline = write('before.json', scan(source, '--format', 'json').stdout);
  assert.equal(scan(source, '--fail-on', 'high').status, 1);
  const unchanged = scan(source, '--fail-on', 'high', '--baseline', baseline);
  assert.equal(unchanged.status, 0);
  assert.match(unchanged.stdout, /against the baseline: 0 new, \d+ unchanged, 0 fixed/);
  write('A.sol', `pragma solidity 0.8.20; contract A { ${hole} function other() external { selfdestruct(payable(msg.sender)); } }`);
  assert.equal(scan(source, '--fail-on', 'high', '--baseline', baseline).status, 1);
  write('A.sol', 'pragma solidity 0.8.20; contract A { function f( {');
  assert.equal(scan(source, '--fail-on', 'high').status, 0);
  assert.equal(scan(source, '--fail-on', 'high', '--fail-on-incomplete').status, 1);
  const wrong = scan(source, '--baseline', source);
  assert.equal(wrong.status, 2);
  assert.match(wrong.stderr, /--baseline: the baseline is no JSON/);
});
