import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contract } from '../../src/contracts/scorpius-x/contract.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { ended, upload, vulnerableSource } from './scan-samples.ts';
import { assertShape, assertTimestamp } from './shape.ts';

let server: TestServer;
let alice: Caller;

before(async () => {
  server = await startTestServer();
  alice = await server.user('alice');
});
after(() => server.close());

/** `APIResponse` of the guide around data. */
const ok = (data: unknown): unknown => ({ success: true, data, message: null, error: null, timestamp: '2024-01-15T10:30:00Z' });
/** `APIResponse` of a failure, where `error` is a string, with FastAPI's `detail`. */
const failed = { success: false, data: null, message: 'x', error: 'x', detail: 'x', timestamp: '2024-01-15T10:30:00Z' };
const scanResult = {
  id: 'x', contractAddress: '0x', status: 'completed', score: 50, createdAt: 'x', completedAt: 'x', scan_id: 'x', target: 'x', scan_type: 'full', depth: 5,
  vulnerabilities: [{ id: 'x', type: 'x', severity: 'high', description: 'x', location: 'x', recommendation: 'x' }],
};
const notKnown = ['contractAddress', 'score', 'completedAt', 'depth'];

test('system status and metrics', async () => {
  const status = await alice.inject({ url: '/api/v1/system/status' });
  assertShape(status.json(), ok({ status: 'healthy', uptime: 1, version: '1.0.0', environment: 'production' }));
  assertTimestamp(status.json().timestamp);
  const metrics = { cpu_usage: 1, memory_usage: 1, disk_usage: 1, network_io: 1, active_connections: 1, response_time: 1 };
  assertShape((await alice.inject({ url: '/api/v1/system/metrics' })).json(), ok(metrics), ['disk_usage', 'network_io', 'response_time']);
  assert.equal((await server.inject({ url: '/api/v1/health' })).statusCode, 200);
});

test("the guide's startScan of an IP address is told honestly that no network scanner is configured", async () => {
  const reply = await alice.inject({ method: 'POST', url: '/api/v1/scan/start', payload: { target: '192.168.1.1', scan_type: 'full', depth: 5 } });
  assert.equal(reply.statusCode, 503);
  assertShape(reply.json(), failed);
  assert.equal(reply.json().code, 'INTEGRATION_NOT_CONFIGURED');
});

test('a scan starts from pasted source and from an upload, and is read in the list of results', async () => {
  const uploadId = await upload(alice);
  for (const target of [vulnerableSource, uploadId]) {
    const reply = await alice.inject({ method: 'POST', url: '/api/v1/scan/start', payload: { target, scan_type: 'full', depth: 5 } });
    assert.equal(reply.statusCode, 200, reply.body);
    assertShape(reply.json(), ok({ ...scanResult, vulnerabilities: [] }), notKnown);
    assert.equal(reply.json().data.depth, 5);
    await ended(alice, reply.json().data.id);
  }
  const results = await alice.inject({ url: '/api/v1/scan/results' });
  assertShape(results.json(), ok([scanResult]), notKnown);
  assert.equal(results.json().data.length, 2);
  assert.ok(results.json().data[0].vulnerabilities.length > 0);
});

test('a target that is nothing of ours is not valid, a wrong type neither', async () => {
  for (const payload of [{ target: 'hello' }, { target: 5 }, { target: vulnerableSource, depth: 'five' }, { target: vulnerableSource, scan_type: 'all' }, {}, []]) {
    const reply = await alice.inject({ method: 'POST', url: '/api/v1/scan/start', payload });
    assert.equal(reply.statusCode, 422, reply.body);
    assertShape(reply.json(), failed);
  }
  for (const target of ['example.org', 'https://example.org/x', '::1', '10.0.0.1']) {
    assert.equal((await alice.inject({ method: 'POST', url: '/api/v1/scan/start', payload: { target } })).json().code, 'INTEGRATION_NOT_CONFIGURED', target);
  }
});

test('the scanner page of the published client, with and without the base address before its paths', async () => {
  for (const base of ['', '/api/v1']) {
    const payload = { target_type: 'contract_address', target_identifier: await upload(alice), scan_type: 'quick', plugins: ['slither'] };
    const started = await alice.inject({ method: 'POST', url: `${base}/api/scanner/api/v1/scan`, payload });
    assertShape(started.json(), { scan_id: 'x', status: 'pending' });
    const id = started.json().scan_id;
    await ended(alice, id);
    assertShape((await alice.inject({ url: `${base}/api/scanner/api/v1/scan/${id}/results` })).json(), scanResult, notKnown);
    assertShape((await alice.inject({ url: `${base}/api/scanner/api/v1/scans?limit=10` })).json(), [scanResult], notKnown);
    assert.equal((await alice.inject({ method: 'POST', url: `${base}/api/scanner/api/v1/scan`, payload: '{}', headers: { 'content-type': 'application/json' } })).statusCode, 422);
  }
});

test('what is not built yet says so; licence and telemetry do so before sign-in as well', async () => {
  const planned = contract.endpoints.filter(({ isBuilt }) => !isBuilt);
  for (const { method, path, access } of planned) {
    const url = path.replace(/\{\w+\}/g, 'x');
    const reply = await alice.inject({ method, url });
    assert.equal(reply.statusCode, 501, `${method} ${url}: ${reply.body}`);
    assertShape(reply.json(), failed);
    assert.equal((await server.inject({ method, url })).statusCode, access === 'public' ? 501 : 401);
  }
  assert.deepEqual([...new Set(planned.filter(({ access }) => access === 'public').map(({ path }) => path.split('/').slice(-2).join('/')))], ['license/verify', 'analytics/events', 'errors/report']);
});
