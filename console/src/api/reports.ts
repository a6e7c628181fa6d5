import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { API, queryText, request } from './http.ts';
import type { NewReportFile, NewTemplate, Page, ReportFileRow, ReportSectionRow, ReportVersionRow, TemplateRow } from './types.ts';

export const REPORTS_PER_PAGE = 25;
const WATCH_MS = 1_000;

/** Names in the query cache. */
export const reportKeys = {
  all: ['reports'] as const,
  list: (offset: number) => ['reports', 'list', offset] as const,
  versions: (id: string, version: number) => ['reports', 'versions', id, version] as const,
  sections: ['reports', 'sections'] as const,
  templates: ['reports', 'templates'] as const,
};

/** Asked again each second for as long as a report is being made. */
export const reportFilesQuery = (offset: number) => queryOptions({
  queryKey: reportKeys.list(offset),
  queryFn: ({ signal }) => request<Page<ReportFileRow>>(`/reports${queryText({ limit: REPORTS_PER_PAGE, offset })}`, { signal }),
  placeholderData: keepPreviousData,
  refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => status === 'generating') === true ? WATCH_MS : false),
});
export const reportVersionsQuery = (id: string, version: number) => queryOptions({ queryKey: reportKeys.versions(id, version), queryFn: ({ signal }) => request<ReportVersionRow[]>(`/reports/${id}/versions`, { signal }) });
export const reportSectionsQuery = queryOptions({ queryKey: reportKeys.sections, queryFn: ({ signal }) => request<ReportSectionRow[]>('/report-sections', { signal }), staleTime: Infinity });
export const templatesQuery = queryOptions({ queryKey: reportKeys.templates, queryFn: ({ signal }) => request<TemplateRow[]>('/report-templates', { signal }) });

export const makeReport = (body: NewReportFile): Promise<ReportFileRow> => request<ReportFileRow>('/reports', { method: 'POST', body });
export const remakeReport = (id: string): Promise<ReportFileRow> => request<ReportFileRow>(`/reports/${id}/regenerate`, { method: 'POST' });
export const deleteReport = (id: string): Promise<void> => request<void>(`/reports/${id}`, { method: 'DELETE' });
export const createTemplate = (body: NewTemplate): Promise<TemplateRow> => request<TemplateRow>('/report-templates', { method: 'POST', body });
export const replaceTemplate = (id: string, body: NewTemplate): Promise<TemplateRow> => request<TemplateRow>(`/report-templates/${id}`, { method: 'PUT', body });
export const deleteTemplate = (id: string): Promise<void> => request<void>(`/report-templates/${id}`, { method: 'DELETE' });
export const runTemplate = (id: string): Promise<ReportFileRow> => request<ReportFileRow>(`/report-templates/${id}/generate`, { method: 'POST' });

/** Address of a download; the browser fetches it with the session's cookie. */
export const reportUrl = (id: string, version?: number): string => `${API}/reports/${id}/download${queryText({ version })}`;
