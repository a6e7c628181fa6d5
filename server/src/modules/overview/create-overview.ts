import { isAllowed, type UserCtx } from '../../platform/context/index.ts';
import type { Environment, Incidents } from '../incidents/index.ts';
import type { Tasks } from '../tasks/index.ts';
import { writeDigest } from './digest.ts';
import type { CostExplanation, CostSource, DashboardNumbers, Digest, TimelineEntry, TimelineFilter, TimelineSource } from './overview.types.ts';
import { ownSources } from './sources.ts';

/** What the module stands on; costs and further sources are other modules', bound by whoever composes them. */
export interface OverviewParts {
  readonly incidents: Incidents;
  readonly tasks: Tasks;
  readonly costs: CostSource;
  readonly sources: readonly TimelineSource[];
}

/** What is drawn from several modules at once. Reading needs `read:incidents`; parts that a caller may not read are left out. */
export interface Overview {
  /** Source: ops#frontend-code-reference. */
  dashboard(ctx: UserCtx): Promise<DashboardNumbers>;
  /** Newest first, from every source. */
  timeline(ctx: UserCtx, filter: TimelineFilter): Promise<readonly TimelineEntry[]>;
  /** The last 24 hours, or 7 days, in sentences with the numbers of the data. */
  digest(ctx: UserCtx, kind: Digest['kind'], environment?: Environment): Promise<Digest>;
  /** Needs `read:finops`. Error: NO_COST_DATA. */
  explainCost(ctx: UserCtx, asked: Parameters<CostSource['explain']>[1]): Promise<CostExplanation>;
}

const dayMs = 86_400_000;
const nothingSpent = { monthToDate: '0', budgetVariance: '0', creditsRemaining: '0' };

/** Builds the module. */
export function createOverview({ incidents, tasks, costs, sources }: OverviewParts): Overview {
  const all = [...ownSources(incidents, tasks), ...sources];

  async function dashboard(ctx: UserCtx): Promise<DashboardNumbers> {
    const now = ctx.clock.now();
    const [week, levels, money] = await Promise.all([
      incidents.statistics(ctx, { from: new Date(now - 7 * dayMs) }),
      isAllowed(ctx.principal, 'read:tasks') ? tasks.serviceLevels(ctx, { weeks: 1 }) : [],
      isAllowed(ctx.principal, 'read:finops') ? costs.numbers(ctx) : nothingSpent,
    ]);
    return { weeklyIncidents: week.total, serviceLevel: levels[0]?.percentage ?? '100', ...money };
  }

  async function timeline(ctx: UserCtx, { kinds, severities, teams, limit, offset, ...window }: TimelineFilter): Promise<readonly TimelineEntry[]> {
    // Filters narrow what the sources give, so they are asked for more than a page.
    const asked = kinds === undefined && severities === undefined && teams === undefined ? offset + limit : 1000;
    const given = await Promise.all(all.map((source) => source.entries(ctx, { ...window, limit: asked })));
    const isWanted = (entry: TimelineEntry): boolean =>
      kinds?.includes(entry.kind) !== false && (severities === undefined || severities.includes(entry.severity ?? 'info')) && (teams === undefined || teams.includes(entry.team ?? ''));
    const merged = given.flat().filter(isWanted).sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || a.id.localeCompare(b.id));
    return merged.slice(offset, offset + limit);
  }

  async function digest(ctx: UserCtx, kind: Digest['kind'], environment?: Environment): Promise<Digest> {
    const spanMs = kind === 'daily' ? dayMs : 7 * dayMs;
    const to = new Date(ctx.clock.now());
    const [from, earlier] = [new Date(to.getTime() - spanMs), new Date(to.getTime() - 2 * spanMs)];
    const within = environment === undefined ? {} : { environment: [environment] };
    const [now, before, unresolved, correlation, deployments, levels] = await Promise.all([
      incidents.statistics(ctx, { ...within, from }),
      incidents.statistics(ctx, { ...within, from: earlier, to: from }),
      incidents.list(ctx, { ...within, status: ['open', 'investigating'], sort: 'severity', order: 'desc', limit: 100, offset: 0 }),
      incidents.correlate(ctx, { environment, hours: spanMs / 3_600_000 }),
      incidents.listDeployments(ctx, { from, to, environment, limit: 1000 }),
      isAllowed(ctx.principal, 'read:tasks') ? tasks.serviceLevels(ctx, { weeks: 1, environment }) : [],
    ]);
    return writeDigest({
      kind, from, to, environment: environment ?? null, now, before, unresolved: unresolved.items, groups: correlation.groups, deployments: deployments.length, serviceLevel: levels[0] ?? null,
    });
  }

  return { dashboard, timeline, digest, explainCost: (ctx, asked) => costs.explain(ctx, asked) };
}
