import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { analyze } from '../../src/engines/index.ts';

const DATA = process.env['BULWARK_DATA'] ?? join(import.meta.dirname, '../../../../shared/data');
const ARCHIVE = join(DATA, 'contracts/vyper-examples.tar.xz');

/** The compiler's own examples, modules included: nothing may be left over, and every part must be analysed. */
it('the public Vyper examples are read and analysed completely', () => {
  assert.ok(existsSync(ARCHIVE), `${ARCHIVE} is not on this machine; set BULWARK_DATA to the folder that holds contracts/`);
  const folder = mkdtempSync(join(tmpdir(), 'bulwark-vyper-'));
  try {
    execFileSync('tar', ['-xJf', ARCHIVE, '-C', folder]);
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.vy'));
    assert.equal(paths.length, 20);
    const report = analyze(paths.map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') })));
    assert.deepEqual(report.incomplete, []);
    assert.equal(report.files.length, paths.length);
    assert.ok(report.files.every((file) => file.contracts.length > 0));
    // A contract whose every buyer pays from the contract's pocket: the analysis does reach the statements.
    assert.ok(report.findings.some(({ file, function: name }) => file.endsWith('on_chain_market_maker.vy') && name === 'tokensToEth'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
