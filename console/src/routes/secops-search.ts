import type { Asset, Severity, Vulnerability } from '../api/types.ts';
import type { Order } from './search.ts';

/** What addresses of assets and vulnerabilities carry after `?`, read leniently. */

type Raw = Record<string, unknown>;

export const environments = ['production', 'staging', 'development'] as const;
export const assetTypes = ['server', 'container', 'database', 'load_balancer', 'storage', 'network_device'] as const;
export const riskLevels = ['critical', 'high', 'medium', 'low'] as const;
const vulnerabilityStatuses = ['open', 'in_progress', 'mitigated', 'accepted', 'false_positive'] as const;
const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const assetSorts = ['hostname', 'risk_level', 'vulnerability_count', 'last_scanned_at'] as const;
const vulnerabilitySorts = ['severity', 'title', 'status', 'cvss_score', 'discovered_at'] as const;

export type AssetSort = (typeof assetSorts)[number];
export type VulnerabilitySort = (typeof vulnerabilitySorts)[number];

const oneOf = <T extends string>(allowed: readonly T[], value: unknown): T | undefined => allowed.find((each) => each === value);
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : typeof value === 'number' ? String(value) : undefined);
const pageNumber = (value: unknown): number | undefined => (typeof value === 'number' && Number.isSafeInteger(value) && value > 1 && value < 10_000 ? value : undefined);

function set<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

export interface AssetsSearch { environment?: Asset['environment'] | undefined; type?: Asset['assetType'] | undefined; risk?: Asset['riskLevel'] | undefined; q?: string | undefined; sort?: AssetSort | undefined; order?: Order | undefined; page?: number | undefined }
export const assetsSearch = (raw: Raw): AssetsSearch => set({
  environment: oneOf(environments, raw.environment), type: oneOf(assetTypes, raw.type), risk: oneOf(riskLevels, raw.risk), q: text(raw.q), sort: oneOf(assetSorts, raw.sort), order: oneOf<Order>(['asc', 'desc'], raw.order), page: pageNumber(raw.page),
});

export interface VulnerabilitiesSearch {
  severity?: Severity | undefined; status?: Vulnerability['status'] | 'all' | undefined; environment?: Asset['environment'] | undefined; asset?: string | undefined; technique?: string | undefined; q?: string | undefined;
  sort?: VulnerabilitySort | undefined; order?: Order | undefined; page?: number | undefined;
}
export const vulnerabilitiesSearch = (raw: Raw): VulnerabilitiesSearch => set({
  severity: oneOf(severities, raw.severity), status: oneOf([...vulnerabilityStatuses, 'all'] as const, raw.status), environment: oneOf(environments, raw.environment), asset: text(raw.asset), technique: text(raw.technique), q: text(raw.q),
  sort: oneOf(vulnerabilitySorts, raw.sort), order: oneOf<Order>(['asc', 'desc'], raw.order), page: pageNumber(raw.page),
});

/** The filters of a request; what is open is shown when nothing is asked for. */
export const filtersOf = ({ severity, status, environment, asset, technique, q }: VulnerabilitiesSearch) => set({
  severity, status: status === 'all' ? undefined : (status ?? 'open,in_progress'), environment, assetId: asset, techniqueId: technique, search: q,
});
