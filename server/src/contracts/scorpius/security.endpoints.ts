import { z } from 'zod';
import { endpoint, type Endpoint, planned } from '../kit/index.ts';
import { newestFirst, pageQuery } from '../shared/paging.ts';
import { presentScanResult, scanResult } from '../shared/scan-result.ts';
import { startOf } from './scanner.operations.ts';
import { analyzeBody } from './scanner.requests.ts';

const guide = 'scorpius#scanner-routes-apiscanner';

/** Audits: scans by the paths of the published client. */
export const securityEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/security/audit', {
    guide,
    summary: 'Starts an audit; follow it at GET /api/scanner/scan/{id}',
    body: analyzeBody,
    reply: scanResult,
    run: (modules, ctx, { body }) => modules.scanner.startScan(ctx, startOf(body)),
    present: presentScanResult,
  }),
  endpoint('GET /api/security/audits', {
    guide,
    summary: 'Audits of the caller, newest first',
    query: pageQuery,
    reply: z.array(scanResult),
    run: (modules, ctx, { query }) => modules.scanner.listReports(ctx, { ...newestFirst, ...query }),
    present: ({ items }) => items.map(presentScanResult),
    effects: ({ total }) => ({ headers: { 'x-total-count': String(total) } }),
  }),
  planned('POST /api/analyze', { guide, summary: 'Analyses an address and waits for the result' }),
  planned('POST /api/analyze/batch', { guide, summary: 'Analyses several addresses and waits for the results' }),
];
