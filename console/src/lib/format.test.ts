import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatAgent, formatAgo, formatBytes, formatDuration, formatScore, formatUptime, plural, shorten } from './format.ts';

test('bytes use the largest unit that keeps the number readable', () => {
  assert.equal(formatBytes(0), '0 B');
  assert.equal(formatBytes(1023), '1,023 B');
  assert.equal(formatBytes(1536), '1.5 KB');
  assert.equal(formatBytes(10 * 1024 * 1024), '10 MB');
  assert.equal(formatBytes(null), '–');
});

test('durations move from milliseconds to days', () => {
  assert.equal(formatDuration(0.25), '0.3 ms');
  assert.equal(formatDuration(999), '999 ms');
  assert.equal(formatDuration(1500), '1.5 s');
  assert.equal(formatDuration(125_000), '2 min 5 s');
  assert.equal(formatDuration(null), '–');
  assert.equal(formatUptime(0), '0 s');
  assert.equal(formatUptime(3600), '1 h');
  assert.equal(formatUptime(90_061), '1 d 1 h');
});

test('times tell how long ago, and the future too', () => {
  const now = Date.parse('2026-01-02T00:00:00.000Z');
  assert.equal(formatAgo('2026-01-01T23:59:58.000Z', now), 'just now');
  assert.equal(formatAgo('2026-01-01T23:59:15.000Z', now), '45 s ago');
  assert.equal(formatAgo('2026-01-01T23:10:00.000Z', now), '50 min ago');
  assert.equal(formatAgo('2026-01-01T00:00:00.000Z', now), '1 d ago');
  assert.equal(formatAgo('2026-01-02T02:30:00.000Z', now), 'in 2 h');
});

test('a missing score is a dash, never a zero', () => {
  assert.equal(formatScore(null), '–');
  assert.equal(formatScore(0), '0');
  assert.equal(formatScore(87.456), '87.5');
});

test('words follow numbers', () => {
  assert.equal(plural(1, 'finding'), '1 finding');
  assert.equal(plural(1200, 'finding'), '1,200 findings');
  assert.equal(plural(0, 'entry', 'entries'), '0 entries');
});

test('long identifiers keep head and tail', () => {
  assert.equal(shorten('0x00000000219ab540356cBB839Cbe05303d7705Fa'), '0x0000…05Fa');
  assert.equal(shorten('short'), 'short');
});

test('user agents become a browser and a system', () => {
  assert.equal(formatAgent('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/140.0 Safari/537.36'), 'Chrome (headless) on Linux');
  assert.equal(formatAgent('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Gecko Firefox/130.0'), 'Firefox on macOS');
  assert.equal(formatAgent(null), 'Unknown client');
  assert.equal(formatAgent('curl/8.5'), 'curl/8.5');
});
