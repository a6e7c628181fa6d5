import { z } from 'zod';
import type { Principal } from '../../../src/platform/context/index.ts';
import { createAccessTokens, GenerationalCache } from '../../../src/platform/auth/index.ts';
import { systemClock } from '../../../src/platform/context/index.ts';

/** What the two Node servers of the benchmark share: the operation and its building blocks, so that only the frame around them differs. */

export const SECRET = 'benchmark-secret-benchmark-secret';
export const USER_ID = '6f1c1c9e-3b1f-4a53-9a0f-2d1f3c4b5a69';
export const LIST_PATH = '/api/v1/incidents';
/** High enough never to refuse, counted all the same. */
export const RATE_PER_MINUTE = 1_000_000_000;

const severities = ['low', 'medium', 'high', 'critical'] as const;

export const listQuery = z.object({
  page: z.coerce.number().int().min(1).default(1),
  page_size: z.coerce.number().int().min(1).max(100).default(20),
  severity: z.enum(severities).optional(),
  search: z.string().max(200).optional(),
});

export const incidentRow = z.object({
  id: z.string(), title: z.string(), severity: z.enum(severities), status: z.string(), service: z.string(),
  environment: z.string(), assignee: z.string().nullable(), created_at: z.string(), updated_at: z.string(), occurrences: z.int(), tags: z.array(z.string()),
});
export const incidentPage = z.object({ items: z.array(incidentRow), total: z.int(), page: z.int(), page_size: z.int() });

interface Incident {
  readonly id: string;
  readonly title: string;
  readonly severity: (typeof severities)[number];
  readonly status: string;
  readonly service: string;
  readonly environment: string;
  readonly assignee: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly occurrences: number;
  readonly tags: readonly string[];
}

/** 40 rows, 20 of them high. */
const incidents: readonly Incident[] = Array.from({ length: 40 }, (_, n) => ({
  id: `INC-${1000 + n}`,
  title: `Error rate above threshold on checkout, replica ${n}`,
  severity: n % 2 === 0 ? 'high' : 'low',
  status: 'investigating',
  service: `checkout-${n % 5}`,
  environment: 'production',
  assignee: n % 3 === 0 ? null : `user-${n}@example.org`,
  createdAt: '2026-01-15T10:30:00.000Z',
  updatedAt: '2026-01-15T11:45:00.000Z',
  occurrences: n * 7,
  tags: ['payments', 'slo'],
}));

export interface Page {
  readonly items: readonly Incident[];
  readonly total: number;
}

/** The operation of the module. */
export function listIncidents(query: z.output<typeof listQuery>): Page {
  const matching = incidents.filter((row) => (query.severity === undefined || row.severity === query.severity) && (query.search === undefined || row.title.includes(query.search)));
  const from = (query.page - 1) * query.page_size;
  return { items: matching.slice(from, from + query.page_size), total: matching.length };
}

/** Domain words to wire words. */
export function presentPage(page: Page, query: z.output<typeof listQuery>): z.input<typeof incidentPage> {
  return {
    items: page.items.map((row) => ({
      id: row.id, title: row.title, severity: row.severity, status: row.status, service: row.service, environment: row.environment,
      assignee: row.assignee, created_at: row.createdAt, updated_at: row.updatedAt, occurrences: row.occurrences, tags: [...row.tags],
    })),
    total: page.total,
    page: query.page,
    page_size: query.page_size,
  };
}

const tokens = createAccessTokens({ secret: SECRET, algorithm: 'HS256', clock: systemClock });
const known = new GenerationalCache<{ principal: Principal; expiresAtMs: number }>(10_000);

/** Checks a token; a signature that was checked before is not checked again, the expiry always is. */
export function authenticate(token: string | null): Principal | null {
  if (token === null) return null;
  const cached = known.get(token);
  if (cached !== undefined) return cached.expiresAtMs > systemClock.now() ? cached.principal : null;
  const claims = tokens.verify(token);
  if (claims === null) return null;
  const principal: Principal = {
    userId: claims.sub, serialId: 1, username: 'bench', email: 'bench@example.org', roles: ['analyst'],
    permissions: new Set(['read:incidents']), via: 'access-token', sessionId: claims.sid,
  };
  known.set(token, { principal, expiresAtMs: claims.exp * 1000 });
  return principal;
}

/** A token that all servers of the benchmark accept for an hour. */
export function benchToken(): string {
  return tokens.sign({ userId: USER_ID, sessionId: USER_ID, expiresAt: new Date(Date.now() + 3_600_000) });
}

export function cpuSeconds(): number {
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  return (userCPUTime + systemCPUTime) / 1e6;
}

/**
 * Calls `process.nextTick` often enough for V8 to compile it. A real server has done that long before its first request,
 * while it started its database; without it V8 compiles a slower form in some of these small processes and not in others.
 */
export function settle(): void {
  for (let n = 0; n < 5000; n += 1) process.nextTick(() => undefined);
}
