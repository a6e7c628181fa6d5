import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';
import { openLive } from './live-client.ts';
import { form } from './scan-samples.ts';

let server: TestServer;
let engineer: Caller;

before(async () => {
  const start = Date.now();
  let requests = 0;
  server = await startTestServer({ roles: ['web'], clock: { now: () => start + requests * 1_000 } });
  const { inject, ...rest } = await server.user('erin', ['engineer']);
  // The guide allows a hundred requests in a minute; here every request is a second later than the one before.
  engineer = { ...rest, inject: (request) => { requests += 1; return inject(request); } };
});
after(() => server.close());

const newAsset = { hostname: 'web-1.example.com', ip_address: '10.0.0.7', asset_type: 'server', environment: 'production', os: 'Debian', os_version: '12', owner: 'platform', tags: ['edge'] };
type Json = Record<string, unknown>;
const call = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', url: string, payload?: object) => await engineer.inject({ method, url, ...(payload !== undefined && { payload }) });

test('an asset is created, listed, changed and removed by the paths of guide, documents and client', async () => {
  const created = await call('POST', '/api/v1/secops/assets', newAsset);
  assert.equal(created.statusCode, 201, created.body);
  const { id, created_at: createdAt, updated_at: updatedAt, ...facts } = created.json<Json>();
  assert.deepEqual(facts, { ...newAsset, status: 'active', risk_level: 'low', metadata: {}, last_scanned_at: null, vulnerability_count: 0 });
  assert.match(String(createdAt), /Z$/);
  assert.equal(createdAt, updatedAt);
  for (const path of ['/api/v1/secops/assets', '/api/v1/assets']) {
    const listed = await call('GET', `${path}?environment=production&asset_type=server&status=active&risk_level=low&search=web&sort_by=hostname&sort_order=asc`);
    assert.deepEqual(listed.json<Json[]>().map((row) => row['id']), [id]);
    assert.equal(listed.headers['x-total-count'], '1');
    assert.equal(listed.headers['x-page-count'], '1');
    assert.match(String(listed.headers['link']), /rel="first"/);
  }
  const paged = (await call('GET', '/api/v1/secops/assets?page=1')).json<{ data: Json[]; pagination: Json }>();
  assert.deepEqual(paged.pagination, { current_page: 1, total_pages: 1, total_items: 1, items_per_page: 20, has_next: false, has_previous: false });
  assert.equal((await call('PATCH', `/api/v1/secops/assets/${String(id)}`, { status: 'maintenance' })).json<Json>()['status'], 'maintenance');
  assert.equal((await call('PUT', `/api/v1/assets/${String(id)}`, { owner: 'sre' })).json<Json>()['owner'], 'sre');
  const removed = await call('DELETE', `/api/v1/secops/assets/${String(id)}`);
  assert.deepEqual([removed.statusCode, removed.body], [204, '']);
  const gone = await call('PATCH', `/api/v1/secops/assets/${String(id)}`, { status: 'active' });
  assert.deepEqual([gone.statusCode, gone.json<{ error: Json }>().error['code']], [404, 'ASSET_NOT_FOUND']);
});

test('wrong input names its field and is 422', async () => {
  for (const [payload, field] of [
    [{ ...newAsset, asset_type: 'toaster' }, 'asset_type'], [{ ...newAsset, ip_address: 'not an address' }, 'ip_address'], [{ ...newAsset, environment: 'moon' }, 'environment'], [{ ...newAsset, hostname: '' }, 'hostname'],
  ] as const) {
    const reply = await call('POST', '/api/v1/secops/assets', payload);
    assert.equal(reply.statusCode, 422);
    assert.match(reply.body, new RegExp(field));
  }
  for (const query of ['severity=terrible', 'status=gone', 'sort_by=colour', 'limit=0', 'limit=101', 'asset_id=7']) assert.equal((await call('GET', `/api/v1/secops/vulnerabilities?${query}`)).statusCode, 422, query);
  assert.equal((await call('PATCH', '/api/v1/secops/vulnerabilities/00000000-0000-4000-8000-000000000000', { status: 'open' })).statusCode, 404);
  assert.equal((await call('PATCH', '/api/v1/secops/vulnerabilities/00000000-0000-4000-8000-000000000000', {})).statusCode, 422);
});

test('vulnerabilities: a bare array by the guide, statistics beside it by the documents', async () => {
  assert.deepEqual((await call('GET', '/api/v1/secops/vulnerabilities?severity=critical,high&status=open&environment=dev')).json(), []);
  const stats = (await call('GET', '/api/v1/secops/vulnerabilities/stats')).json<{ total: number; by_severity: Json; by_cvss_score: Json[]; trend: Json[] }>();
  assert.equal(stats.total, 0);
  assert.deepEqual(stats.by_severity, { critical: 0, high: 0, medium: 0, low: 0, info: 0 });
  assert.deepEqual(stats.by_cvss_score[0], { score_range: '0.0', count: 0 });
  assert.equal(stats.trend.length, 30);
});

