import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { ended, form, upload, vulnerableSource } from './scan-samples.ts';
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

const address = '0x00000000219ab540356cBB839Cbe05303d7705Fa';

/** As the guide prints it under File Upload System. */
const uploadReply = { upload_id: 'unique_id', filename: 'contract.sol', status: 'uploaded', size: 1024 };
/** As the guide prints it under Contract Analysis Button. */
const analyzeReply = { scan_id: 'unique_scan_id', status: 'queued', estimated_time: 30 };
/** As the guide prints it under Backend Error Responses. */
const errorReply = { error: true, message: 'Human readable error message', code: 'ERROR_CODE', details: { field: 'specific field that caused error', value: 'invalid value' }, timestamp: '2024-01-15T10:30:00Z' };
const aboutNoField = ['field', 'value'];

/** The models of the guide under Scan Result Model, and the client's Vulnerability. */
const vulnerability = {
  id: 'string', type: 'string', severity: 'high', category: 'string', title: 'string', description: 'string', location: 'string', recommendation: 'string',
  confidence: 0.5, evidence: [], codeLocation: { function: 'string', line: 1, column: 1, snippet: 'string' },
};
const scanResult = {
  id: 'string', user_id: 'string', contract_address: null, scan_type: 'full', status: 'completed', vulnerabilities: [vulnerability], risk_score: 1,
  created_at: '2024-01-15T10:30:00Z', completed_at: '2024-01-15T10:30:00Z',
};

test('upload with file, scan_type and user_id', async () => {
  const parts = form([{ name: 'file', value: vulnerableSource, filename: 'contract.sol' }, { name: 'scan_type', value: 'full' }, { name: 'user_id', value: 'current_user' }]);
  const reply = await alice.inject({ method: 'POST', url: '/api/scanner/upload', ...parts });
  assert.equal(reply.statusCode, 200, reply.body);
  assertShape(reply.json(), uploadReply);
  assert.equal(reply.json().size, vulnerableSource.length);
  assert.equal(reply.json().scan_id, null);
});

test('upload with file and scan_options: auto_analyze starts a scan', async () => {
  const options = JSON.stringify({ auto_analyze: true, check_dependencies: true, ai_analysis: true });
  const reply = await alice.inject({ method: 'POST', url: '/api/scanner/upload', ...form([{ name: 'file', value: vulnerableSource, filename: 'contract.sol' }, { name: 'scan_options', value: options }]) });
  assertShape(reply.json(), uploadReply);
  const scan = await ended<{ status: string }>(alice, reply.json().scan_id);
  assert.equal(scan.status, 'completed');
});

test("the guide's own upload snippet sends the form under a JSON content type", async () => {
  const { payload } = form([{ name: 'file', value: vulnerableSource, filename: 'contract.sol' }]);
  const reply = await alice.inject({ method: 'POST', url: '/api/scanner/upload', payload, headers: { 'content-type': 'application/json' } });
  assert.equal(reply.statusCode, 200, reply.body);
  assertShape(reply.json(), uploadReply);
});

test('an upload without a file, with bad options or with something else inside is refused in the guide\'s shape', async () => {
  const file = { name: 'file', value: vulnerableSource, filename: 'contract.sol' };
  const cases = [
    [form([{ name: 'scan_type', value: 'full' }]), 422],
    [form([file, { name: 'scan_type', value: 'thorough' }]), 422],
    [form([file, { name: 'scan_options', value: '{"auto_analyze": "yes"}' }]), 422],
    [form([file, { name: 'scan_options', value: '{' }]), 422],
    [form([{ name: 'file', value: '\x7fELF\x02\x01\x01\0\0\0\0', filename: 'contract.sol' }]), 415],
    [form([{ name: 'file', value: '', filename: 'contract.sol' }]), 400],
  ] as const;
  for (const [request, status] of cases) {
    const reply = await alice.inject({ method: 'POST', url: '/api/scanner/upload', ...request });
    assert.equal(reply.statusCode, status, reply.body);
    assertShape(reply.json(), errorReply, aboutNoField);
    assertTimestamp(reply.json().timestamp);
  }
});

test('analyze: pasted source, an upload, and the field names of guide and client', async () => {
  const uploadId = await upload(alice);
  for (const payload of [{ source_code: vulnerableSource, scan_type: 'full' }, { sourceCode: vulnerableSource, scanType: 'quick', options: {} }, { upload_id: uploadId }, { contract_id: uploadId }, { file_id: uploadId }]) {
    const reply = await alice.inject({ method: 'POST', url: '/api/scanner/analyze', payload });
    assert.equal(reply.statusCode, 200, reply.body);
    assertShape(reply.json(), analyzeReply);
    await ended(alice, reply.json().scan_id);
  }
});

