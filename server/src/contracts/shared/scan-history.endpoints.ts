import { z } from 'zod';
import { endpoint, type Endpoint } from '../kit/index.ts';
import { newestFirst, pageQuery } from './paging.ts';
import { presentScanResult, scanResult } from './scan-result.ts';

/** A row that both guides can read: guide scorpius decides where a name means two things, the other's names stand beside it. */
const historyRow = scanResult.extend({ scanId: z.string(), securityScore: z.number().nullable(), gasOptimization: z.number().nullable(), timestamp: z.iso.datetime() });

/** The scan history that guide scorpius and the published client of guide scorpius-v1 both ask at one path, bare. */
export const scanHistoryEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/scanner/history', {
    guide: 'scorpius#scanner-routes-apiscanner scorpius-v1#scanner-api',
    summary: 'Scans of the caller, newest first, with their findings',
    isBare: true,
    query: pageQuery,
    reply: z.array(historyRow),
    run: (modules, ctx, { query }) => modules.scanner.listReports(ctx, { ...newestFirst, ...query }),
    present: ({ items }) =>
      items.map((scan) => {
        const row = presentScanResult(scan);
        return { ...row, scanId: row.id, securityScore: row.security_score, gasOptimization: scan.gasScore, timestamp: row.created_at };
      }),
    effects: ({ total }) => ({ headers: { 'x-total-count': String(total) } }),
  }),
];
