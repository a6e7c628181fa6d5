import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Caller, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let admin: Caller;
const clock = { offset: 0, now: () => Date.now() + clock.offset };

before(async () => {
  server = await startTestServer({ roles: ['web', 'worker'], clock });
  // The guide allows a hundred requests in a minute; here every request is a second later than the one before.
  admin = { ...server.admin, inject: (request) => { clock.offset += 1_000; return server.admin.inject(request); } };
});
after(() => server.close());

interface Row { readonly id: string; readonly cve_id: string | null; readonly status: string; readonly severity: string; readonly title: string; readonly source_count: number; readonly resolved_at: string | null; readonly hostname: string; readonly cvss_score: number | null }
interface Detail extends Row { readonly sources: readonly { id: string; tool: string; reason: string; reason_detail: string; gone_at: string | null }[]; readonly events: readonly { kind: string; to: string | null }[] }
interface Import { readonly id: string; readonly status: string; readonly scope: string; readonly error: { code: string } | null; readonly counts: Readonly<Record<string, number>> }

const finding = (id: string, name: string, more: object = {}) => ({ VulnerabilityID: id, PkgName: name, InstalledVersion: '1.0', Severity: 'HIGH', Title: `${id} in ${name}`, ...more });
const trivy = (artifact: string, vulnerabilities: readonly object[]) => ({ SchemaVersion: 2, ArtifactName: artifact, ArtifactType: 'container_image', Results: [{ Target: artifact, Class: 'lang-pkgs', Type: 'npm', Vulnerabilities: vulnerabilities }] });
const grype = (artifact: string, matches: readonly (readonly [string, string, readonly string[]])[]) => ({
  descriptor: { name: 'grype', version: '1' }, source: { type: 'image', target: { userInput: artifact } },
  matches: matches.map(([id, name, related]) => ({ vulnerability: { id, severity: 'Critical' }, relatedVulnerabilities: related.map((other) => ({ id: other })), artifact: { name, version: '1.0', type: 'npm' } })),
});

