import { z } from 'zod';
import type { StartScanInput } from '../../modules/scanner/index.ts';
import { endpoint, FileBody } from '../kit/index.ts';
import { given } from './given.ts';
import { presentComparison, presentFinding, presentReport, presentScan } from './scans.present.ts';
import { batch, exportFormat, finding, newBatch, newScan, scanComparison, scanQuery, scanReport, scanRow, sourceFile, triageDecision, upgradeReport } from './scans.wire.ts';

const guide = 'console#scans';
/** Ten megabytes of source and what JSON adds to it. */
const MAX_SOURCE_BODY_BYTES = 12 * 1024 * 1024;
const byId = z.object({ id: z.uuid() });

/** Scans: history, start, report, sources, cancel, delete, export. */
export const scanEndpoints = [
  endpoint('GET /api/console/v1/scans', {
    guide,
    summary: 'Scans of the caller, filtered, sorted and paged',
    query: scanQuery,
    reply: z.object({ items: z.array(scanRow), total: z.int() }),
    run: (m, ctx, { query }) => m.scanner.listScans(ctx, given(query)),
    present: (page) => ({ items: page.items.map(presentScan), total: page.total }),
  }),
  endpoint('POST /api/console/v1/scans', {
    guide,
    summary: 'Starts a scan of pasted source, an upload or an address',
    status: 202,
    maxBytes: MAX_SOURCE_BODY_BYTES,
    body: newScan,
    reply: scanRow,
    run: (m, ctx, { body }) => m.scanner.startScan(ctx, withTarget(body)),
    present: presentScan,
  }),
  endpoint('POST /api/console/v1/scans/batch', {
    guide,
    summary: 'Starts many scans at once; all are accepted or none',
    status: 202,
    maxBytes: MAX_SOURCE_BODY_BYTES,
    body: newBatch,
    reply: batch,
    run: (m, ctx, { body }) => m.scanner.startBatch(ctx, body.scans.map(withTarget)),
    present: ({ batchId, scans }) => ({ batchId, scans: scans.map(presentScan) }),
  }),
  endpoint('GET /api/console/v1/scans/{id}', {
    guide,
    summary: 'One scan with its findings; no findings until it completed',
    params: byId,
    reply: scanReport,
    run: (m, ctx, { params }) => m.scanner.getReport(ctx, params.id),
    present: presentReport,
  }),
  endpoint('GET /api/console/v1/scans/{id}/sources', {
    guide,
    summary: 'The sources exactly as analysed',
    params: byId,
    reply: z.array(sourceFile),
    run: (m, ctx, { params }) => m.scanner.getSources(ctx, params.id),
    present: (sources) => sources.map(({ path, content }) => ({ path, content })),
  }),
  endpoint('POST /api/console/v1/scans/{id}/cancel', {
    guide,
    summary: 'Cancels a queued or running scan',
    params: byId,
    reply: scanRow,
    run: (m, ctx, { params }) => m.scanner.cancelScan(ctx, params.id),
    present: presentScan,
  }),
  endpoint('DELETE /api/console/v1/scans/{id}', {
    guide,
    summary: 'Deletes a scan with its findings and sources',
    params: byId,
    reply: z.object({ id: z.uuid() }),
    run: (m, ctx, { params }) => m.scanner.deleteScan(ctx, params.id),
    present: (_result, { params }) => ({ id: params.id }),
  }),
  endpoint('GET /api/console/v1/scans/{id}/comparison', {
    guide,
    summary: 'What is new, unchanged, fixed or not known since an earlier scan, by default the last one of the same name',
    params: byId,
    query: z.object({ base: z.uuid().optional() }),
    reply: scanComparison,
    run: (m, ctx, { params, query }) => m.scanner.compareScans(ctx, params.id, query.base ?? null),
    present: presentComparison,
  }),
  endpoint('GET /api/console/v1/scans/{id}/upgrade', {
    guide,
    summary: 'Storage layout and interface of contracts behind proxies against those of an earlier scan',
    params: byId,
    query: z.object({ base: z.uuid() }),
    reply: z.array(upgradeReport),
    run: (m, ctx, { params, query }) => m.scanner.checkUpgrade(ctx, params.id, query.base),
    present: (reports) => reports.map((report) => ({ ...report })),
  }),
  endpoint('PUT /api/console/v1/findings/{id}/triage', {
    guide,
    summary: 'Keeps what was decided of a finding; it holds for the same code in later scans',
    params: byId,
    body: triageDecision,
    reply: finding,
    run: (m, ctx, { params, body }) => m.scanner.triageFinding(ctx, params.id, body),
    present: presentFinding,
  }),
  endpoint('GET /api/console/v1/scans/{id}/export', {
    guide,
    summary: 'Downloads a completed scan as JSON, CSV, SARIF or PDF',
    params: byId,
    query: z.object({ format: exportFormat }),
    reply: z.instanceof(FileBody),
    run: (m, ctx, { params, query }) => m.scanner.exportScan(ctx, params.id, { format: query.format, isDetailed: true }),
    present: (file) => new FileBody(file),
  }),
];

/** The console never sends a node of its own: addresses are read through the configured ones. */
function withTarget({ target, confirm, ...rest }: z.output<typeof newScan>): StartScanInput {
  return { ...rest, ...(confirm !== undefined && { confirm }), target: target.kind === 'address' ? { ...target, rpcUrl: null } : target };
}
