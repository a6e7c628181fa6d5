import type { ScanQuery } from './types.ts';

/** Names of everything in the query cache, from the general to the particular. */
export const keys = {
  session: ['session'] as const,
  statistics: ['statistics'] as const,
  scanLists: ['scans', 'list'] as const,
  scanList: (query: ScanQuery) => ['scans', 'list', query] as const,
  reports: ['scans', 'report'] as const,
  report: (id: string) => ['scans', 'report', id] as const,
  comparison: (id: string) => ['scans', 'comparison', id] as const,
  sources: (id: string) => ['scans', 'sources', id] as const,
  detectors: ['detectors'] as const,
  health: ['system', 'health'] as const,
  info: ['system', 'info'] as const,
  metrics: ['system', 'metrics'] as const,
  allCosts: ['costs'] as const,
  costs: (name: string, query: Readonly<Record<string, string | number | undefined>>) => ['costs', name, query] as const,
  sessions: ['account', 'sessions'] as const,
  tokens: ['account', 'tokens'] as const,
  users: ['admin', 'users'] as const,
  roles: ['admin', 'roles'] as const,
  permissions: ['admin', 'permissions'] as const,
  audit: (query: Readonly<Record<string, string | number | undefined>>) => ['audit', query] as const,
};
