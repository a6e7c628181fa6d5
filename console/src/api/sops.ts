import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { API, queryText, request } from './http.ts';
import { errorFromBody } from './errors.ts';
import type { ExecutionAction, ExecutionDetail, ExecutionRow, NewSop, Page, SopChanges, SopDetail, SopMove, SopRow, SopVersionRow } from './types.ts';

export interface SopQuery {
  readonly search?: string | undefined;
  readonly category?: string | undefined;
  readonly status?: string | undefined;
  readonly offset: number;
}

export const SOPS_PER_PAGE = 25;
const PREVIEW_STALE_MS = 60_000;

/** Names in the query cache. */
export const sopKeys = {
  all: ['sops'] as const,
  list: (query: SopQuery) => ['sops', 'list', query] as const,
  one: (id: string) => ['sops', 'one', id] as const,
  versions: (id: string) => ['sops', 'versions', id] as const,
  preview: (content: string) => ['sops', 'preview', content] as const,
  executions: (sopId: string) => ['sops', 'executions', sopId] as const,
  execution: (id: string) => ['sops', 'execution', id] as const,
};

export const sopListQuery = (query: SopQuery) => queryOptions({
  queryKey: sopKeys.list(query),
  queryFn: ({ signal }) => request<Page<SopRow>>(`/sops${queryText({ ...query, limit: SOPS_PER_PAGE })}`, { signal }),
  placeholderData: keepPreviousData,
});
export const sopQuery = (id: string) => queryOptions({ queryKey: sopKeys.one(id), queryFn: ({ signal }) => request<SopDetail>(`/sops/${id}`, { signal }) });
export const sopVersionsQuery = (id: string) => queryOptions({ queryKey: sopKeys.versions(id), queryFn: ({ signal }) => request<SopVersionRow[]>(`/sops/${id}/versions`, { signal }) });
export const previewQuery = (content: string) => queryOptions({
  queryKey: sopKeys.preview(content),
  queryFn: ({ signal }) => request<{ html: string }>('/sops/preview', { method: 'POST', body: { content }, signal }),
  placeholderData: keepPreviousData,
  staleTime: PREVIEW_STALE_MS,
});
export const executionsQuery = (sopId: string) => queryOptions({ queryKey: sopKeys.executions(sopId), queryFn: ({ signal }) => request<Page<ExecutionRow>>(`/executions${queryText({ sopId, limit: 20 })}`, { signal }) });
export const executionQuery = (id: string) => queryOptions({ queryKey: sopKeys.execution(id), queryFn: ({ signal }) => request<ExecutionDetail>(`/executions/${id}`, { signal }), refetchInterval: 10_000 });

export const createSop = (body: NewSop): Promise<SopRow> => request<SopRow>('/sops', { method: 'POST', body });
export const updateSop = (id: string, body: SopChanges): Promise<SopRow> => request<SopRow>(`/sops/${id}`, { method: 'PUT', body });
export const moveSop = (id: string, move: SopMove): Promise<SopRow> => request<SopRow>(`/sops/${id}/move`, { method: 'POST', body: { move } });
export const deleteSop = (id: string): Promise<void> => request<void>(`/sops/${id}`, { method: 'DELETE' });
export const startExecution = (sopId: string, environment: string): Promise<ExecutionRow> => request<ExecutionRow>('/executions', { method: 'POST', body: { sopId, environment } });
export const actOn = (id: string, action: ExecutionAction): Promise<ExecutionRow> => request<ExecutionRow>(`/executions/${id}/act`, { method: 'POST', body: action });

/** Sends files to be imported; all become drafts or none. */
export async function importSops(files: readonly File[]): Promise<readonly SopRow[]> {
  const form = new FormData();
  for (const file of files) form.append('file', file);
  const response = await fetch(`${API}/sops/import`, { method: 'POST', body: form, credentials: 'same-origin' });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw errorFromBody(response.status, answer);
  return answer as SopRow[];
}
