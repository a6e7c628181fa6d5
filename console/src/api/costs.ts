import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { API, queryText, request } from './http.ts';
import { keys } from './keys.ts';
import type {
  AnomalyExplanation, Budget, CostAnomalies, CostBreakdown, CostForecast, CostImport, CostSpan, CostSummary, Credit, CreditBalance, NewBudget, NewCredit, Page, Recommendation, RecommendationStatus,
  ResourceCost,
} from './types.ts';

/** Filters as an address carries them. */
export type CostQuery = Readonly<Record<string, string | number | undefined>>;

const moving: ReadonlySet<CostImport['status']> = new Set(['uploading', 'queued', 'running']);
export const isMoving = ({ status }: CostImport): boolean => moving.has(status);

export const costSpanQuery = queryOptions({ queryKey: keys.costs('span', {}), queryFn: ({ signal }) => request<CostSpan>('/costs', { signal }) });

const reading = <T>(name: string, path: string, query: CostQuery) => queryOptions({
  queryKey: keys.costs(name, query),
  queryFn: ({ signal }) => request<T>(`/costs${path}${queryText(query)}`, { signal }),
  placeholderData: keepPreviousData,
});

export const costSummaryQuery = (query: CostQuery) => reading<CostSummary>('summary', '/summary', query);
export const costBreakdownQuery = (query: CostQuery) => reading<CostBreakdown>('breakdown', '/breakdown', query);
export const costResourcesQuery = (query: CostQuery) => reading<Page<ResourceCost>>('resources', '/resources', query);
export const costForecastQuery = (query: CostQuery) => reading<CostForecast>('forecast', '/forecast', query);
export const costAnomaliesQuery = (query: CostQuery) => reading<CostAnomalies>('anomalies', '/anomalies', query);
export const costExplanationQuery = (query: CostQuery) => reading<AnomalyExplanation>('explain', '/explain', query);
export const recommendationsQuery = reading<Recommendation[]>('recommendations', '/recommendations', {});
export const budgetsQuery = reading<Budget[]>('budgets', '/budgets', {});
export const creditsQuery = reading<{ balance: CreditBalance; items: Credit[] }>('credits', '/credits', {});

/** Asked again and again while a file is on its way. */
export const costImportsQuery = queryOptions({
  queryKey: keys.costs('imports', {}),
  queryFn: ({ signal }) => request<Page<CostImport>>('/costs/imports?limit=50', { signal }),
  refetchInterval: (query) => (query.state.data?.items.some(isMoving) === true ? 700 : false),
});

export const setRecommendation = ({ id, status }: { id: string; status: RecommendationStatus }): Promise<Recommendation> => request(`/costs/recommendations/${id}`, { method: 'PATCH', body: { status } });
export const createBudget = (budget: NewBudget): Promise<Budget> => request('/costs/budgets', { method: 'POST', body: budget });
export const deleteBudget = (id: string): Promise<unknown> => request(`/costs/budgets/${id}`, { method: 'DELETE' });
export const createCredit = (credit: NewCredit): Promise<Credit> => request('/costs/credits', { method: 'POST', body: credit });
export const deleteCredit = (id: string): Promise<unknown> => request(`/costs/credits/${id}`, { method: 'DELETE' });
export const cancelCostImport = (id: string): Promise<CostImport> => request(`/costs/imports/${id}/cancel`, { method: 'POST' });
export const deleteCostImport = (id: string): Promise<unknown> => request(`/costs/imports/${id}`, { method: 'DELETE' });

export const costExportUrl = (query: CostQuery): string => `${API}/costs/export${queryText(query)}`;
