import { z } from 'zod';
import { endpoint, FileBody } from '../kit/index.ts';
import { presentReport, presentScan } from './scans.present.ts';
import { exportFormat, newScan, scanQuery, scanReport, scanRow, sourceFile } from './scans.wire.ts';

const guide = 'console#scans';
const byId = z.object({ id: z.uuid() });

/** Scans: history, start, report, sources, cancel, delete, export. */
export const scanEndpoints = [
  endpoint('GET /api/console/v1/scans', {
    guide,
    summary: 'Scans of the caller, filtered, sorted and paged',
    query: scanQuery,
    reply: z.object({ items: z.array(scanRow), total: z.int() }),
    run: (m, ctx, { query }) => m.scanner.listScans(ctx, withoutAbsent(query)),
    present: (page) => ({ items: page.items.map(presentScan), total: page.total }),
  }),
  endpoint('POST /api/console/v1/scans', {
    guide,
    summary: 'Starts a scan of pasted source, an upload or an address',
    status: 202,
    maxBytes: 12 * 1024 * 1024,
    body: newScan,
    reply: scanRow,
    run: (m, ctx, { body }) => m.scanner.startScan(ctx, { ...body, target: withoutRpc(body.target) }),
    present: presentScan,
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
  endpoint('GET /api/console/v1/scans/{id}/export', {
    guide,
    summary: 'Downloads a completed scan as JSON, CSV, SARIF or PDF',
    params: byId,
    query: z.object({ format: exportFormat }),
    reply: z.instanceof(FileBody),
    run: (m, ctx, { params, query }) => m.scanner.exportScan(ctx, params.id, query.format),
    present: (file) => new FileBody(file),
  }),
];

type Query = z.output<typeof scanQuery>;
type Target = z.output<typeof newScan>['target'];

/** Optional fields that were not sent stay absent rather than undefined. */
function withoutAbsent({ status, search, ...rest }: Query) {
  return { ...rest, ...(status === undefined ? {} : { status }), ...(search === undefined || search.trim() === '' ? {} : { search: search.trim() }) };
}

/** The console never sends a node of its own: addresses are read through the configured ones. */
function withoutRpc(target: Target) {
  return target.kind === 'address' ? { ...target, rpcUrl: null } : target;
}
