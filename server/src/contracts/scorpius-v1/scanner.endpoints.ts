import { z } from 'zod';
import type { UserCtx } from '../../platform/context/index.ts';
import type { Scan } from '../../modules/scanner/index.ts';
import { endpoint, type Endpoint, type Modules } from '../kit/index.ts';
import { newestFirst, pageQuery } from '../shared/paging.ts';
import { detectorsAmong } from '../shared/plugins.ts';
import { scanType, targetFields, targetOf } from '../shared/scan-request.ts';
import { spelledEitherWay } from '../shared/spelling.ts';
import { presentScan, scanResponse } from './scanner.words.ts';

const guide = 'scorpius-v1#scanner-api';
const params = z.object({ id: z.string() });

const startBody = spelledEitherWay(z.object({ ...targetFields, plugins: z.array(z.string().min(1).max(100)).max(50).default([]), scan_type: scanType.default('full') }));

function start(modules: Modules, ctx: UserCtx, { body }: { body: z.output<typeof startBody> }): Promise<Scan> {
  const detectors = detectorsAmong(body.plugins, modules.scanner.listDetectors());
  return modules.scanner.startScan(ctx, { target: targetOf(body), depth: body.scan_type, detectors, requestedPlugins: body.plugins });
}

/** Scans by the guide's own paths. */
export const scannerEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/v1/scanner/scan', {
    guide,
    summary: 'Starts a scan; plugins that are no detector of ours are told back in pluginsNotRun',
    body: startBody,
    reply: scanResponse,
    run: start,
    present: presentScan,
  }),
  endpoint('GET /api/v1/scanner/results/{id}', {
    guide,
    summary: 'A scan: its progress, and its findings once completed',
    params,
    reply: scanResponse,
    run: (modules, ctx, input) => modules.scanner.getReport(ctx, input.params.id),
    present: presentScan,
  }),
  endpoint('GET /api/v1/scanner/history', {
    guide,
    summary: 'Scans of the caller, newest first, with their findings',
    query: pageQuery,
    reply: z.array(scanResponse),
    run: (modules, ctx, { query }) => modules.scanner.listReports(ctx, { ...newestFirst, ...query }),
    present: ({ items }) => items.map(presentScan),
    effects: ({ total }) => ({ headers: { 'x-total-count': String(total) } }),
  }),
  endpoint('POST /api/v1/scanner/cancel/{id}', {
    guide,
    summary: 'Cancels a scan that has not ended',
    params,
    reply: z.null(),
    run: (modules, ctx, input) => modules.scanner.cancelScan(ctx, input.params.id),
    present: () => null,
  }),
];

/** Scans by the paths of the published client's other mode, which reads answers without an envelope. */
export const clientScannerEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/scanner/scan', {
    guide,
    summary: 'Starts a scan',
    isBare: true,
    body: startBody,
    reply: scanResponse,
    run: start,
    present: presentScan,
  }),
  endpoint('GET /api/scanner/results/{id}', {
    guide,
    summary: 'A scan with its findings',
    isBare: true,
    params,
    reply: scanResponse,
    run: (modules, ctx, input) => modules.scanner.getReport(ctx, input.params.id),
    present: presentScan,
  }),
];
