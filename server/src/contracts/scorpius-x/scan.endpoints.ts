import { z } from 'zod';
import { endpoint, type Endpoint } from '../kit/index.ts';
import { newestFirst, pageQuery } from '../shared/paging.ts';
import { startBody, startOf } from './scan.requests.ts';
import { presentScan, scanResult } from './scan.words.ts';

const guide = 'scorpius-x#making-direct-api-calls';

/** Scans. The guide calls `startScan` without telling its path; the published client's paths stand below. */
export const scanEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/v1/scan/start', {
    guide,
    summary: 'Starts a scan of an address, an upload or pasted source',
    body: startBody,
    reply: scanResult,
    run: (modules, ctx, { body }) => modules.scanner.startScan(ctx, startOf(body, modules.scanner.listDetectors())),
    present: (scan, { body }) => presentScan(scan, body.depth ?? null),
  }),
  endpoint('GET /api/v1/scan/results', {
    guide: 'scorpius-x#websocket-events',
    summary: 'Scans of the caller, newest first, the REST twin of scan_results',
    query: pageQuery,
    reply: z.array(scanResult),
    run: (modules, ctx, { query }) => modules.scanner.listReports(ctx, { ...newestFirst, ...query }),
    present: ({ items }) => items.map((scan) => presentScan(scan)),
    effects: ({ total }) => ({ headers: { 'x-total-count': String(total) } }),
  }),
];

/** The scanner page of the published client, which reads its answers without an envelope. */
export const clientScanEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/scanner/api/v1/scans', {
    guide,
    summary: 'Scans of the caller, newest first',
    isBare: true,
    query: pageQuery,
    reply: z.array(scanResult),
    run: (modules, ctx, { query }) => modules.scanner.listReports(ctx, { ...newestFirst, ...query }),
    present: ({ items }) => items.map((scan) => presentScan(scan)),
  }),
  endpoint('POST /api/scanner/api/v1/scan', {
    guide,
    summary: 'Starts a scan',
    isBare: true,
    body: startBody,
    reply: scanResult,
    run: (modules, ctx, { body }) => modules.scanner.startScan(ctx, startOf(body, modules.scanner.listDetectors())),
    present: (scan, { body }) => presentScan(scan, body.depth ?? null),
  }),
  endpoint('GET /api/scanner/api/v1/scan/{scan_id}/results', {
    guide,
    summary: 'A scan with its findings',
    isBare: true,
    params: z.object({ scan_id: z.string() }),
    reply: scanResult,
    run: (modules, ctx, { params }) => modules.scanner.getReport(ctx, params.scan_id),
    present: (report) => presentScan(report),
  }),
];
