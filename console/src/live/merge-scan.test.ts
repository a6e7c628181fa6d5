import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanRow } from '../api/types.ts';
import { parseFrame } from './frames.ts';
import { isNewer, mergeIntoPage, mergeScan, removeFromPage } from './merge-scan.ts';

const row = (changes: Partial<ScanRow> = {}): ScanRow => ({
  id: '00000000-0000-4000-8000-000000000001', title: 'Vault.sol', target: { kind: 'source', filename: 'Vault.sol' }, depth: 'full', detectors: [], confirm: true,
  status: 'running', percent: 40, stage: 'Running detectors', securityScore: null, riskScore: null, gasScore: null,
  counts: { critical: 0, high: 0, medium: 0, low: 0, info: 0 }, fileCount: 1, lineCount: 30, isIncomplete: false, error: null,
  createdAt: '2026-01-01T00:00:00.000Z', startedAt: null, completedAt: null, durationMs: null, ...changes,
});

test('late frames never move a scan back', () => {
  assert.equal(isNewer(row(), row({ percent: 30 })), false);
  assert.equal(isNewer(row(), row({ percent: 40, stage: 'Next' })), true);
  assert.equal(isNewer(row({ status: 'completed', percent: 100 }), row({ percent: 90 })), false);
  assert.equal(isNewer(row({ status: 'cancelled' }), row({ status: 'completed' })), false);
  assert.equal(isNewer(row({ status: 'queued', percent: 0 }), row()), true);
});

test('old news returns the very same object, so nothing draws again', () => {
  const current = row();
  assert.equal(mergeScan(current, row({ percent: 1 })), current);
  const page = { items: [current], total: 1 };
  assert.equal(mergeIntoPage(page, row({ percent: 1 })), page);
  assert.equal(mergeIntoPage(page, row({ id: 'another' })), page);
});

test('news changes one row in place', () => {
  const other = row({ id: 'other' });
  const merged = mergeIntoPage({ items: [other, row()], total: 9 }, row({ percent: 80 }));
  assert.equal(merged.items[0], other);
  assert.equal(merged.items[1]?.percent, 80);
  assert.equal(merged.total, 9);
});

test('a deleted scan leaves the page and its total', () => {
  const page = { items: [row({ id: 'a' }), row({ id: 'b' })], total: 7 };
  assert.deepEqual(removeFromPage(page, 'a'), { items: [row({ id: 'b' })], total: 6 });
  assert.equal(removeFromPage(page, 'c'), page);
});

test('frames that are not ours are ignored', () => {
  assert.equal(parseFrame('{'), null);
  assert.equal(parseFrame('null'), null);
  assert.equal(parseFrame('{"topic":"weather","event":"rain","data":1}'), null);
  assert.equal(parseFrame('{"topic":"scans","event":"queued"}'), null);
  assert.deepEqual(parseFrame('{"topic":"live","event":"pong","data":null}'), { topic: 'live', event: 'pong', data: null });
});