test('analyze an address without a configured source provider says so', async () => {
  // The guide prints "0x..." and "https://mainnet.infura.io/..." for an address and a node.
  const guide = { contract_address: address, scan_type: 'full', chain_id: 1, rpc_url: 'https://mainnet.infura.io/v3/key' };
  for (const payload of [guide, { contractAddress: address, scanType: 'full', options: {} }]) {
    const reply = await alice.inject({ method: 'POST', url: '/api/scanner/analyze', payload });
    assert.equal(reply.statusCode, 503, reply.body);
    assert.equal(reply.json().code, 'INTEGRATION_NOT_CONFIGURED');
  }
});

test('analyze refuses what is no address, a wrong type or nothing, naming the field', async () => {
  const cases = [
    [{ contract_address: 'auto-detect', scan_type: 'quick' }, 'contract_address'],
    [{ contract_address: 42 }, 'contract_address'],
    [{ contract_address: address, scan_type: 'everything' }, 'scan_type'],
    [{ contract_address: address, chain_id: '1' }, 'chain_id'],
    [{ contract_address: address, rpc_url: 'file:///etc/passwd' }, 'rpc_url'],
    [{}, 'contract_address'],
  ] as const;
  for (const [payload, field] of cases) {
    const reply = await alice.inject({ method: 'POST', url: '/api/scanner/analyze', payload });
    assert.equal(reply.statusCode, 422, reply.body);
    assertShape(reply.json(), { ...errorReply, details: { field } });
    assert.equal(reply.json().details.field, field);
    assert.ok(Object.hasOwn(reply.json().details, 'value'));
  }
});

