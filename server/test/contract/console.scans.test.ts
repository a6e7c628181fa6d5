import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import type { Batch, ScanComparison, ScanReport, ScanRow, SourceFile, Upload, UpgradeReport } from '../../src/contracts/console/scans.wire.ts';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { form, vulnerableSource } from './scan-samples.ts';

const root = '/api/console/v1';
const nowhere = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let alice: Caller;
let bob: Caller;

before(async () => {
  server = await startTestServer();
  alice = await server.user('alice');
  bob = await server.user('bob');
});
after(() => server.close());

const get = (path: string, caller = alice): Promise<LightMyRequestResponse> => caller.inject({ method: 'GET', url: root + path });
const post = (path: string, payload?: object): Promise<LightMyRequestResponse> => alice.inject({ method: 'POST', url: root + path, ...(payload && { payload }) });
const source = (filename: string): object => ({ target: { kind: 'source', filename, source: vulnerableSource } });

async function start(filename: string): Promise<ScanRow> {
  const reply = await post('/scans', source(filename));
  assert.equal(reply.statusCode, 202, reply.body);
  return reply.json<ScanRow>();
}

async function ended(id: string): Promise<ScanReport> {
  for (;;) {
    const report = (await get(`/scans/${id}`)).json<ScanReport>();
    if (!['queued', 'running'].includes(report.status)) return report;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('a pasted source becomes a report with its lines, its sources and every export', async () => {
  const row = await start('Bank.sol');
  assert.deepEqual([row.title, row.target, row.depth, row.detectors], ['Bank.sol', { kind: 'source', filename: 'Bank.sol' }, 'full', []]);
  const report = await ended(row.id);
  assert.equal(report.status, 'completed', JSON.stringify(report.error));
  const [finding] = report.findings;
  assert.ok(finding !== undefined && finding.file === 'Bank.sol' && finding.startLine > 0 && finding.explanation !== '' && finding.fix !== '');
  assert.deepEqual((await get(`/scans/${row.id}/sources`)).json<SourceFile[]>(), [{ path: 'Bank.sol', content: vulnerableSource }]);
  for (const [format, type] of [['json', 'application/json'], ['csv', 'text/csv'], ['sarif', 'application/'], ['pdf', 'application/pdf']] as const) {
    const file = await get(`/scans/${row.id}/export?format=${format}`);
    assert.equal(file.statusCode, 200, file.body);
    assert.ok(String(file.headers['content-type']).startsWith(type), `${format} is ${String(file.headers['content-type'])}`);
    assert.match(String(file.headers['content-disposition']), /^attachment; filename="/);
  }
});

test('an upload is described and scanned by its id; exactly one file is taken', async () => {
  const reply = await alice.inject({ method: 'POST', url: `${root}/uploads`, ...form([{ name: 'file', filename: 'Up.sol', value: vulnerableSource }]) });
  assert.equal(reply.statusCode, 201, reply.body);
  const upload = reply.json<Upload>();
  assert.deepEqual([upload.filename, upload.format, upload.fileCount, upload.size], ['Up.sol', 'solidity', 1, Buffer.byteLength(vulnerableSource)]);
  const scan = (await post('/scans', { target: { kind: 'upload', uploadId: upload.id } })).json<ScanRow>();
  assert.equal((await ended(scan.id)).status, 'completed');
  const two = await alice.inject({ method: 'POST', url: `${root}/uploads`, ...form(['a.sol', 'b.sol'].map((filename) => ({ name: 'file', filename, value: vulnerableSource }))) });
  assert.equal(two.statusCode, 422);
  const none = await alice.inject({ method: 'POST', url: `${root}/uploads`, ...form([]) });
  assert.equal(none.statusCode, 422);
});

test('a batch is accepted as a whole or not at all', async () => {
  const both = await post('/scans/batch', { scans: [source('One.sol'), source('Two.sol')] });
  assert.equal(both.statusCode, 202, both.body);
  assert.deepEqual(both.json<Batch>().scans.map(({ title }) => title), ['One.sol', 'Two.sol']);
  const known = (await get('/scans')).json<{ total: number }>().total;
  const mixed = await post('/scans/batch', { scans: [source('Three.sol'), { target: { kind: 'upload', uploadId: nowhere } }] });
  assert.equal(mixed.statusCode, 404);
  assert.equal((await get('/scans')).json<{ total: number }>().total, known);
});

test('the list is searched, filtered, sorted and paged', async () => {
  await ended((await start('Alpha.sol')).id);
  await ended((await start('Beta.sol')).id);
  const list = async (query: string): Promise<string[]> => (await get(`/scans?${query}`)).json<{ items: ScanRow[] }>().items.map(({ title }) => title);
  assert.deepEqual(await list('search=ALPHA'), ['Alpha.sol']);
  assert.deepEqual(await list('search=%20%20&sort=title&order=asc&limit=1'), ['Alpha.sol']);
  assert.deepEqual(await list('search=a.sol&sort=title&order=desc&limit=1'), ['Beta.sol']);
  assert.deepEqual(await list('status=failed'), []);
  assert.equal((await get('/scans?limit=1000')).statusCode, 422);
});

test('an address without a provider of sources says which variables are missing', async () => {
  const reply = await post('/scans', { target: { kind: 'address', address: `0x${'ab'.repeat(20)}`, chainId: 1 } });
  assert.equal(reply.statusCode, 503);
  const { error } = reply.json<{ error: { code: string; details: { variables: string[] }; requestId: string } }>();
  assert.deepEqual([error.code, error.details.variables], ['INTEGRATION_NOT_CONFIGURED', ['ETHERSCAN_API_KEY', 'SOURCIFY_URL']]);
  assert.equal(error.requestId, reply.headers['x-request-id']);
});

test('what belongs to somebody else does not exist', async () => {
  const { id } = await start('Secret.sol');
  await ended(id);
  for (const path of [`/scans/${id}`, `/scans/${id}/sources`, `/scans/${id}/export?format=json`]) assert.equal((await get(path, bob)).statusCode, 404, path);
  for (const [method, path] of [['DELETE', `/scans/${id}`], ['POST', `/scans/${id}/cancel`]] as const) {
    assert.equal((await bob.inject({ method, url: root + path })).statusCode, 404, path);
  }
  assert.equal((await get('/scans', bob)).json<{ total: number }>().total, 0);
});

test('a scan that has ended cannot be cancelled, and can be deleted once', async () => {
  const { id } = await start('Done.sol');
  await ended(id);
  const cancel = await post(`/scans/${id}/cancel`);
  assert.deepEqual([cancel.statusCode, cancel.json<{ error: { code: string } }>().error.code], [409, 'SCAN_ALREADY_ENDED']);
  assert.deepEqual((await alice.inject({ method: 'DELETE', url: `${root}/scans/${id}` })).json(), { id });
  assert.equal((await alice.inject({ method: 'DELETE', url: `${root}/scans/${id}` })).statusCode, 404);
});

test('wrong bodies are told field by field', async () => {
  const reply = await post('/scans', { target: { kind: 'address', address: '0x12', chainId: 1 }, depth: 'abyss' });
  assert.equal(reply.statusCode, 422);
  const { fields } = reply.json<{ error: { details: { fields: { field: string }[] } } }>().error.details;
  assert.deepEqual(fields.map(({ field }) => field).sort(), ['depth', 'target.address']);
  assert.equal((await post('/scans', { ...source('x.sol'), colour: 'red' })).statusCode, 422);
});

test('statistics, detectors and the state of the server are there for the overview', async () => {
  const statistics = (await get('/overview/statistics', bob)).json<{ scansTotal: number; averageRiskScore: number | null }>();
  assert.deepEqual([statistics.scansTotal, statistics.averageRiskScore], [0, null]);
  const detectors = (await get('/detectors')).json<{ id: string; description: string }[]>();
  assert.ok(detectors.length >= 12 && detectors.every(({ description }) => description !== ''));
  const health = (await get('/system/health')).json<{ isHealthy: boolean; parts: Record<string, unknown> }>();
  assert.equal(health.isHealthy, true);
  assert.ok('database' in health.parts);
  assert.equal((await get('/system/metrics')).statusCode, 200);
  assert.match((await get('/system/info')).json<{ version: string }>().version, /^\d+\.\d+\.\d+/);
  assert.equal((await server.inject({ url: `${root}/overview/statistics` })).statusCode, 401);
});

test('a decision about a finding holds in the next scan of the same code, for its owner alone', async () => {
  const triage = (id: string, payload: object, caller = alice) => caller.inject({ method: 'PUT', url: `${root}/findings/${id}/triage`, payload });
  const [first] = (await ended((await start('Kept.sol')).id)).findings;
  assert.ok(first !== undefined && first.triage === null);
  assert.equal((await triage(first.id, { state: 'accepted' })).statusCode, 422, 'a reason is needed');
  assert.equal((await triage(first.id, { state: 'confirmed' }, bob)).statusCode, 404);
  const kept = await triage(first.id, { state: 'accepted', reason: 'Only on the test network' });
  assert.equal(kept.statusCode, 200, kept.body);
  const again = (await ended((await start('Kept.sol')).id)).findings.find(({ fingerprint }) => fingerprint === first.fingerprint);
  assert.deepEqual([again?.triage?.state, again?.triage?.reason], ['accepted', 'Only on the test network']);
  const foreign = await bob.inject({ method: 'POST', url: `${root}/scans`, payload: source('Kept.sol') });
  for (const id of [foreign.json<ScanRow>().id]) {
    for (;;) {
      const report = (await get(`/scans/${id}`, bob)).json<ScanReport>();
      if (report.status !== 'completed') continue;
      assert.ok(report.findings.every(({ triage: decided }) => decided === null));
      break;
    }
  }
});

test('a scan is compared with the one before it', async () => {
  const compare = async (id: string) => (await get(`/scans/${id}/comparison`)).json<ScanComparison>();
  const earlier = await ended((await start('Twice.sol')).id);
  assert.equal((await compare(earlier.id)).base, null);
  const hole = '\ncontract Later { function end() external { selfdestruct(payable(msg.sender)); } }';
  const reply = await post('/scans', { target: { kind: 'source', filename: 'Twice.sol', source: vulnerableSource + hole } });
  const later = await ended(reply.json<ScanRow>().id);
  const forward = await compare(later.id);
  assert.equal(forward.base?.id, earlier.id);
  assert.deepEqual([forward.added.length > 0, forward.unchanged.length, forward.fixed], [true, earlier.findings.length, []]);
  const back = (await get(`/scans/${earlier.id}/comparison?base=${later.id}`)).json<ScanComparison>();
  assert.deepEqual([back.added, back.fixed.length], [[], forward.added.length]);
  assert.equal((await get(`/scans/${later.id}/comparison?base=${nowhere}`)).statusCode, 404);
});

test('an upgrade that moves a variable is told', async () => {
  const version = async (body: string) => (await ended((await post('/scans', { target: { kind: 'source', filename: 'Proxied.sol', source: `contract Vault { ${body} }` } })).json<ScanRow>().id)).id;
  const [old, renewed] = [await version('uint256 total;'), await version('address owner; uint256 total;')];
  const [report] = (await get(`/scans/${renewed}/upgrade?base=${old}`)).json<UpgradeReport[]>();
  assert.deepEqual([report?.contract, report?.isSafe, report?.issues.map(({ kind }) => kind)], ['Vault', false, ['moved']]);
  assert.equal((await get(`/scans/${renewed}/upgrade?base=${old}`, bob)).statusCode, 404);
});
