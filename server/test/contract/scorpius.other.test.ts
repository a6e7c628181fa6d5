import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contract } from '../../src/contracts/scorpius/contract.ts';
import { until } from '../support/server-process.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { vulnerableSource } from './scan-samples.ts';
import { assertShape, assertTimestamp } from './shape.ts';

let server: TestServer;
let alice: Caller;

before(async () => {
  server = await startTestServer();
  alice = await server.user('alice');
});
after(() => server.close());

const errorReply = { error: true, message: 'Human readable error message', code: 'ERROR_CODE', details: { field: 'specific field that caused error', value: 'invalid value' }, timestamp: '2024-01-15T10:30:00Z' };
const aboutNoField = ['field', 'value'];
const metrics = { cpu_usage: 45.2, memory_usage: 67.8, disk_usage: 23.1, network_latency: 12, active_connections: 1247 };
const notMeasured = ['disk_usage', 'network_latency'];
const service = { service: 'scanner_api', status: 'healthy', uptime: '99.97%', last_error: null, performance_metrics: {} };
const notRecorded = ['uptime'];

test('metrics are measured, and refresh answers the same fields', async () => {
  for (const url of ['/api/monitoring/metrics', '/api/monitoring/metrics/refresh']) {
    const reply = await alice.inject({ url });
    assertShape(reply.json(), metrics, notMeasured);
    assert.ok(reply.json().memory_usage > 0 && reply.json().memory_usage <= 100);
  }
});

test('health of the services, each by its name', async () => {
  assertShape((await alice.inject({ url: '/api/monitoring/health' })).json(), { status: 'healthy', services: [service], uptime: 1 }, notRecorded);
  assertShape((await alice.inject({ url: '/api/monitoring/services' })).json(), [service], notRecorded);
  const one = await alice.inject({ url: '/api/monitoring/services/scanner_api/health' });
  assertShape(one.json(), service, notRecorded);
  assert.equal(one.json().service, 'scanner_api');
  const unknown = await alice.inject({ url: '/api/monitoring/services/teleporter/health' });
  assert.equal(unknown.statusCode, 404);
  assertShape(unknown.json(), errorReply, aboutNoField);
  assertShape((await alice.inject({ url: '/api/system/health' })).json(), { status: 'healthy', uptime: 1, services: [service], metrics, lastChecked: 'x' }, [...notMeasured, ...notRecorded]);
});

test('the dashboard shows what was counted and measured, and null where nothing counts yet', async () => {
  const live = { active_threats: 1, scans_running: 1, mev_profit: 1, system_health: 100, ...metrics };
  const nobodyCounts = ['active_threats', 'mev_profit', 'activeBots', 'totalTransactions', 'mevOpportunities', ...notMeasured];
  assertShape((await alice.inject({ url: '/api/dashboard/live-stats' })).json(), live, nobodyCounts);
  const carol = await server.user('carol');
  const early = (await carol.inject({ url: '/api/dashboard/stats' })).json();
  assert.deepEqual([early.threatsDetected, early.activeScans, early.lastScanTime, early.securityScore], [0, 0, null, null]);
  const { scan_id: id } = (await carol.inject({ method: 'POST', url: '/api/scanner/analyze', payload: { source_code: vulnerableSource } })).json();
  await until(async () => ((await carol.inject({ url: `/api/scanner/scan/${id}` })).json().status === 'completed' ? true : null), 30_000, 'the end of the scan');
  const stats = (await carol.inject({ url: '/api/dashboard/stats' })).json();
  assertShape(stats, { ...live, threatsDetected: 1, activeScans: 0, activeBots: 1, systemUptime: 1, lastScanTime: 'x', totalTransactions: 1, mevOpportunities: 1, securityScore: 1 }, nobodyCounts);
  assert.ok(stats.threatsDetected > 0 && stats.securityScore < 100);
  assert.equal((await alice.inject({ url: '/api/dashboard/stats' })).json().threatsDetected, 0, 'of her own scans only');
  assertShape((await carol.inject({ method: 'POST', url: '/api/dashboard/refresh', headers: { 'content-type': 'application/json' } })).json(), stats, nobodyCounts);
});

test('what is not built yet says so in the guide\'s error shape, to known callers only', async () => {
  const planned = contract.endpoints.filter(({ isBuilt }) => !isBuilt);
  assert.ok(planned.length > 0);
  for (const { method, path } of planned) {
    const url = path.replace(/\{\w+\}/g, 'x');
    const reply = await alice.inject({ method, url });
    assert.equal(reply.statusCode, 501, `${method} ${url}: ${reply.body}`);
    assert.equal(reply.json().code, 'NOT_IMPLEMENTED');
    assertShape(reply.json(), errorReply, aboutNoField);
    assert.equal((await server.inject({ method, url })).statusCode, 401);
  }
});

test('broken JSON, too deep JSON and a wrong content type are told in the guide\'s shape', async () => {
  const deep = `${'['.repeat(200)}${']'.repeat(200)}`;
  const cases = [
    ['{"contract_address":', 'application/json', 400],
    [deep, 'application/json', 400],
    ['<xml/>', 'application/xml', 415],
    [`{"source_code": "${'x'.repeat(2_000_000)}"}`, 'application/json', 413],
  ] as const;
  for (const [payload, type, status] of cases) {
    const reply = await alice.inject({ method: 'POST', url: '/api/scanner/analyze', payload, headers: { 'content-type': type } });
    assert.equal(reply.statusCode, status, reply.body);
    assertShape(reply.json(), errorReply, aboutNoField);
    assertTimestamp(reply.json().timestamp);
  }
});

test('addresses that no route answers are told in the shape of the guide they belong to', async () => {
  const cases = [
    ['PUT', '/api/scanner/analyze', 405],
    ['GET', '/api/mev/nothing', 404],
    ['GET', '/api/scanner/scan/%ff', 400],
    ['GET', `/api/scanner/scan/${'a'.repeat(400)}`, 414],
    ['GET', '/api/scanner/history?limit=-1', 422],
    ['GET', '/c/scorpius/api/scanner/history?limit=-1', 422],
  ] as const;
  for (const [method, url, status] of cases) {
    const reply = await alice.inject({ method, url });
    assert.equal(reply.statusCode, status, `${method} ${url}: ${reply.body}`);
    assertShape(reply.json(), errorReply, aboutNoField);
    assert.ok(reply.headers['x-request-id'], url);
  }
  assert.equal((await alice.inject({ method: 'PUT', url: '/api/scanner/analyze' })).headers.allow, 'POST');
  assert.equal(typeof (await alice.inject({ url: '/api/unify/v1/nothing' })).json().detail, 'string');
});

test('the contract is served under its own prefix as well, with what it shares', async () => {
  const reply = await alice.inject({ method: 'POST', url: '/c/scorpius/api/scanner/analyze', payload: { source_code: vulnerableSource } });
  assert.equal(reply.statusCode, 200, reply.body);
  assert.equal((await alice.inject({ url: '/c/scorpius/api/scanner/history' })).statusCode, 200);
});
