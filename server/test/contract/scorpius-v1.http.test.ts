import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contract } from '../../src/contracts/scorpius-v1/contract.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { ended, upload, vulnerableSource } from './scan-samples.ts';
import { assertShape, assertTimestamp } from './shape.ts';

let server: TestServer;
let alice: Caller;
let bob: Caller;

before(async () => {
  server = await startTestServer();
  alice = await server.user('alice');
  bob = await server.user('bob');
});
after(() => server.close());

/** Under Response Format. */
const ok = (data: unknown): unknown => ({ success: true, data, timestamp: '2024-01-01T00:00:00Z' });
const failed = { success: false, error: { code: 'ERROR_CODE', message: 'Human readable error message', details: {} }, timestamp: '2024-01-01T00:00:00Z' };
/** What the guide's example answers to a scan, with the client's vulnerability. */
const scanning = { scanId: 'scan_1', status: 'scanning', progress: 0, vulnerabilities: [], securityScore: 0, gasOptimization: 0, timestamp: 'x', plugins: [], currentPlugin: null };
const vulnerability = { id: 'x', severity: 'High', title: 'x', description: 'x', line: 1, recommendation: 'x', plugin: 'x' };
const completed = { ...scanning, status: 'completed', vulnerabilities: [vulnerability] };

test('health and status, before sign-in', async () => {
  for (const url of ['/api/health', '/api/status']) {
    const reply = await server.inject({ url, headers: { 'content-type': 'application/json', accept: 'application/json', 'x-api-version': 'v1' } });
    assert.equal(reply.statusCode, 200, reply.body);
    assertShape(reply.json(), ok({ status: 'healthy', mode: 'python', version: 'x', uptime: 1, services: {} }));
    assert.equal(reply.json().data.mode, 'python');
    // The flat names that the published client of guide scorpius reads at the same path.
    assertShape(reply.json(), { status: 'healthy', service: 'x', version: 'x', uptime_seconds: 1, request_count: null, analyzer_initialized: true, timestamp: 'x' });
  }
  assertShape((await server.inject({ url: '/health' })).json(), { status: 'healthy' });
});

test("the guide's curl: an address without a source provider is told honestly, an address that is none is not valid", async () => {
  const real = await alice.inject({ method: 'POST', url: '/api/v1/scanner/scan', payload: { contractAddress: '0x00000000219ab540356cBB839Cbe05303d7705Fa', plugins: ['slither'] } });
  assert.equal(real.statusCode, 503);
  assertShape(real.json(), failed);
  assert.equal(real.json().error.code, 'INTEGRATION_NOT_CONFIGURED');
  const printed = await alice.inject({ method: 'POST', url: '/api/v1/scanner/scan', payload: { contractAddress: '0x123...', plugins: ['slither'] } });
  assert.equal(printed.statusCode, 422);
  assertShape(printed.json(), failed);
  assertTimestamp(printed.json().timestamp);
});

test('a scan of pasted source: started, read, in the history; plugins that are not ours are told back', async () => {
  const detector = server.app.modules.scanner.listDetectors()[0]?.id ?? '';
  const started = await alice.inject({ method: 'POST', url: '/api/v1/scanner/scan', payload: { contractAddress: '', contractCode: vulnerableSource, plugins: ['slither', 'mythril'] } });
  assert.equal(started.statusCode, 200, started.body);
  assertShape(started.json(), ok(scanning));
  assert.deepEqual(started.json().data.plugins, ['slither', 'mythril']);
  assert.deepEqual(started.json().data.pluginsNotRun, ['slither', 'mythril']);
  const id = started.json().data.scanId;
  await ended(alice, id);
  const result = await alice.inject({ url: `/api/v1/scanner/results/${id}` });
  assertShape(result.json(), ok(completed));
  assert.ok(result.json().data.vulnerabilities.length > 0);
  assert.ok(result.json().data.plugins.includes(detector));

  const narrowed = await alice.inject({ method: 'POST', url: '/api/v1/scanner/scan', payload: { contractCode: vulnerableSource, plugins: [detector, 'oyente'] } });
  assert.deepEqual(narrowed.json().data.pluginsNotRun, ['oyente']);
  await ended(alice, narrowed.json().data.scanId);
  const ran = await alice.inject({ url: `/api/v1/scanner/results/${narrowed.json().data.scanId}` });
  assert.deepEqual(ran.json().data.plugins, [detector]);
  assert.deepEqual(ran.json().data.pluginsNotRun, ['oyente'], 'still told when the result is read');

  const history = await alice.inject({ url: '/api/v1/scanner/history' });
  assertShape(history.json(), ok([completed]));
  assert.equal(history.json().data.length, 2);
  assert.deepEqual((await bob.inject({ url: '/api/v1/scanner/history' })).json().data, []);
});

test('cancel with an empty body under a JSON content type; others cannot', async () => {
  const started = await alice.inject({ method: 'POST', url: '/api/v1/scanner/scan', payload: { contractCode: vulnerableSource } });
  const id = started.json().data.scanId;
  const foreign = await bob.inject({ method: 'POST', url: `/api/v1/scanner/cancel/${id}`, headers: { 'content-type': 'application/json' } });
  assert.equal(foreign.statusCode, 404);
  assertShape(foreign.json(), failed);
  const reply = await alice.inject({ method: 'POST', url: `/api/v1/scanner/cancel/${id}`, headers: { 'content-type': 'application/json' } });
  // The scan may have been faster.
  assert.ok(reply.statusCode === 200 || reply.statusCode === 409, reply.body);
  if (reply.statusCode === 200) {
    assertShape(reply.json(), ok(null));
    const read = await alice.inject({ url: `/api/v1/scanner/results/${id}` });
    assert.equal(read.json().data.status, 'failed');
    assert.equal(read.json().data.pluginStage, 'cancelled');
  }
});

test('the other mode of the published client reads the same without an envelope', async () => {
  const started = await alice.inject({ method: 'POST', url: '/api/scanner/scan', payload: { upload_id: await upload(alice), plugins: [] } });
  assertShape(started.json(), scanning);
  await ended(alice, started.json().scanId);
  assertShape((await alice.inject({ url: `/api/scanner/results/${started.json().scanId}` })).json(), completed);
  assertShape((await alice.inject({ url: '/c/scorpius-v1/api/scanner/history' })).json(), [{ scanId: 'x', securityScore: 1, timestamp: 'x' }], ['securityScore']);
});

test('wrong types are refused in the guide\'s shape', async () => {
  for (const payload of [{ contractCode: 5 }, { contractCode: vulnerableSource, plugins: 'slither' }, { contractCode: vulnerableSource, plugins: [1] }, [], 'text', null]) {
    const reply = await alice.inject({ method: 'POST', url: '/api/v1/scanner/scan', payload: JSON.stringify(payload), headers: { 'content-type': 'application/json' } });
    assert.equal(reply.statusCode, 422, `${JSON.stringify(payload)}: ${reply.body}`);
    assertShape(reply.json(), failed);
  }
  assert.equal((await server.inject({ url: '/api/v1/scanner/history' })).statusCode, 401);
});

test('what is not built yet says so in the guide\'s error shape', async () => {
  for (const { method, path, access } of contract.endpoints.filter(({ isBuilt }) => !isBuilt)) {
    const url = path.replace(/\{\w+\}/g, 'x');
    const reply = await alice.inject({ method, url });
    assert.equal(reply.statusCode, 501, `${method} ${url}: ${reply.body}`);
    assertShape(reply.json(), failed);
    assert.equal((await server.inject({ method, url })).statusCode, access === 'public' ? 501 : 401);
  }
});
