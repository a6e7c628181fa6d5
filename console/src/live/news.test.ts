import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanRow } from '../api/types.ts';
import { News } from './news.ts';

const row = (id: string, status: ScanRow['status'], percent: number): ScanRow => ({
  id, title: id, target: { kind: 'source', filename: id }, depth: 'full', detectors: [], confirm: true, status, percent, stage: '', securityScore: null, riskScore: null, gasScore: null,
  counts: { critical: 0, high: 0, medium: 0, low: 0, info: 0 }, fileCount: 1, lineCount: 1, isIncomplete: false, error: null,
  createdAt: '2026-01-01T00:00:00.000Z', startedAt: null, completedAt: null, durationMs: null,
});

test('a reply that is older than a frame is brought up to date', () => {
  const news = new News();
  news.hear(row('a', 'completed', 100));
  assert.equal(news.update(row('a', 'running', 40)).status, 'completed');
  const newer = row('b', 'running', 10);
  assert.equal(news.update(newer), newer);
});

test('frames out of order do not undo what was heard', () => {
  const news = new News();
  news.hear(row('a', 'running', 80));
  news.hear(row('a', 'running', 20));
  assert.equal(news.get('a')?.percent, 80);
});

test('only the latest scans are remembered', () => {
  const news = new News();
  for (let index = 0; index < 600; index += 1) news.hear(row(`scan-${index}`, 'queued', 0));
  assert.equal(news.get('scan-99'), undefined);
  assert.equal(news.get('scan-100')?.id, 'scan-100');
});
