import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { UserCtx } from '../../src/platform/context/index.ts';
import { type Scan, scanCompleted, type ScanReport, scanProgressed } from '../../src/modules/scanner/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let ann: UserCtx;
let bob: UserCtx;

const reentrant = `pragma solidity ^0.8.0;
contract Purse {
  mapping(address => uint256) balances;
  function deposit() external payable { balances[msg.sender] += msg.value; }
  function withdraw() external {
    (bool ok, ) = msg.sender.call{value: balances[msg.sender]}("");
    require(ok);
    balances[msg.sender] = 0;
  }
}
`;

async function contextOf(username: string): Promise<UserCtx> {
  await server.user(username);
  const principal = await server.app.modules.identity.actAs(username);
  assert.ok(principal !== null);
  return { principal, requestId: 'test', signal: new AbortController().signal, clock: { now: () => Date.now() }, ip: null, userAgent: null };
}

before(async () => {
  server = await startTestServer();
  ann = await contextOf('ann');
  bob = await contextOf('bob');
});
after(() => server.close());

const pasted = (source: string, filename = 'Purse.sol') => ({ target: { kind: 'source' as const, filename, source }, depth: 'full' as const, detectors: [] });

async function ended(ctx: UserCtx, id: string): Promise<ScanReport> {
  for (let tries = 0; tries < 600; tries += 1) {
    const report = await server.app.modules.scanner.getReport(ctx, id);
    if (report.status !== 'queued' && report.status !== 'running') return report;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the scan did not end');
}

const run = async (ctx: UserCtx, source: string, filename?: string): Promise<ScanReport> => ended(ctx, (await server.app.modules.scanner.startScan(ctx, pasted(source, filename))).id);

test('a pasted contract is analysed: place, explanation and fix of what was found', async () => {
  const report = await run(ann, reentrant);
  assert.equal(report.status, 'completed');
  assert.equal(report.percent, 100);
  const finding = report.findings.find(({ detector }) => detector === 'reentrancy-eth');
  assert.ok(finding !== undefined, report.findings.map(({ detector }) => detector).join());
  assert.equal(finding.file, 'Purse.sol');
  assert.ok(finding.startLine >= 5 && finding.endLine <= 9);
  assert.ok(finding.explanation.length > 40 && finding.fix.length > 10);
  assert.ok(finding.categories.swc.includes('SWC-107'));
  assert.equal(report.counts[finding.severity] > 0, true);
  assert.ok((report.securityScore ?? 100) < 100);
  assert.deepEqual(await server.app.modules.scanner.getSources(ann, report.id), [{ path: 'Purse.sol', content: reentrant }]);
});

test('progress is told to the bus and never goes back', async () => {
  const seen: Scan['percent'][] = [];
  const completed: string[] = [];
  const off = [server.app.bus.subscribe(scanProgressed, (scan) => void seen.push(scan.percent)), server.app.bus.subscribe(scanCompleted, (scan) => void completed.push(scan.id))];
  const report = await run(ann, reentrant.repeat(1));
  for (let tries = 0; tries < 100 && completed.length === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  for (const stop of off) stop();
  assert.deepEqual(completed, [report.id]);
  assert.ok(seen.length > 0);
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
});

test('a quick scan runs the detectors of high confidence, or those it names', async () => {
  const { scanner } = server.app.modules;
  const surest = scanner.listDetectors().filter(({ confidence }) => confidence === 'high').map(({ id }) => id);
  const quick = await ended(ann, (await scanner.startScan(ann, { ...pasted(reentrant), depth: 'quick' })).id);
  assert.deepEqual(new Set(quick.detectorsRun), new Set(surest));
  const named = await ended(ann, (await scanner.startScan(ann, { ...pasted(reentrant), depth: 'quick', detectors: ['reentrancy-eth'] })).id);
  assert.deepEqual(named.detectorsRun, ['reentrancy-eth']);
  assert.ok((await run(ann, reentrant)).detectorsRun.length > surest.length);
});

test('what is incomplete says so', async () => {
  const report = await run(ann, 'pragma solidity ^0.8.0; import "./Missing.sol"; contract A is Missing {}');
  assert.equal(report.status, 'completed');
  assert.equal(report.isIncomplete, true);
  assert.match(report.incomplete.map(({ reason }) => reason).join(' '), /Missing/);
});

test('nobody sees what belongs to another: scans, findings, sources, uploads, exports', async () => {
  const { scanner } = server.app.modules;
  const report = await run(ann, reentrant);
  const upload = await scanner.uploadSource(ann, { name: 'A.sol', content: Buffer.from(reentrant) });
  const findingId = report.findings[0]?.findingId ?? '';
  const attempts: (() => Promise<unknown>)[] = [
    () => scanner.getScan(bob, report.id), () => scanner.getReport(bob, report.id), () => scanner.getSources(bob, report.id), () => scanner.cancelScan(bob, report.id),
    () => scanner.deleteScan(bob, report.id), () => scanner.exportScan(bob, report.id, { format: 'json', isDetailed: true }), () => scanner.getFinding(bob, findingId), () => scanner.getUpload(bob, upload.id),
    () => scanner.deleteUpload(bob, upload.id), () => scanner.startScan(bob, { target: { kind: 'upload', uploadId: upload.id }, depth: 'full', detectors: [] }),
  ];
  for (const attempt of attempts) await assert.rejects(attempt(), /not found/i, String(attempt));
  assert.equal((await scanner.listScans(bob, { sort: 'created_at', order: 'desc', limit: 50, offset: 0 })).total, 0);
  assert.equal((await scanner.statistics(bob)).scansTotal, 0);
  assert.equal((await scanner.getScan(ann, report.id)).status, 'completed');
});

test('without the permission to read or to write scans nothing can be read or written, however the caller got in', async () => {
  const { scanner } = server.app.modules;
  const holding = (...permissions: string[]): UserCtx => ({ ...ann, principal: { ...ann.principal, via: 'api-token', permissions: new Set(permissions) } });
  const report = await run(ann, reentrant);
  const [reader, writer, stranger] = [holding('read:scans'), holding('write:scans'), holding('read:reports')];
  const filter = { sort: 'created_at', order: 'desc', limit: 50, offset: 0 } as const;
  const reads = [(ctx: UserCtx) => scanner.getReport(ctx, report.id), (ctx: UserCtx) => scanner.listReports(ctx, filter), (ctx: UserCtx) => scanner.exportScan(ctx, report.id, { format: 'json', isDetailed: true }), (ctx: UserCtx) => scanner.statistics(ctx)];
  const writes = [(ctx: UserCtx) => scanner.startScan(ctx, pasted(reentrant)), (ctx: UserCtx) => scanner.uploadSource(ctx, { name: 'A.sol', content: Buffer.from(reentrant) })];
  for (const read of reads) {
    await read(reader);
    for (const ctx of [writer, stranger]) await assert.rejects(read(ctx), { code: 'FORBIDDEN', status: 403 }, String(read));
  }
  for (const write of writes) {
    await write(writer);
    for (const ctx of [reader, stranger]) await assert.rejects(write(ctx), { code: 'FORBIDDEN', status: 403 }, String(write));
  }
  await assert.rejects(scanner.deleteScan(reader, report.id), { code: 'FORBIDDEN' });
});

test('a malformed id is not found, never an error of the database', async () => {
  const { scanner } = server.app.modules;
  for (const id of ['', 'x', "' or 1=1", '0'.repeat(500)]) {
    await assert.rejects(scanner.getScan(ann, id), { code: 'SCAN_NOT_FOUND' });
    await assert.rejects(scanner.getFinding(ann, id), { code: 'FINDING_NOT_FOUND' });
    await assert.rejects(scanner.getUpload(ann, id), { code: 'UPLOAD_NOT_FOUND' });
  }
});

test('a scan is cancelled once; what has ended cannot be', async () => {
  const { scanner } = server.app.modules;
  const many = Array.from({ length: 400 }, (_, at) => reentrant.replace('Purse', `Purse${at}`)).join('\n');
  const scan = await scanner.startScan(ann, pasted(many));
  assert.equal((await scanner.cancelScan(ann, scan.id)).status, 'cancelled');
  await assert.rejects(scanner.cancelScan(ann, scan.id), { code: 'SCAN_ALREADY_ENDED', status: 409 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const report = await scanner.getReport(ann, scan.id);
  assert.equal(report.status, 'cancelled');
  assert.equal(report.findings.length, 0);
});

test('an upload is scanned, and its scans outlive it', async () => {
  const { scanner } = server.app.modules;
  const upload = await scanner.uploadSource(ann, { name: '../x/Purse.sol', content: Buffer.from(`${reentrant}\n// only here`) });
  assert.equal(upload.filename, 'Purse.sol');
  const scan = await scanner.startScan(ann, { target: { kind: 'upload', uploadId: upload.id }, depth: 'quick', detectors: [] });
  await scanner.deleteUpload(ann, upload.id);
  const report = await ended(ann, scan.id);
  assert.equal(report.status, 'completed');
  assert.match((await scanner.getSources(ann, scan.id))[0]?.content ?? '', /only here/);
  await scanner.deleteScan(ann, scan.id);
  await assert.rejects(scanner.getScan(ann, scan.id), { code: 'SCAN_NOT_FOUND' });
});

test('retention removes old uploads and keeps what scans need', async () => {
  const { scanner } = server.app.modules;
  const upload = await scanner.uploadSource(ann, { name: 'Old.sol', content: Buffer.from(`${reentrant}// old`) });
  const later: UserCtx = { ...ann, clock: { now: () => Date.now() } };
  assert.equal(await scanner.removeExpiredUploads(), 0);
  await server.db.sql.execute(`update uploads set created_at = now() - interval '31 days' where id = '${upload.id}'`);
  assert.equal(await scanner.removeExpiredUploads(), 1);
  await assert.rejects(scanner.getUpload(later, upload.id), { code: 'UPLOAD_NOT_FOUND' });
});

test('every format of export is what it says', async () => {
  const { scanner } = server.app.modules;
  const report = await run(ann, reentrant);
  const read = async (format: 'json' | 'csv' | 'sarif' | 'pdf') => {
    const file = await scanner.exportScan(ann, report.id, { format, isDetailed: true });
    return { ...file, text: Buffer.from(file.content).toString('latin1') };
  };
  const json = JSON.parse((await read('json')).text) as { tool: string; files: { path: string; contracts: string[] }[]; findings: unknown[] };
  assert.equal(json.findings.length, report.findings.length);
  assert.deepEqual(json.files.map(({ path, contracts }) => [path, contracts]), [['Purse.sol', ['Purse']]]);
  const sarif = JSON.parse((await read('sarif')).text) as { version: string; runs: { results: unknown[] }[] };
  assert.equal(sarif.version, '2.1.0');
  assert.equal(sarif.runs[0]?.results.length, report.findings.length);
  const brief = Buffer.from((await scanner.exportScan(ann, report.id, { format: 'sarif', isDetailed: false })).content).toString();
  assert.ok(JSON.stringify(sarif).includes('(bool ok, )') && brief.includes('reentrancy-eth') && !brief.includes('(bool ok, )'), 'a brief export names the finding without its code');
  assert.ok((await read('csv')).text.split('\n').length > report.findings.length);
  const pdf = await read('pdf');
  assert.match(pdf.text, /^%PDF-1\.[3-7][\s\S]*%%EOF\s*$/);
  assert.match(pdf.filename, /^Purse-[0-9a-f]{8}\.pdf$/);
});

test('an address without a provider of sources is an honest error; an unknown detector too', async () => {
  const { scanner } = server.app.modules;
  const target = { kind: 'address' as const, address: `0x${'11'.repeat(20)}`, chainId: 1, rpcUrl: null };
  await assert.rejects(scanner.startScan(ann, { target, depth: 'full', detectors: [] }), { code: 'INTEGRATION_NOT_CONFIGURED', status: 503 });
  await assert.rejects(scanner.startScan(ann, { ...pasted(reentrant), detectors: ['no-such-thing'] }), { code: 'UNKNOWN_DETECTOR' });
});

test('a batch is accepted whole or not at all', async () => {
  const { scanner } = server.app.modules;
  const { batchId, scans } = await scanner.startBatch(ann, [pasted(reentrant, 'One.sol'), pasted(`${reentrant}// two`, 'Two.sol')]);
  assert.deepEqual(scans.map((scan) => scan.title), ['One.sol', 'Two.sol']);
  for (const scan of scans) assert.equal((await ended(ann, scan.id)).status, 'completed');
  assert.equal((await scanner.listScans(ann, { batchId, sort: 'title', order: 'asc', limit: 10, offset: 0 })).total, 2);
  const scansBefore = (await scanner.statistics(ann)).scansTotal;
  await assert.rejects(scanner.startBatch(ann, [pasted(reentrant), { target: { kind: 'upload', uploadId: 'nothing' }, depth: 'full', detectors: [] }]), { code: 'UPLOAD_NOT_FOUND' });
  assert.equal((await scanner.statistics(ann)).scansTotal, scansBefore);
});
