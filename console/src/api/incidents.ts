import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { errorFromBody, offline } from './errors.ts';
import { API, queryText, request } from './http.ts';
import { keys } from './keys.ts';
import type { EvidenceKind, EvidenceRow, FoundIncident, Hypothesis, IncidentChanges, IncidentEvent, IncidentFacets, IncidentQuery, IncidentReport, IncidentRow, IncidentStatistics, NewIncident, Page } from './types.ts';

/** Reading. */
export const incidentListQuery = (query: IncidentQuery) => queryOptions({
  queryKey: keys.incidentList(query),
  queryFn: ({ signal }) => request<Page<FoundIncident>>(`/incidents${queryText({ ...query } as Record<string, string>)}`, { signal }),
  placeholderData: keepPreviousData,
});
export const incidentQuery = (id: string) => queryOptions({ queryKey: keys.incident(id), queryFn: ({ signal }) => request<IncidentReport>(`/incidents/${encodeURIComponent(id)}`, { signal }) });
export const causesQuery = (id: string) => queryOptions({ queryKey: keys.causes(id), queryFn: ({ signal }) => request<Hypothesis[]>(`/incidents/${encodeURIComponent(id)}/causes`, { signal }) });
export const incidentFacetsQuery = queryOptions({ queryKey: keys.incidentFacets, queryFn: ({ signal }) => request<IncidentFacets>('/incidents/facets', { signal }) });
export const incidentStatisticsQuery = (days: number) => queryOptions({ queryKey: keys.incidentStatistics(days), queryFn: ({ signal }) => request<IncidentStatistics>(`/incidents/statistics?days=${days}`, { signal }) });

/** Changing. */
export const reportIncident = (incident: NewIncident): Promise<IncidentRow> => request<IncidentRow>('/incidents', { method: 'POST', body: incident });
export const changeIncident = (id: string, changes: IncidentChanges): Promise<IncidentRow> => request<IncidentRow>(`/incidents/${id}`, { method: 'PATCH', body: changes });
export const deleteIncident = (id: string): Promise<void> => request<undefined>(`/incidents/${id}`, { method: 'DELETE' });
export const addComment = (id: string, text: string): Promise<IncidentEvent> => request<IncidentEvent>(`/incidents/${id}/comments`, { method: 'POST', body: { text } });
export const removeEvidence = (id: string, evidenceId: string): Promise<void> => request<undefined>(`/incidents/${id}/evidence/${evidenceId}`, { method: 'DELETE' });

export interface NewEvidence {
  readonly title: string;
  readonly kind: EvidenceKind;
  readonly content: string;
  readonly file: File | null;
}

/** Sends evidence and tells how far it got, 0–1. XMLHttpRequest, because fetch does not report upload progress. */
export function addEvidence(id: string, evidence: NewEvidence, onProgress: (done: number) => void): Promise<EvidenceRow> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `${API}/incidents/${id}/evidence`);
    xhr.responseType = 'json';
    xhr.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    xhr.addEventListener('load', () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(xhr.response as EvidenceRow);
      else reject(errorFromBody(xhr.status, xhr.response));
    });
    xhr.addEventListener('error', () => reject(offline()));
    const form = new FormData();
    form.append('title', evidence.title);
    form.append('kind', evidence.kind);
    form.append('content', evidence.content);
    if (evidence.file !== null) form.append('file', evidence.file);
    xhr.send(form);
  });
}

/** Addresses of downloads; the browser fetches them with the session's cookie. */
export const evidenceUrl = (id: string, evidenceId: string): string => `${API}/incidents/${id}/evidence/${evidenceId}/file`;
export const incidentsExportUrl = ({ limit: _limit, offset: _offset, sort: _sort, order: _order, ...filters }: IncidentQuery): string => `${API}/incidents/export${queryText({ ...filters })}`;