test('a scan is followed, read, exported and cancelled', async () => {
  const started = await alice.inject({ method: 'POST', url: '/api/scanner/analyze', payload: { source_code: vulnerableSource } });
  const scan = await ended<{ status: string; id: string; vulnerabilities: { id: string; codeLocation: { line: number } }[] }>(alice, started.json().scan_id);
  assertShape(scan, scanResult, ['function']);
  assert.ok(scan.vulnerabilities.length > 0, 'the sample is vulnerable');
  assert.ok(scan.vulnerabilities.some(({ codeLocation }) => codeLocation.line >= 11 && codeLocation.line <= 16), 'a finding points into withdraw()');

  const details = await alice.inject({ url: `/api/scanner/vulnerability/${scan.vulnerabilities[0]?.id}/details` });
  assertShape(details.json(), { ...vulnerability, swc_id: 'SWC-107', cwe_id: 'CWE-841', code_snippet: 'x', references: ['https://x'], remediation: 'x', scan_id: 'x' }, ['function', 'swc_id', 'cwe_id']);
  assert.equal(details.json().scan_id, scan.id);

  for (const [format, type] of [['pdf', 'application/pdf'], ['json', 'application/json'], ['csv', 'text/csv']] as const) {
    const file = await alice.inject({ method: 'POST', url: '/api/scanner/export', payload: { scan_id: scan.id, format, include_details: true } });
    assert.equal(file.statusCode, 200, file.body.slice(0, 200));
    assert.ok(String(file.headers['content-type']).startsWith(type));
    assert.match(String(file.headers['content-disposition']), /^attachment; filename="/);
  }

  const cancel = await alice.inject({ method: 'POST', url: `/api/scanner/scan/${scan.id}/cancel`, headers: { 'content-type': 'application/json' } });
  assert.equal(cancel.statusCode, 409);
  assert.equal(cancel.json().code, 'SCAN_ALREADY_ENDED');
});

test('batch-scan and batch-analyze start one scan per target, and tell which options nothing answers', async () => {
  const contract_ids = [await upload(alice), await upload(alice, vulnerableSource, 'Second.sol')];
  const scan_options = { include_ai_analysis: true, check_honeypots: true, analyze_gas_optimization: false };
  for (const url of ['/api/scanner/batch-scan', '/api/scanner/batch-analyze']) {
    const reply = await alice.inject({ method: 'POST', url, payload: { contract_ids, scan_options } });
    assert.equal(reply.statusCode, 200, reply.body);
    assertShape(reply.json(), { batch_id: 'x', scan_ids: ['x'], status: 'queued' });
    assert.equal(reply.json().scan_ids.length, 2);
    assert.deepEqual(reply.json().options_not_run, ['include_ai_analysis', 'check_honeypots']);
    for (const id of reply.json().scan_ids) await ended(alice, id);
  }
  const unknown = await alice.inject({ method: 'POST', url: '/api/scanner/batch-scan', payload: { contract_ids: ['id1', 'id2'], scan_options } });
  assert.equal(unknown.statusCode, 404);
  const client = await alice.inject({ method: 'POST', url: '/api/scanner/batch-analyze', payload: { addresses: [address] } });
  assert.equal(client.json().code, 'INTEGRATION_NOT_CONFIGURED');
});

test('history carries findings and the words of guide scorpius-v1 beside its own', async () => {
  const reply = await alice.inject({ url: '/api/scanner/history?limit=5' });
  assertShape(reply.json(), [{ ...scanResult, scanId: 'x', securityScore: 1, timestamp: 'x' }], ['function', 'risk_score', 'securityScore', 'completed_at']);
  assert.ok(Number(reply.headers['x-total-count']) >= reply.json().length);
  assert.equal((await alice.inject({ url: '/api/scanner/history?limit=many' })).statusCode, 422);
});

test('uploads are listed for their owner and deleted', async () => {
  const id = await upload(alice, vulnerableSource, 'Deleted.sol');
  for (const name of ['current_user', alice.userId, 'alice']) {
    const list = await alice.inject({ url: `/api/scanner/contracts/user/${name}` });
    assertShape(list.json(), [uploadReply]);
    assert.ok(list.json().some((row: { upload_id: string }) => row.upload_id === id));
  }
  const gone = await alice.inject({ method: 'DELETE', url: `/api/scanner/files/${id}`, headers: { 'content-type': 'application/json' } });
  assert.equal(typeof gone.json().message, 'string');
  assert.equal((await alice.inject({ method: 'DELETE', url: `/api/scanner/files/${id}` })).statusCode, 404);
});

test("another user's scans, uploads and findings do not exist", async () => {
  const uploadId = await upload(alice);
  const started = await alice.inject({ method: 'POST', url: '/api/scanner/analyze', payload: { upload_id: uploadId } });
  const scan = await ended<{ status: string; id: string; vulnerabilities: { id: string }[] }>(alice, started.json().scan_id);
  const requests = [
    { url: `/api/scanner/scan/${scan.id}` },
    { method: 'POST', url: `/api/scanner/scan/${scan.id}/cancel` },
    { method: 'POST', url: '/api/scanner/export', payload: { scan_id: scan.id, format: 'json' } },
    { method: 'POST', url: '/api/scanner/analyze', payload: { upload_id: uploadId } },
    { method: 'DELETE', url: `/api/scanner/files/${uploadId}` },
    { url: `/api/scanner/vulnerability/${scan.vulnerabilities[0]?.id}/details` },
    { url: `/api/enhanced-scanner/result/${scan.id}` },
  ] as const;
  for (const request of requests) {
    const reply = await bob.inject(request);
    assert.equal(reply.statusCode, 404, `${request.url}: ${reply.body}`);
    assertShape(reply.json(), errorReply, aboutNoField);
  }
  assert.equal((await bob.inject({ url: `/api/scanner/contracts/user/${alice.userId}` })).statusCode, 403);
  assert.deepEqual((await bob.inject({ url: '/api/scanner/history' })).json(), []);
});

test('ids that cannot be ours name nothing; without a token nothing is told', async () => {
  for (const url of ['/api/scanner/scan/current_scan', '/api/scanner/vulnerability/0/details', '/api/enhanced-scanner/status/%F0%9F%92%A5']) {
    assert.equal((await alice.inject({ url })).statusCode, 404);
    const anonymous = await server.inject({ url });
    assert.equal(anonymous.statusCode, 401);
    assertShape(anonymous.json(), errorReply, aboutNoField);
  }
});

test('the second set of scanner paths of the published client', async () => {
  const started = await alice.inject({ method: 'POST', url: '/api/enhanced-scanner/scan', payload: { contract_source: vulnerableSource, scan_type: 'comprehensive', enable_ai_analysis: true } });
  assertShape(started.json(), { scan_id: 'x', message: 'x' });
  const id = started.json().scan_id;
  await ended(alice, id);
  const status = { scan_id: 'x', status: 'completed', progress: 100, started_at: 'x', completed_at: 'x' };
  assertShape((await alice.inject({ url: `/api/enhanced-scanner/status/${id}` })).json(), { scan_status: status });
  assertShape((await alice.inject({ url: `/api/enhanced-scanner/result/${id}` })).json(), { scan_result: scanResult }, ['function']);
  assertShape((await alice.inject({ url: '/api/enhanced-scanner/recent?limit=3' })).json(), { recent_scans: [status] }, ['completed_at']);
  const statistics = { total_scans: 1, completed_scans: 1, failed_scans: 0, vulnerabilities_found: { critical: 0, high: 0, medium: 0, low: 0 } };
  assertShape((await alice.inject({ url: '/api/enhanced-scanner/statistics' })).json(), { statistics });
  assert.equal((await alice.inject({ method: 'POST', url: `/api/enhanced-scanner/cancel/${id}` })).statusCode, 409);
});