test('MITRE ATT&CK: tactics in the order of the matrix, techniques of one tactic, no description before a bundle was imported', async () => {
  const tactics = (await call('GET', '/api/v1/secops/mitre/tactics')).json<Json[]>();
  assert.equal(tactics.length, 14);
  assert.deepEqual(tactics[2], { id: 'TA0001', name: 'Initial Access', description: '', url: 'https://attack.mitre.org/tactics/TA0001' });
  const all = (await call('GET', '/api/v1/secops/mitre/techniques')).json<Json[]>();
  assert.equal(all.length, 691);
  const c2 = (await call('GET', '/api/v1/secops/mitre/techniques?tactic_id=TA0011')).json<Json[]>();
  assert.deepEqual(c2.find((technique) => technique['id'] === 'T1071'), { id: 'T1071', name: 'Application Layer Protocol', description: '', tactic_id: 'TA0011', detection_count: 0, last_detected: null, url: 'https://attack.mitre.org/techniques/T1071' });
  assert.equal((await call('GET', '/api/v1/secops/mitre/techniques?tactic_id=nine')).statusCode, 422);
});

test('a detection counts for its technique, for the coverage and in the layer of the Navigator', async () => {
  const created = await call('POST', '/api/v1/secops/mitre/detections', { technique_id: 'T1059.001', description: 'encoded command', severity: 'high', detected_at: '2026-01-02T03:04:05Z' });
  assert.equal(created.statusCode, 201, created.body);
  const detection = created.json<Json>();
  assert.equal(detection['status'], 'active');
  assert.deepEqual((await call('GET', '/api/v1/secops/mitre/detections?technique_id=T1059.001')).json(), [detection]);
  const resolved = (await call('PATCH', `/api/v1/secops/mitre/detections/${String(detection['id'])}`, { status: 'resolved' })).json<Json>();
  assert.notEqual(resolved['resolved_at'], null);
  const technique = (await call('GET', '/api/v1/secops/mitre/techniques')).json<Json[]>().find((one) => one['id'] === 'T1059.001');
  assert.equal(technique?.['detection_count'], 1);
  assert.equal(technique['last_detected'], '2026-01-02T03:04:05.000Z');
  const coverage = (await call('GET', '/api/v1/secops/mitre-attack')).json<{ technique_id: string; tactic: string; coverage: number; detections: number }[]>().find((one) => one.technique_id === 'T1059');
  assert.ok(coverage !== undefined && coverage.coverage > 0 && coverage.coverage < 100);
  assert.deepEqual([coverage.tactic, coverage.detections], ['TA0002', 1]);
  const layer = await call('GET', '/api/v1/secops/mitre/layer');
  assert.match(String(layer.headers['content-disposition']), /bulwark-layer\.json/);
  const { versions, domain, techniques } = layer.json<{ versions: Json; domain: string; techniques: Json[] }>();
  assert.deepEqual([versions['layer'], versions['attack'], domain, techniques[0]?.['techniqueID'], techniques[0]?.['score']], ['4.5', '18', 'enterprise-attack', 'T1059.001', 1]);
  assert.equal((await call('POST', '/api/v1/secops/mitre/detections', { technique_id: 'T9999', description: 'x', severity: 'low' })).statusCode, 422);
});

test('a STIX bundle brings the descriptions, citations left out', async () => {
  const object = (type: string, id: string, description: string) => ({ type, description, external_references: [{ source_name: 'mitre-attack', external_id: id }] });
  const bundle = { type: 'bundle', objects: [object('x-mitre-tactic', 'TA0001', 'Getting in.'), object('attack-pattern', 'T1071', 'Talks like [others](https://x.test).(Citation: Someone)'), object('attack-pattern', 'T0000', 'unknown')] };
  const reply = await engineer.inject({ method: 'POST', url: '/api/v1/secops/mitre/stix', ...form([{ name: 'file', value: JSON.stringify(bundle), filename: 'enterprise.json' }]) });
  assert.deepEqual([reply.statusCode, reply.json()], [200, { descriptions: 2 }]);
  assert.equal((await call('GET', '/api/v1/secops/mitre/tactics')).json<Json[]>()[2]?.['description'], 'Getting in.');
  assert.equal((await call('GET', '/api/v1/secops/mitre/techniques')).json<Json[]>().find((one) => one['id'] === 'T1071')?.['description'], 'Talks like others.');
  const wrong = await engineer.inject({ method: 'POST', url: '/api/v1/secops/mitre/stix', ...form([{ name: 'file', value: '{}', filename: 'x.json' }]) });
  assert.deepEqual([wrong.statusCode, wrong.json<{ error: Json }>().error['code']], [422, 'STIX_MALFORMED']);
});

test('asset created and updated reach the channel of assets and of the environment, in the guide\'s frame', async () => {
  const [address = ''] = await server.listen();
  const client = await openLive(address, '/ws', { token: engineer.token });
  client.send({ type: 'subscribe', channels: ['assets'] });
  await client.next((frame) => frame['type'] === 'subscribed');
  const created = (await call('POST', '/api/v1/secops/assets', { ...newAsset, hostname: 'live-1' })).json<Json>();
  const frame = await client.next(({ type, action }) => type === 'asset' && action === 'created');
  assert.deepEqual([frame['data'], frame['user_id']], [created, engineer.userId]);
  const changed = (await call('PATCH', `/api/v1/secops/assets/${String(created['id'])}`, { status: 'inactive' })).json<Json>();
  assert.deepEqual((await client.next(({ type, action }) => type === 'asset' && action === 'updated'))['data'], changed);
  client.ws.close();
});
