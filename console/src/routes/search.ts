import type { ScanQuery, ScanStatus, Severity } from '../api/types.ts';

/** What addresses carry after `?`, read leniently: what is not understood is left out. */

const statuses: readonly ScanStatus[] = ['queued', 'running', 'completed', 'failed', 'cancelled'];
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

type Raw = Record<string, unknown>;

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined => {
  const found = typeof value === 'number' ? String(value) : value;
  return typeof found === 'string' && found !== '' ? found.slice(0, 500) : undefined;
};
const pageNumber = (value: unknown): number | undefined => (typeof value === 'number' && Number.isSafeInteger(value) && value > 1 && value < 10_000 ? value : undefined);

/** Leaves out what is undefined, so that addresses stay short. */
function set<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export interface SignInSearch { next?: string | undefined }
export const signInSearch = (raw: Raw): SignInSearch => set({ next: text(raw.next) });

export type ScanSort = 'created_at' | 'risk_score' | 'title';
export type Order = 'asc' | 'desc';
export interface ScansSearch { status?: ScanStatus | undefined; q?: string | undefined; sort?: ScanSort | undefined; order?: Order | undefined; page?: number | undefined }
export const scansSearch = (raw: Raw): ScansSearch => set({
  status: oneOf(statuses, raw.status),
  q: text(raw.q),
  sort: oneOf<ScanSort>(['created_at', 'risk_score', 'title'], raw.sort),
  order: oneOf<Order>(['asc', 'desc'], raw.order),
  page: pageNumber(raw.page),
});

export const PAGE_SIZE = 25;

/** The request behind an address of the scans list. */
export const listQuery = ({ status, q, sort, order, page }: ScansSearch): ScanQuery => ({
  ...set({ status, search: q }),
  sort: sort ?? 'created_at',
  order: order ?? 'desc',
  limit: PAGE_SIZE,
  offset: ((page ?? 1) - 1) * PAGE_SIZE,
});

export interface ReportSearch { severity?: Severity | undefined; show?: 'open' | 'new' | undefined; finding?: string | undefined }
export const reportSearch = (raw: Raw): ReportSearch => set({ severity: oneOf(severities, raw.severity), show: oneOf<'open' | 'new'>(['open', 'new'], raw.show), finding: text(raw.finding) });

export interface SopsSearch { q?: string | undefined; category?: string | undefined; status?: string | undefined; page?: number | undefined }
export const sopsSearch = (raw: Raw): SopsSearch => set({ q: text(raw.q), category: oneOf(['incident_response', 'deployment', 'backup_recovery', 'security', 'monitoring', 'maintenance'], raw.category), status: oneOf(['draft', 'review', 'approved', 'archived'], raw.status), page: pageNumber(raw.page) });

export interface PagedSearch { page?: number | undefined }
export const pagedSearch = (raw: Raw): PagedSearch => set({ page: pageNumber(raw.page) });

export interface AuditSearch { event?: string | undefined; resource?: string | undefined; status?: 'success' | 'failed' | undefined; q?: string | undefined; page?: number | undefined }
export const auditSearch = (raw: Raw): AuditSearch => set({ event: text(raw.event), resource: text(raw.resource), status: oneOf<'success' | 'failed'>(['success', 'failed'], raw.status), q: text(raw.q), page: pageNumber(raw.page) });

export const costViews = ['costs', 'anomalies', 'savings', 'budgets', 'imports'] as const;
export type CostView = (typeof costViews)[number];
export const ranges = ['7d', '30d', '90d', '365d', 'all'] as const;
export const groupings = ['service', 'subAccount', 'region', 'environment', 'category', 'provider', 'chargeCategory', 'pricingCategory'] as const;
export interface CostsSearch {
  view?: CostView | undefined; range?: (typeof ranges)[number] | undefined; by?: (typeof groupings)[number] | undefined; environment?: string | undefined; service?: string | undefined;
  subAccount?: string | undefined; region?: string | undefined; currency?: string | undefined; metric?: 'effective' | undefined;
}
export const costsSearch = (raw: Raw): CostsSearch => set({
  view: oneOf(costViews, raw.view),
  range: oneOf(ranges, raw.range),
  by: oneOf(groupings, raw.by),
  environment: oneOf(['production', 'staging', 'development', 'unallocated'], raw.environment),
  service: text(raw.service),
  subAccount: text(raw.subAccount),
  region: text(raw.region),
  currency: text(raw.currency),
  metric: oneOf(['effective'], raw.metric),
});

const DAY_MS = 86_400_000;

/** The request behind an address of the costs page: ranges end with the last day there is data for. */
export function costsQuery({ range, environment, service, subAccount, region, currency, metric }: CostsSearch, lastDay: string | null): Readonly<Record<string, string | undefined>> & { readonly from?: string; readonly currency?: string } {
  const days = range === 'all' ? null : Number((range ?? '30d').slice(0, -1));
  const from = days === null || lastDay === null ? undefined : new Date(Date.parse(lastDay) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
  return set({ from, environment, service, subAccount, region, currency, metric });
}
