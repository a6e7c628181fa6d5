import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { ReportRefused } from '../../engines/scan-reports/index.ts';
import { unpackReport } from './unpack-report.ts';

const refused = (pattern: RegExp) => (error: unknown) => error instanceof ReportRefused && pattern.test(error.message);

test('gzip and a zip of one file are unfolded, anything else is passed on', async () => {
  assert.equal(Buffer.from(await unpackReport(gzipSync('{"a":1}'))).toString(), '{"a":1}');
  assert.equal(Buffer.from(await unpackReport(zipSync({ 'r/report.json': strToU8('[]'), '__MACOSX/x': strToU8('x') }))).toString(), '[]');
  assert.equal(Buffer.from(await unpackReport(strToU8('plain'))).toString(), 'plain');
});

test('bombs, many files and damaged archives are refused', async () => {
  const zeros = new Uint8Array(80 * 1_048_576);
  await assert.rejects(unpackReport(gzipSync(zeros)), refused(/more than 64 MB/));
  await assert.rejects(unpackReport(zipSync({ a: zeros })), refused(/more than 64 MB/));
  await assert.rejects(unpackReport(zipSync({ a: strToU8('1'), b: strToU8('2') })), refused(/2 files/));
  await assert.rejects(unpackReport(zipSync({ a: strToU8('x'.repeat(1000)) }).slice(0, 60)), refused(/cannot be read/));
  await assert.rejects(unpackReport(gzipSync('hello world').subarray(0, 14)), refused(/truncated/));
});
