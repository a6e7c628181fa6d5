import { z } from 'zod';
import type { Scan } from '../../modules/scanner/index.ts';
import { endpoint, type Endpoint } from '../kit/index.ts';
import { targetFields, targetOf } from '../shared/scan-request.ts';
import { isoOf, isoOrNullOf, presentScanResult, scanResult, severityCounts } from '../shared/scan-result.ts';
import { spelledEitherWay } from '../shared/spelling.ts';

const guide = 'scorpius#scanner-routes-apiscanner';
const params = z.object({ scan_id: z.string() });

/** The client's three words for how deep to look. */
const depths = { standard: 'full', advanced: 'deep', comprehensive: 'deep' } as const;

const startBody = spelledEitherWay(
  z.object({
    ...targetFields,
    scan_type: z.enum(['standard', 'advanced', 'comprehensive']).default('standard'),
    enable_ai_analysis: z.boolean().optional(),
    enable_multi_agent: z.boolean().optional(),
  }),
);

const scanStatus = z.object({
  scan_id: z.string(),
  status: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']),
  /** Percent 0–100. */
  progress: z.number(),
  started_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  error_message: z.string().nullable(),
});

function presentStatus(scan: Scan): z.input<typeof scanStatus> {
  return {
    scan_id: scan.id,
    status: scan.status,
    progress: scan.percent,
    started_at: isoOf(scan.startedAt ?? scan.createdAt),
    completed_at: isoOrNullOf(scan.completedAt),
    error_message: scan.error?.message ?? null,
  };
}

const statistics = z.object({
  total_scans: z.int(),
  completed_scans: z.int(),
  failed_scans: z.int(),
  /** Not kept per user. */
  average_scan_time: z.null(),
  vulnerabilities_found: severityCounts,
});

/** The scanner by the second set of paths that the published client calls. */
export const enhancedScannerEndpoints: readonly Endpoint[] = [
  endpoint('POST /api/enhanced-scanner/scan', {
    guide,
    summary: 'Starts a scan of pasted source or an address',
    body: startBody,
    reply: z.object({ scan_id: z.string(), message: z.string() }),
    run: (modules, ctx, { body }) => modules.scanner.startScan(ctx, { target: targetOf(body), depth: depths[body.scan_type], detectors: [] }),
    present: (scan) => ({ scan_id: scan.id, message: 'Scan queued' }),
  }),
  endpoint('GET /api/enhanced-scanner/status/{scan_id}', {
    guide,
    summary: 'State of a scan',
    params,
    reply: z.object({ scan_status: scanStatus }),
    run: (modules, ctx, input) => modules.scanner.getScan(ctx, input.params.scan_id),
    present: (scan) => ({ scan_status: presentStatus(scan) }),
  }),
  endpoint('GET /api/enhanced-scanner/result/{scan_id}', {
    guide,
    summary: 'Findings of a scan',
    params,
    reply: z.object({ scan_result: scanResult }),
    run: (modules, ctx, input) => modules.scanner.getReport(ctx, input.params.scan_id),
    present: (report) => ({ scan_result: presentScanResult(report) }),
  }),
  endpoint('GET /api/enhanced-scanner/recent', {
    guide,
    summary: 'Latest scans of the caller',
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) }),
    reply: z.object({ recent_scans: z.array(scanStatus) }),
    run: (modules, ctx, { query }) => modules.scanner.listScans(ctx, { sort: 'created_at', order: 'desc', limit: query.limit, offset: 0 }),
    present: ({ items }) => ({ recent_scans: items.map(presentStatus) }),
  }),
  endpoint('GET /api/enhanced-scanner/statistics', {
    guide,
    summary: 'Counts over all scans of the caller',
    reply: z.object({ statistics }),
    run: (modules, ctx) => modules.scanner.statistics(ctx),
    present: (counted) => ({
      statistics: {
        total_scans: counted.scansTotal,
        completed_scans: counted.scansCompleted,
        failed_scans: counted.scansFailed,
        average_scan_time: null,
        vulnerabilities_found: counted.findings,
      },
    }),
  }),
  endpoint('POST /api/enhanced-scanner/cancel/{scan_id}', {
    guide,
    summary: 'Cancels a scan that has not ended',
    params,
    reply: z.object({ message: z.string() }),
    run: (modules, ctx, input) => modules.scanner.cancelScan(ctx, input.params.scan_id),
    present: () => ({ message: 'Scan cancelled' }),
  }),
];
