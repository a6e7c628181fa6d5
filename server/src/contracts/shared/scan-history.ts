import type { UserCtx } from '../../platform/context/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { Scan, ScanFilter, ScanReport } from '../../modules/scanner/index.ts';
import type { Modules } from '../kit/index.ts';

/** The report of a completed scan; the scan itself where it is still going or was deleted meanwhile. */
async function withFindings(modules: Modules, ctx: UserCtx, scan: Scan): Promise<Scan | ScanReport> {
  if (scan.status !== 'completed') return scan;
  try {
    return await modules.scanner.getReport(ctx, scan.id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'SCAN_NOT_FOUND') return scan;
    throw error;
  }
}

/** The caller's scans, newest first, each with its findings: the three guides' histories carry them in every row. */
export async function readHistory(
  modules: Modules,
  ctx: UserCtx,
  filter: Pick<ScanFilter, 'limit' | 'offset'> & Partial<ScanFilter>,
): Promise<{ items: readonly (Scan | ScanReport)[]; total: number }> {
  const { items, total } = await modules.scanner.listScans(ctx, { sort: 'created_at', order: 'desc', ...filter });
  return { items: await Promise.all(items.map((scan) => withFindings(modules, ctx, scan))), total };
}
