import type { Metric } from './modules/alerting/index.ts';
import type { Finops } from './modules/finops/index.ts';
import type { Incidents } from './modules/incidents/index.ts';
import type { Secops } from './modules/secops/index.ts';
import type { Tasks } from './modules/tasks/index.ts';
import { type Clock, type Principal, systemClock, type UserCtx } from './platform/context/index.ts';

/** Modules whose numbers thresholds can name. */
export interface MetricModules {
  readonly finops: Finops;
  readonly incidents: Incidents;
  readonly secops: Secops;
  readonly tasks: Tasks;
}

const environments = ['production', 'staging', 'development'] as const;
type Environment = (typeof environments)[number];

/** The server itself, which reads what belongs to the organisation and nothing personal. */
function serverContext(clock: Clock): UserCtx {
  const principal: Principal = { userId: '00000000-0000-0000-0000-000000000000', serialId: 0, username: 'bulwark', email: '', roles: [], permissions: new Set(['read:incidents', 'read:tasks', 'read:vulnerabilities', 'read:finops']), via: 'system', sessionId: null };
  return { principal, requestId: 'metrics', signal: new AbortController().signal, clock, ip: null, userAgent: null };
}

/** A metric that modules know per environment; an environment that they do not know has no data. */
function perEnvironment(facts: Omit<Metric, 'read'>, measure: (ctx: UserCtx, environment: Environment | undefined) => Promise<number | null>): Metric {
  return {
    ...facts,
    async read(name) {
      const environment = environments.find((known) => known === name);
      return environment === undefined && name !== 'all' ? null : await measure(serverContext(systemClock), environment);
    },
  };
}

/** Open incidents, service levels and vulnerabilities, as the API tells them. */
export function moduleMetrics({ finops, incidents, secops, tasks }: MetricModules): readonly Metric[] {
  const count = async (ctx: UserCtx, query: Parameters<Incidents['statistics']>[1]): Promise<number> => (await incidents.statistics(ctx, query)).total;
  const given = (environment: Environment | undefined) => (environment === undefined ? {} : { environment: [environment] });
  return [
    perEnvironment({ name: 'open_incidents', aliases: ['incidents'], type: 'application', unit: 'count', about: 'Incidents that are open or being investigated' }, (ctx, environment) => count(ctx, { ...given(environment), status: ['open', 'investigating'] })),
    perEnvironment({ name: 'critical_incidents', type: 'application', unit: 'count', about: 'Of those, critical ones' }, (ctx, environment) => count(ctx, { ...given(environment), status: ['open', 'investigating'], severity: ['critical'] })),
    perEnvironment({ name: 'sla_percentage', aliases: ['sla'], type: 'application', unit: 'percent', about: 'Delivered of requested hours, this week' }, async (ctx, environment) => {
      const [week] = await tasks.serviceLevels(ctx, { weeks: 1, environment });
      return week === undefined ? null : Number(week.percentage);
    }),
    perEnvironment({ name: 'cost_mtd', aliases: ['cost', 'monthly_cost'], type: 'cost', unit: 'currency of the data', about: 'Cost of the month of the latest data, to that day' }, async (ctx, environment) => {
      const summary = await finops.costSummary(ctx, { period: 'monthly', ...(environment !== undefined && { environments: [environment] }) });
      return summary.asOf === null ? null : Number(summary.monthToDate);
    }),
    perEnvironment({ name: 'budget_variance', type: 'cost', unit: 'currency of the data', about: 'Forecast for the end of the month less the budget' }, async (ctx, environment) => {
      const { variance } = await finops.costSummary(ctx, { period: 'monthly', ...(environment !== undefined && { environments: [environment] }) });
      return variance === null ? null : Number(variance);
    }),
    perEnvironment({ name: 'open_vulnerabilities', aliases: ['vulnerabilities'], type: 'security', unit: 'count', about: 'Vulnerabilities that are open or being worked on' }, async (ctx, environment) => (await secops.vulnerabilities.stats(ctx, { environment, status: ['open', 'in_progress'] })).total),
    perEnvironment({ name: 'critical_vulnerabilities', type: 'security', unit: 'count', about: 'Of those, critical ones' }, async (ctx, environment) => (await secops.vulnerabilities.stats(ctx, { environment, status: ['open', 'in_progress'], severity: ['critical'] })).total),
  ];
}
