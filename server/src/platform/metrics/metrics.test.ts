import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { createHttpMetrics, createRegistry, createSystemSampler, registerProcessMetrics } from './index.ts';
import { parseNetDev } from './probes.ts';

function at(nowMs = 1_800_000_000_000) {
  const clock = { nowMs, now: () => clock.nowMs };
  return clock;
}

test('counters and gauges in the text format, label values escaped', () => {
  const registry = createRegistry();
  const scans = registry.counter({ name: 'scans_total', help: 'Scans', labels: ['source', 'state'] });
  scans.of(['paste', 'done']).inc();
  scans.of(['paste', 'done']).inc(2);
  scans.of(['a"b\\c\nd', 'x']).inc();
  registry.gauge({ name: 'queue_length', help: 'Waiting\njobs' }).of().set(4.5);
  assert.equal(registry.text(), [
    '# HELP scans_total Scans',
    '# TYPE scans_total counter',
    'scans_total{source="paste",state="done"} 3',
    'scans_total{source="a\\"b\\\\c\\nd",state="x"} 1',
    '# HELP queue_length Waiting\\njobs',
    '# TYPE queue_length gauge',
    'queue_length 4.5',
    '',
  ].join('\n'));
});

test('histogram buckets are cumulative and bounds inclusive', () => {
  const registry = createRegistry();
  const seconds = registry.histogram({ name: 'wait_seconds', help: 'Wait', labels: ['kind'], buckets: [0.1, 1] }).of(['a']);
  for (const value of [0.05, 0.1, 0.5, 7]) seconds.observe(value);
  assert.equal(registry.text(), [
    '# HELP wait_seconds Wait',
    '# TYPE wait_seconds histogram',
    'wait_seconds_bucket{kind="a",le="0.1"} 2',
    'wait_seconds_bucket{kind="a",le="1"} 3',
    'wait_seconds_bucket{kind="a",le="+Inf"} 4',
    'wait_seconds_sum{kind="a"} 7.65',
    'wait_seconds_count{kind="a"} 4',
    '',
  ].join('\n'));
});

test('mistakes in the declaration are refused', () => {
  const registry = createRegistry();
  const counter = registry.counter({ name: 'a_total', help: 'A', labels: ['x'] });
  assert.throws(() => counter.of(['1', '2']), /labels x/);
  assert.throws(() => registry.gauge({ name: 'a_total', help: 'A' }), /declared twice/);
});

test('requests are counted by route, and quantiles are those of the last minute', () => {
  const clock = at();
  const registry = createRegistry();
  const http = createHttpMetrics(registry, clock);
  assert.equal(http.responseTimes(), null);
  http.observe({ method: 'GET', route: '/old', status: 200, durationMs: 9999 });
  clock.nowMs += 61_000;
  for (let ms = 1; ms <= 100; ms += 1) http.observe({ method: 'GET', route: '/api/scans/:id', status: 200, durationMs: ms });
  assert.deepEqual(http.responseTimes(), { p50: 50, p95: 95 });
  assert.match(registry.text(), /_count\{method="GET",route="\/api\/scans\/:id",status="200"\} 100\n/);
});

test('the sampler reads the machine once a second at most and gives numbers in range', () => {
  const clock = at();
  const sampler = createSystemSampler({ clock, dataDir: tmpdir(), activeConnections: () => 3, responseTimes: () => null });
  const first = sampler.read();
  clock.nowMs += 999;
  assert.equal(sampler.read(), first);
  clock.nowMs += 1;
  const second = sampler.read();
  assert.notEqual(second, first);
  for (const percent of [second.cpuPercent, second.memoryPercent, second.diskPercent]) assert.ok(percent !== null && percent >= 0 && percent <= 100, String(percent));
  assert.equal(second.activeConnections, 3);
  assert.ok(second.processMemoryBytes > 1_000_000);
  sampler.close();
});

test('an unreadable data folder gives null, not a number', () => {
  const sampler = createSystemSampler({ clock: at(), dataDir: '/does/not/exist', activeConnections: () => 0, responseTimes: () => null });
  assert.equal(sampler.read().diskPercent, null);
  sampler.close();
});

test('network table: sums all interfaces but loopback', () => {
  const table = [
    'Inter-|   Receive                                                |  Transmit',
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
    '    lo: 999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0',
    '  eth0: 1000 5 0 0 0 0 0 0 200 3 0 0 0 0 0 0',
    'wlan0:30 5 0 0 0 0 0 0 7 3 0 0 0 0 0 0',
    '',
  ].join('\n');
  assert.deepEqual(parseNetDev(table), { received: 1030, sent: 207 });
});

test('process gauges are read when the exposition is asked for', () => {
  const registry = createRegistry();
  let connections = 1;
  const clock = at();
  const sampler = createSystemSampler({ clock, dataDir: tmpdir(), activeConnections: () => connections, responseTimes: () => null });
  registerProcessMetrics(registry, sampler);
  assert.match(registry.text(), /bulwark_active_connections 1\n/);
  connections = 8;
  clock.nowMs += 1000;
  assert.match(registry.text(), /bulwark_active_connections 8\n/);
  sampler.close();
});
