import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

const file = join(resolve(process.env.BULWARK_DATA ?? join(import.meta.dirname, '../../../../shared/data')), 'focus/focus_sample_1000.csv');
const program = join(import.meta.dirname, '../../bin/bulwark.ts');

test('the FOCUS sample: `bulwark costs` finds its rows and totals to the last digit', () => {
  const { stdout, status } = spawnSync(process.execPath, [program, 'costs', file, '--format', 'json'], { encoding: 'utf8' });
  assert.equal(status, 0);
  const { files } = JSON.parse(stdout) as { files: { rows: number; currencies: string[]; totals: { billed: string; effective: string; list: string; contracted: string }[]; error: unknown }[] };
  assert.deepEqual(files.map(({ rows, currencies, error }) => [rows, currencies, error]), [[1000, ['USD'], null]]);
  const { billed, effective, list, contracted } = files[0]?.totals[0] ?? assert.fail();
  assert.deepEqual([billed, effective, list, contracted], ['20.52022672899', '14.97651418586', '20.39090575119', '14.97626039326']);
});
