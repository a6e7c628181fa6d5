import type { Alerting } from './modules/alerting/index.ts';
import { contentId, type Finops } from './modules/finops/index.ts';
import type { CostSource, TimelineEntry, TimelineSource, TimelineWindow } from './modules/overview/index.ts';
import type { Sops } from './modules/sops/index.ts';
import { isAllowed, type UserCtx } from './platform/context/index.ts';

/** What the overview asks of other modules, filled from them. */

const day = (moment: Date): string => moment.toISOString().slice(0, 10);

/** Costs of the first page, and why a day costs what it does. */
export function costSource(finops: Finops): CostSource {
  return {
    async numbers(ctx) {
      const [summary, credits] = await Promise.all([finops.costSummary(ctx, { period: 'monthly' }), finops.creditBalance(ctx)]);
      return { monthToDate: summary.monthToDate, budgetVariance: summary.variance ?? '0', creditsRemaining: credits.balance };
    },
    async explain(ctx, { date, environment, service }) {
      const { text, ...facts } = await finops.explainCostAnomaly(ctx, { day: date, ...(environment !== undefined && { environments: [environment] }), ...(service !== undefined && { service }) });
      return { content: text, facts };
    },
  };
}

/** Entries within the window, for those who may read them; the lists behind are newest first. */
function source(permission: string, read: (ctx: UserCtx, window: TimelineWindow) => Promise<readonly TimelineEntry[]>): TimelineSource {
  return {
    async entries(ctx, window) {
      if (!isAllowed(ctx.principal, permission)) return [];
      const isHere = (entry: TimelineEntry): boolean => window.environment === undefined || entry.environment === window.environment;
      return (await read(ctx, window)).filter((entry) => entry.createdAt >= window.from && entry.createdAt < window.to && isHere(entry));
    },
  };
}

function alertSource(alerting: Alerting): TimelineSource {
  return source('read:alerts', async (ctx, { limit }) => {
    const { items } = await alerting.listAlerts(ctx, { limit: Math.min(limit, 1000), offset: 0 });
    return items.map((alert) => ({
      id: alert.id, kind: 'alert' as const, title: `${alert.metricName} ${alert.operator} ${alert.thresholdValue}: ${alert.value}`, description: alert.description || null, severity: alert.severity, environment: alert.environment, team: null,
      sourceType: 'alert', sourceId: alert.id, metadata: { status: alert.status, threshold_id: alert.thresholdId }, createdAt: alert.triggeredAt, createdBy: null,
    }));
  });
}

function executionSource(sops: Sops): TimelineSource {
  return source('read:sops', async (ctx, { limit, environment }) => {
    const { items } = await sops.listExecutions(ctx, { limit: Math.min(limit, 1000), offset: 0, environment });
    return items.map((execution) => ({
      id: execution.id, kind: 'sop_execution' as const, title: `${execution.sopTitle} ${execution.sopVersion}`, description: execution.failureReason, severity: 'info' as const, environment: execution.environment, team: null,
      sourceType: 'sop_execution', sourceId: execution.id, metadata: { status: execution.status, sop_id: execution.sopId, related_incident_id: execution.relatedIncidentId }, createdAt: execution.startedAt, createdBy: execution.triggeredBy,
    }));
  });
}

function anomalySource(finops: Finops): TimelineSource {
  return source('read:finops', async (ctx, { from, to }) => {
    const { items, currency } = await finops.costAnomalies(ctx, { from: day(from), to: day(to) });
    return items.map((anomaly) => {
      const id = contentId(`cost-anomaly ${currency} ${anomaly.day} ${anomaly.service ?? ''}`);
      return {
        id, kind: 'cost_anomaly' as const, title: `${anomaly.service ?? 'All services'}: ${anomaly.cost} ${currency} where ${anomaly.expected} was expected`, description: null, severity: Math.abs(anomaly.score) >= 10 ? ('high' as const) : ('medium' as const),
        environment: null, team: null, sourceType: 'cost', sourceId: id, metadata: { ...anomaly, currency }, createdAt: new Date(`${anomaly.day}T00:00:00Z`), createdBy: null,
      };
    });
  });
}

/** What alerts, procedures and costs have for the timeline. */
export function timelineSources({ alerting, sops, finops }: { readonly alerting: Alerting; readonly sops: Sops; readonly finops: Finops }): readonly TimelineSource[] {
  return [alertSource(alerting), executionSource(sops), anomalySource(finops)];
}
