import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { errorFromBody, offline } from './errors.ts';
import { API, queryText, request } from './http.ts';
import type { Asset, Decision, Matrix, NewAsset, Page, ReportImport, Vulnerability, VulnerabilityCounts, VulnerabilityDetail } from './types.ts';

type Query = Readonly<Record<string, string | number | undefined>>;

/** Names in the query cache. */
export const secopsKeys = {
  all: ['secops'] as const,
  assets: (query: Query) => ['secops', 'assets', query] as const,
  asset: (id: string) => ['secops', 'asset', id] as const,
  vulnerabilities: (query: Query) => ['secops', 'vulnerabilities', query] as const,
  counts: (query: Query) => ['secops', 'counts', query] as const,
  vulnerability: (id: string) => ['secops', 'vulnerability', id] as const,
  matrix: ['secops', 'matrix'] as const,
};

/** Reading. */
export const assetListQuery = (query: Query) => queryOptions({ queryKey: secopsKeys.assets(query), queryFn: ({ signal }) => request<Page<Asset>>(`/secops/assets${queryText(query)}`, { signal }), placeholderData: keepPreviousData });
export const assetQuery = (id: string) => queryOptions({ queryKey: secopsKeys.asset(id), queryFn: ({ signal }) => request<Asset>(`/secops/assets/${id}`, { signal }) });
export const vulnerabilityListQuery = (query: Query) => queryOptions({ queryKey: secopsKeys.vulnerabilities(query), queryFn: ({ signal }) => request<Page<Vulnerability>>(`/secops/vulnerabilities${queryText(query)}`, { signal }), placeholderData: keepPreviousData });
export const countsQuery = (query: Query) => queryOptions({ queryKey: secopsKeys.counts(query), queryFn: ({ signal }) => request<VulnerabilityCounts>(`/secops/vulnerabilities/counts${queryText(query)}`, { signal }), placeholderData: keepPreviousData });
export const vulnerabilityQuery = (id: string) => queryOptions({ queryKey: secopsKeys.vulnerability(id), queryFn: ({ signal }) => request<VulnerabilityDetail>(`/secops/vulnerabilities/${id}`, { signal }) });
export const matrixQuery = queryOptions({ queryKey: secopsKeys.matrix, queryFn: ({ signal }) => request<Matrix>('/secops/mitre', { signal }) });
export const getImport = (id: string): Promise<ReportImport> => request<ReportImport>(`/secops/imports/${id}`);

/** Changing. */
export const createAsset = (asset: NewAsset): Promise<Asset> => request<Asset>('/secops/assets', { method: 'POST', body: asset });
export const updateAsset = (id: string, change: Partial<NewAsset>): Promise<Asset> => request<Asset>(`/secops/assets/${id}`, { method: 'PATCH', body: change });
export const deleteAsset = (id: string): Promise<{ id: string }> => request<{ id: string }>(`/secops/assets/${id}`, { method: 'DELETE' });
/** All or none. */
export const decide = (ids: readonly string[], decision: Decision): Promise<{ changed: number }> => request<{ changed: number }>('/secops/vulnerabilities/triage', { method: 'POST', body: { ...decision, ids } });
/** Undoes a merge. */
export const splitSources = (id: string, sourceIds: readonly string[]): Promise<VulnerabilityDetail> => request<VulnerabilityDetail>(`/secops/vulnerabilities/${id}/split`, { method: 'POST', body: { sourceIds } });
export const cancelImport = (id: string): Promise<ReportImport> => request<ReportImport>(`/secops/imports/${id}/cancel`, { method: 'POST' });

/** Addresses of downloads; the browser fetches them with the session's cookie. */
export const vulnerabilityCsvUrl = (query: Query): string => `${API}/secops/vulnerabilities/export${queryText(query)}`;
export const layerUrl = `${API}/secops/mitre/layer`;

interface Sending {
  readonly fields?: Readonly<Record<string, string>>;
  readonly onProgress?: (done: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a form with one file. XMLHttpRequest, because fetch does not report upload progress. */
function sendForm<T>(path: string, file: File, { fields = {}, onProgress, signal }: Sending): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', API + path);
    xhr.responseType = 'json';
    xhr.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    xhr.addEventListener('load', () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(xhr.response as T);
      else reject(errorFromBody(xhr.status, xhr.response));
    });
    xhr.addEventListener('error', () => reject(offline()));
    xhr.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('file', file);
    xhr.send(form);
  });
}

export const importReport = (file: File, sending: Sending): Promise<ReportImport> => sendForm<ReportImport>('/secops/imports', file, sending);
export const importStix = (file: File, sending: Sending): Promise<{ descriptions: number }> => sendForm<{ descriptions: number }>('/secops/mitre/stix', file, sending);
