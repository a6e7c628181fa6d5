import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
