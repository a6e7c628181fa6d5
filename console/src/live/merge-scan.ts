import type { Page, ScanReport, ScanRow } from '../api/types.ts';

const order: Record<ScanRow['status'], number> = { queued: 0, running: 1, completed: 2, failed: 2, cancelled: 2 };

export const hasEnded = (scan: Pick<ScanRow, 'status'>): boolean => order[scan.status] === 2;

/** True when `next` is not older news than `current`: states only move forward and percent only grows. */
export function isNewer(current: ScanRow, next: ScanRow): boolean {
  if (order[next.status] !== order[current.status]) return order[next.status] > order[current.status];
  return !hasEnded(current) && next.percent >= current.percent;
}

/** A row after news about it; the same object when the news is old. */
export function mergeScan<T extends ScanRow>(current: T, next: ScanRow): T {
  return isNewer(current, next) ? { ...current, ...next } : current;
}

/** A page after news: the row changes in place. A scan the page does not hold leaves it as it is. */
export function mergeIntoPage(page: Page<ScanRow>, next: ScanRow): Page<ScanRow> {
  const index = page.items.findIndex((scan) => scan.id === next.id);
  const current = page.items[index];
  if (current === undefined) return page;
  const merged = mergeScan(current, next);
  return merged === current ? page : { ...page, items: page.items.with(index, merged) };
}

/** A page after a scan was deleted. */
export function removeFromPage(page: Page<ScanRow>, id: string): Page<ScanRow> {
  const items = page.items.filter((scan) => scan.id !== id);
  return items.length === page.items.length ? page : { items, total: page.total - 1 };
}

/** True when the report on screen lacks the findings that the news says exist. */
export const needsFindings = (report: ScanReport, next: ScanRow): boolean => next.status === 'completed' && report.status !== 'completed';
