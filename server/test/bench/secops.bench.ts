import { setTimeout as sleep } from 'node:timers/promises';
import { parseReport } from '../../src/engines/scan-reports/index.ts';
import type { ReportImport } from '../../src/modules/secops/index.ts';
import type { UserCtx } from '../../src/platform/context/index.ts';
import { systemClock } from '../../src/platform/context/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import type { Bench, Figure } from './figure.ts';

const count = 10_000;
const rows = Array.from({ length: count }, (_, index) => ({ id: `CVE-2024-${10_000 + index}`, name: `package-${index % 2_000}` }));
const description = 'A flaw in the parser lets a remote attacker read memory behind the end of a buffer. '.repeat(8);

/** Two tools' reports of one image that name the same faults. */
const trivy = (some: typeof rows) => Buffer.from(JSON.stringify({
  SchemaVersion: 2, ArtifactName: 'bench:1', ArtifactType: 'container_image',
  Results: [{ Target: 'bench:1', Class: 'lang-pkgs', Type: 'npm', Vulnerabilities: some.map(({ id, name }) => ({ VulnerabilityID: id, PkgName: name, InstalledVersion: '1.0.0', FixedVersion: '1.0.1', Severity: 'HIGH', Title: `${id} in ${name}`, Description: description, CVSS: { nvd: { V3Vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' } }, References: [`https://nvd.nist.gov/vuln/detail/${id}`] })) }],
}));
const grype = Buffer.from(JSON.stringify({
  descriptor: { name: 'grype', version: '1' }, source: { type: 'image', target: { userInput: 'bench:1' } },
  matches: rows.map(({ id, name }) => ({ vulnerability: { id, severity: 'Critical', description }, artifact: { name, version: '1.0.0', type: 'npm' } })),
}));

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

async function administrator(server: TestServer): Promise<UserCtx> {
  const principal = await server.app.modules.identity.actAs('admin');
  if (principal === null) throw new Error('there is no administrator');
  return { principal, requestId: 'bench', signal: new AbortController().signal, clock: systemClock, ip: null, userAgent: null };
}

async function imported({ secops }: TestServer['app']['modules'], ctx: UserCtx, content: Uint8Array): Promise<ReportImport> {
  const { id } = await secops.imports.start(ctx, { filename: 'report.json', content, environment: 'production' });
  for (;;) {
    const row = await secops.imports.get(ctx, id);
    if (row.status === 'completed') return row;
    if (row.status !== 'queued' && row.status !== 'running') throw new Error(`the import is ${row.status}: ${row.error?.message}`);
    await sleep(20);
  }
}

async function measure(): Promise<readonly Figure[]> {
  await using server = await startTestServer();
  const ctx = await administrator(server);
  const run = (content: Uint8Array) => timed(() => imported(server.app.modules, ctx, content));
  const reading = await timed(async () => parseReport(trivy(rows)));
  const first = await run(trivy(rows));
  const second = await run(grype);
  const again = await run(trivy(rows));
  const gone = await run(trivy(rows.slice(0, count / 2)));
  const list = await timed(() => server.app.modules.secops.vulnerabilities.list(ctx, { sort: 'severity', order: 'desc', limit: 20, offset: 0 }));
  const target = { atMost: 10 };
  return [
    { what: 'import of 10,000 findings, all new', measured: first, unit: 's', target, note: 'upload to end, deduplicated against one another' },
    { what: 'the same 10,000 by a second tool, all merged', measured: second, unit: 's', target, note: 'each found by id and package' },
    { what: 'the first report again, nothing changed', measured: again, unit: 's', target },
    { what: 'half of the report gone', measured: gone, unit: 's', target },
    { what: 'of that reading the report', measured: reading, unit: 's', note: 'baseline: the parser alone' },
    { what: 'import against reading alone', measured: first / reading, unit: '×' },
    { what: 'list of 20 out of 10,000', measured: list * 1_000, unit: 'ms' },
  ];
}

export const bench: Bench = { title: 'SecOps: import and deduplication', measure };
