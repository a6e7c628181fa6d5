import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';

const folder = mkdtempSync(join(tmpdir(), 'bulwark-costs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const program = join(import.meta.dirname, '../../bin/bulwark.ts');
const header = 'BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,BillingPeriodStart,ChargePeriodStart,ChargeCategory,ProviderName,ServiceName';

function run(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'costs', ...args], { encoding: 'utf8' });
  return { stdout, stderr, status };
}

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test('rows, currencies and exact totals per file; a refused file is told by line and column and makes exit code 1', () => {
  const row = (billed: string, currency: string) => `${billed},0.1,${currency},1,2026-03-01,2026-03-02,Usage,AWS,S3`;
  const good = put('good.csv.gz', gzipSync([header, row('0.1', 'USD'), row('0.2', 'USD'), row('5', 'EUR')].join('\n')));
  const bad = put('bad.csv', [header, row('0.1', 'USD'), row('1.000,5', 'USD')].join('\n'));
  const { stdout, status } = run(good, bad, '--format', 'json');
  assert.equal(status, 1);
  const { files } = JSON.parse(stdout) as { files: { rows: number; totals: { currency: string; billed: string; effective: string }[]; error: { problems: { line: number }[] } | null }[] };
  assert.deepEqual(files[0]?.totals.map(({ currency, billed, effective }) => [currency, billed, effective]), [['EUR', '5', '0.1'], ['USD', '0.3', '0.2']]);
  assert.deepEqual([files[1]?.rows, files[1]?.error?.problems[0]?.line], [0, 3]);
  assert.match(run(bad).stdout, /refused\n {2}Line 3: the record has 10 fields, the header has 9/);
});

test('a wrong call is told with exit code 2', () => {
  for (const args of [[], ['--format', 'xml', 'x'], [join(folder, 'absent.csv')]]) assert.equal(run(...args).status, 2);
});