function form(content: string | Buffer, fields: Readonly<Record<string, string>> = {}, filename = 'report.json') {
  const boundary = 'xxBULWARKxx';
  const parts = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  const head = Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: application/octet-stream\r\n\r\n`);
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: Buffer.concat([...parts, head, Buffer.from(content), Buffer.from(`\r\n--${boundary}--\r\n`)]) };
}

const post = (content: string | Buffer, fields: Readonly<Record<string, string>> = {}, filename?: string) => admin.inject({ method: 'POST', url: '/api/v1/secops/imports', ...form(content, fields, filename) });
const get = async <T>(url: string): Promise<T> => (await admin.inject({ method: 'GET', url })).json<T>();

async function imported(report: object, fields: Readonly<Record<string, string>> = {}): Promise<Import> {
  const reply = await post(JSON.stringify(report), fields);
  assert.equal(reply.statusCode, 202, reply.body);
  const { id } = reply.json<Import>();
  for (;;) {
    const one = await get<Import>(`/api/v1/secops/imports/${id}`);
    if (one.status !== 'queued' && one.status !== 'running') {
      assert.equal(one.status, 'completed', JSON.stringify(one));
      return one;
    }
    await sleep(20);
  }
}

const on = async (hostname: string): Promise<Row[]> => (await get<Row[]>('/api/v1/secops/vulnerabilities?limit=100')).filter((row) => row.hostname === hostname);
const judge = (id: string, payload: object) => admin.inject({ method: 'PATCH', url: `/api/v1/secops/vulnerabilities/${id}`, payload });

test('an import makes the asset and its vulnerabilities; the same report again changes nothing', async () => {
  const report = trivy('shop:1', [finding('CVE-2024-1111', 'lodash', { CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' } } }), finding('CVE-2024-2222', 'express')]);
  const first = await imported(report);
  assert.deepEqual(first.counts, { findings: 2, created: 2, merged: 0, reopened: 0, closed: 0, unchanged: 0, passed: 0, assets: 1 });
  assert.equal(first.scope, 'production/image:shop:1');
  const rows = await on('shop:1');
  assert.deepEqual(rows.map(({ cve_id: cve, cvss_score: score }) => [cve, score]).sort(), [['CVE-2024-1111', 9.8], ['CVE-2024-2222', null]]);
  const again = await imported(report);
  assert.deepEqual(again.counts, { findings: 2, created: 0, merged: 0, reopened: 0, closed: 0, unchanged: 2, passed: 0, assets: 1 });
  const [asset] = (await get<{ hostname: string; asset_type: string; vulnerability_count: number; risk_level: string; last_scanned_at: string | null }[]>('/api/v1/secops/assets')).filter(({ hostname }) => hostname === 'shop:1');
  assert.equal(asset?.asset_type, 'container');
  assert.equal(asset?.vulnerability_count, 2);
  assert.equal(asset?.risk_level, 'high');
  assert.notEqual(asset?.last_scanned_at, null);
});

test('what is gone is closed, what returns is opened again, and a decision survives both', async () => {
  const both = trivy('api:1', [finding('CVE-2024-3001', 'a'), finding('CVE-2024-3002', 'b'), finding('CVE-2024-3003', 'c')]);
  await imported(both);
  const kept = (await on('api:1')).find(({ cve_id: cve }) => cve === 'CVE-2024-3002');
  assert.equal((await judge(kept?.id ?? '', { status: 'false_positive', note: 'not reachable' })).statusCode, 200);
  const without = await imported(trivy('api:1', [finding('CVE-2024-3003', 'c')]));
  assert.equal(without.counts['closed'], 1, 'the false positive is not closed again');
  const states = async (): Promise<object> => Object.fromEntries((await on('api:1')).map(({ cve_id: cve, status }) => [cve, status]));
  assert.deepEqual(await states(), { 'CVE-2024-3001': 'mitigated', 'CVE-2024-3002': 'false_positive', 'CVE-2024-3003': 'open' });
  const back = await imported(both);
  assert.equal(back.counts['reopened'], 1);
  assert.deepEqual(await states(), { 'CVE-2024-3001': 'open', 'CVE-2024-3002': 'false_positive', 'CVE-2024-3003': 'open' });
  const reopened = (await on('api:1')).find(({ cve_id: cve }) => cve === 'CVE-2024-3001');
  assert.equal(reopened?.resolved_at, null);
  const { events } = await get<Detail>(`/api/v1/secops/vulnerabilities/${reopened?.id}`);
  assert.deepEqual(events.map(({ kind }) => kind), ['reopened', 'closed', 'discovered']);
});

test('another scope of the same tool closes nothing of this one', async () => {
  await imported(trivy('one:1', [finding('CVE-2024-4001', 'a')]));
  await imported(trivy('two:1', [finding('CVE-2024-4001', 'a')]));
  assert.deepEqual((await on('one:1')).map(({ status }) => status), ['open']);
  await imported(trivy('one:1', []));
  assert.deepEqual([(await on('one:1'))[0]?.status, (await on('two:1'))[0]?.status], ['mitigated', 'open']);
});

test('two tools that mean the same are one vulnerability, by id or by alias, with the reason shown; it takes both to close it', async () => {
  await imported(trivy('web:1', [finding('CVE-2024-5001', 'minimist'), finding('CVE-2024-5002', 'qs')]));
  const merged = await imported(grype('web:1', [['CVE-2024-5002', 'qs', []], ['GHSA-2222-3333-4444', 'minimist', ['CVE-2024-5001']]]));
  assert.equal(merged.counts['created'], 0);
  assert.equal(merged.counts['merged'], 2);
  const rows = await on('web:1');
  assert.deepEqual(rows.map(({ source_count: count, severity }) => [count, severity]), [[2, 'critical'], [2, 'critical']]);
  const detail = await get<Detail>(`/api/v1/secops/vulnerabilities/${rows.find(({ cve_id: cve }) => cve === 'CVE-2024-5002')?.id}`);
  assert.deepEqual(detail.sources.map(({ tool, reason }) => [tool, reason]), [['trivy', 'first'], ['grype', 'same-id']]);
  assert.match(detail.sources[1]?.reason_detail ?? '', /both name CVE-2024-5002 in the package qs/);
  await imported(trivy('web:1', []));
  assert.deepEqual((await on('web:1')).map(({ status }) => status), ['open', 'open'], 'the other tool still reports them');
  await imported(grype('web:1', []));
  assert.deepEqual((await on('web:1')).map(({ status }) => status), ['mitigated', 'mitigated']);
});

test('an alias learnt from one report joins tools that share no id', async () => {
  const ghsa = 'GHSA-5555-6666-7777';
  await imported(trivy('alias:1', [finding('CVE-2024-6001', 'tar')]));
  await imported({ advisories: { 1: { id: 1, module_name: 'other', title: 't', severity: 'low', cves: ['CVE-2024-6001'], github_advisory_id: ghsa, findings: [] } }, metadata: {} });
  const { counts } = await imported(grype('alias:1', [[ghsa, 'tar', []]]));
  assert.equal(counts['merged'], 1);
  const [row] = await on('alias:1');
  const { sources } = await get<Detail>(`/api/v1/secops/vulnerabilities/${row?.id}`);
  assert.equal(sources[1]?.reason, 'alias');
  assert.match(sources[1]?.reason_detail ?? '', /GHSA-5555-6666-7777 is another name of CVE-2024-6001/);
});

test('a merge can be undone, and later imports respect that', async () => {
  await imported(trivy('split:1', [finding('CVE-2024-7001', 'ws')]));
  await imported(grype('split:1', [['CVE-2024-7001', 'ws', []]]));
  const [whole] = await on('split:1');
  const { sources } = await get<Detail>(`/api/v1/secops/vulnerabilities/${whole?.id}`);
  const split = await admin.inject({ method: 'POST', url: `/api/v1/secops/vulnerabilities/${whole?.id}/split`, payload: { source_ids: [sources[1]?.id] } });
  assert.equal(split.statusCode, 201, split.body);
  assert.deepEqual(split.json<Detail>().sources.map(({ tool, reason }) => [tool, reason]), [['grype', 'split']]);
  assert.equal((await on('split:1')).length, 2);
  await imported(grype('split:1', [['CVE-2024-7001', 'ws', []]]));
  assert.deepEqual((await on('split:1')).map(({ source_count: count }) => count), [1, 1]);
  const all = await admin.inject({ method: 'POST', url: `/api/v1/secops/vulnerabilities/${whole?.id}/split`, payload: { source_ids: [sources[0]?.id] } });
  assert.equal(all.statusCode, 409, 'something must be left');
});

test('an accepted risk is opened again when its time is over', async () => {
  await imported(trivy('risk:1', [finding('CVE-2024-8001', 'x')]));
  const [row] = await on('risk:1');
  const until = new Date(clock.now() + 3_600_000).toISOString();
  const accepted = await judge(row?.id ?? '', { status: 'accepted', accepted_until: until, note: 'behind a proxy' });
  assert.equal(accepted.statusCode, 200, accepted.body);
  assert.equal(accepted.json<{ accepted_until: string }>().accepted_until, until);
  await server.app.modules.secops.expireAcceptances();
  assert.equal((await on('risk:1'))[0]?.status, 'accepted', 'its time is not over yet');
  clock.offset += 7_200_000;
  await server.app.modules.secops.expireAcceptances();
  assert.equal((await on('risk:1'))[0]?.status, 'open');
});

test('hostile and foreign files are refused at once with a reason, and nothing of them is kept', async () => {
  const earlier = await get<Row[]>('/api/v1/secops/imports');
  for (const [content, status, code] of [
    ['{"hello":1}', 415, 'REPORT_UNKNOWN'],
    ['['.repeat(100_000), 422, 'REPORT_UNSAFE'],
    ['<!DOCTYPE x [<!ENTITY a "b">]><OWASPZAPReport/>', 422, 'REPORT_UNSAFE'],
    [JSON.stringify(trivy('x', [finding('CVE-2024-9', 'a')])).slice(0, 60), 422, 'REPORT_MALFORMED'],
    ['', 422, 'VALIDATION_ERROR'],
    ['[]', 415, 'REPORT_UNKNOWN'],
  ] as const) {
    const reply = await post(content);
    assert.ok([reply.statusCode, reply.json<{ error: { code: string } }>().error.code].join(' ') === `${status} ${code}` || content === '', `${content.slice(0, 30)}: ${reply.statusCode} ${reply.body}`);
  }
  assert.equal((await get<Row[]>('/api/v1/secops/imports')).length, earlier.length);
});

test('a dry run tells what a report is and keeps nothing', async () => {
  const reply = await post(JSON.stringify(trivy('dry:1', [finding('CVE-2024-9001', 'a')])), { dry_run: 'true' });
  assert.equal(reply.statusCode, 200, reply.body);
  assert.deepEqual(reply.json(), { format: 'trivy', variant: 'JSON, schema 2', tool: 'trivy', target: 'dry:1', scope: 'production/image:dry:1', findings: 1, notes: [] });
  assert.deepEqual(await on('dry:1'), []);
});

test('a viewer reads, and may neither import nor judge', async () => {
  const viewer = await server.user('vic', ['viewer']);
  assert.equal((await viewer.inject({ method: 'GET', url: '/api/v1/secops/vulnerabilities' })).statusCode, 200);
  assert.equal((await viewer.inject({ method: 'POST', url: '/api/v1/secops/imports', ...form('[]') })).statusCode, 403);
  const [row] = await on('shop:1');
  assert.equal((await viewer.inject({ method: 'PATCH', url: `/api/v1/secops/vulnerabilities/${row?.id}`, payload: { status: 'mitigated' } })).statusCode, 403);
  assert.equal((await viewer.inject({ method: 'POST', url: '/api/v1/secops/assets', payload: { hostname: 'h', ip_address: '10.0.0.1', asset_type: 'server', environment: 'production' } })).statusCode, 403);
});
