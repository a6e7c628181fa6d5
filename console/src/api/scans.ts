import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { mergeScan, needsFindings } from '../live/merge-scan.ts';
import { news } from '../live/news.ts';
import { API, queryText, request } from './http.ts';
import { keys } from './keys.ts';
import type {
  Batch, Detector, ExportFormat, Finding, NewScan, Page, ScanComparison, ScanQuery, ScanReport, ScanRow, SourceFile, Statistics, SystemHealth, SystemInfo, SystemMetrics, TriageState,
} from './types.ts';

/** Reading. */
export const statisticsQuery = queryOptions({ queryKey: keys.statistics, queryFn: ({ signal }) => request<Statistics>('/overview/statistics', { signal }) });

export const scanListQuery = (query: ScanQuery) => queryOptions({
  queryKey: keys.scanList(query),
  queryFn: async ({ signal }): Promise<Page<ScanRow>> => {
    const { items, total } = await request<Page<ScanRow>>(`/scans${queryText({ ...query })}`, { signal });
    return { items: items.map((scan) => news.update(scan)), total };
  },
  placeholderData: keepPreviousData,
});

export const reportQuery = (id: string) => queryOptions({
  queryKey: keys.report(id),
  queryFn: async ({ signal }): Promise<ScanReport> => {
    const report = await request<ScanReport>(`/scans/${id}`, { signal });
    const heard = news.get(id);
    // The reply was on its way when the scan ended: only another one has the findings.
    if (heard !== undefined && needsFindings(report, heard)) return request<ScanReport>(`/scans/${id}`, { signal });
    return heard === undefined ? report : mergeScan(report, heard);
  },
});

/** A scan beside the one before it. */
export const comparisonQuery = (id: string) => queryOptions({
  queryKey: keys.comparison(id),
  queryFn: ({ signal }) => request<ScanComparison>(`/scans/${id}/comparison`, { signal }),
  staleTime: Infinity,
});

/** Sources never change once a scan has read them. */
export const sourcesQuery = (id: string) => queryOptions({
  queryKey: keys.sources(id),
  queryFn: ({ signal }) => request<SourceFile[]>(`/scans/${id}/sources`, { signal }),
  staleTime: Infinity,
});

export const detectorsQuery = queryOptions({ queryKey: keys.detectors, queryFn: ({ signal }) => request<Detector[]>('/detectors', { signal }), staleTime: Infinity });
export const healthQuery = queryOptions({ queryKey: keys.health, queryFn: ({ signal }) => request<SystemHealth>('/system/health', { signal }), refetchInterval: 15_000 });
export const infoQuery = queryOptions({ queryKey: keys.info, queryFn: ({ signal }) => request<SystemInfo>('/system/info', { signal }) });
export const metricsQuery = queryOptions({ queryKey: keys.metrics, queryFn: ({ signal }) => request<SystemMetrics>('/system/metrics', { signal }) });

/** Changing. */
export const startScan = (scan: NewScan): Promise<ScanRow> => request<ScanRow>('/scans', { method: 'POST', body: scan });
/** Many at once: all are accepted or none. */
export const startBatch = (scans: readonly NewScan[]): Promise<readonly ScanRow[]> => request<Batch>('/scans/batch', { method: 'POST', body: { scans } }).then((batch) => batch.scans);
export const cancelScan = (id: string): Promise<ScanRow> => request<ScanRow>(`/scans/${id}/cancel`, { method: 'POST' });
export const deleteScan = (id: string): Promise<{ id: string }> => request<{ id: string }>(`/scans/${id}`, { method: 'DELETE' });

export const triageFinding = (id: string, decision: { state: TriageState; reason: string }): Promise<Finding> => request<Finding>(`/findings/${id}/triage`, { method: 'PUT', body: decision });

/** Address of a download; the browser fetches it with the session's cookie. */
export const exportUrl = (id: string, format: ExportFormat): string => `${API}/scans/${id}/export?format=${format}`;
