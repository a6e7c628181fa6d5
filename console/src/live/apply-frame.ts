import type { QueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.ts';
import type { Page, ScanFrame, ScanReport, ScanRow } from '../api/types.ts';
import { hasEnded, mergeIntoPage, mergeScan, needsFindings, removeFromPage } from './merge-scan.ts';
import { news } from './news.ts';

/** Puts news about scans into the cache, and asks again for what the news does not carry. */
export function applyScanFrame(client: QueryClient, frame: ScanFrame, refreshLists: () => void): void {
  if (frame.event === 'deleted') {
    client.setQueriesData<Page<ScanRow>>({ queryKey: keys.scanLists }, (page) => page && removeFromPage(page, frame.data.id));
    client.removeQueries({ queryKey: keys.report(frame.data.id), type: 'inactive' });
    refreshLists();
    return;
  }
  const scan = frame.data;
  news.hear(scan);
  client.setQueriesData<Page<ScanRow>>({ queryKey: keys.scanLists }, (page) => page && mergeIntoPage(page, scan));
  const report = client.getQueryData<ScanReport>(keys.report(scan.id));
  if (report !== undefined) {
    // The report on screen stays "running" until its findings are here: never a completed scan without them.
    if (needsFindings(report, scan)) void client.invalidateQueries({ queryKey: keys.report(scan.id) });
    else client.setQueryData(keys.report(scan.id), mergeScan(report, scan));
  }
  if (frame.event === 'queued' || hasEnded(scan)) refreshLists();
}

/** Calls `run` soon, and not again within `everyMs`. */
export function throttled(run: () => void, everyMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      run();
    }, everyMs);
  };
}
