import type { Alerting } from './modules/alerting/index.ts';
import type { Finops } from './modules/finops/index.ts';
import type { Incidents } from './modules/incidents/index.ts';
import type { Period, SectionContent, SectionSource } from './modules/reports/index.ts';
import type { Scanner } from './modules/scanner/index.ts';
import type { Secops } from './modules/secops/index.ts';
import type { Sops } from './modules/sops/index.ts';
import type { Tasks } from './modules/tasks/index.ts';

/** What report sections are asked from. */
export interface SectionModules {
  readonly alerting: Alerting;
  readonly finops: Finops;
  readonly incidents: Incidents;
  readonly scanner: Scanner;
  readonly secops: Secops;
  readonly sops: Sops;
  readonly tasks: Tasks;
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;
const severities = ['critical', 'high', 'medium', 'low'] as const;
const nothing: SectionContent = { figures: [], tables: [], charts: [], notes: [] };

/** The period as moments: from inclusive, to exclusive. */
function span({ start, end }: Period): { from: Date; to: Date } {
  return { from: new Date(start), to: new Date(Date.parse(end) + dayMs) };
}

function bars(title: string, counts: readonly (readonly [string, number])[]): SectionContent['charts'][number] {
  return { title, kind: 'bar', unit: 'count', series: [{ name: title, points: counts.map(([label, value]) => ({ label, value })) }] };
}

function incidentSection({ incidents }: SectionModules): SectionSource {
  return {
    id: 'incidents', title: 'Incidents', permission: 'read:incidents', isPersonal: false,
    async build(ctx, period) {
      const query = span(period);
      const [statistics, latest] = await Promise.all([incidents.statistics(ctx, query), incidents.list(ctx, { ...query, limit: 20, offset: 0 })]);
      return {
        ...nothing,
        figures: [
          { label: 'Incidents', value: statistics.total },
          { label: 'Mean time to acknowledge', value: statistics.mttaMinutes, unit: 'minutes' },
          { label: 'Mean time to resolve', value: statistics.mttrMinutes, unit: 'minutes' },
          ...Object.entries(statistics.byStatus).map(([status, value]) => ({ label: status, value })),
        ],
        charts: [bars('By severity', severities.map((severity) => [severity, statistics.bySeverity[severity]])), ...(statistics.bySquad.length === 0 ? [] : [bars('By squad', statistics.bySquad.map(({ squad, count }) => [squad, count]))])],
        tables: [{ title: `Latest of ${latest.total}`, columns: ['Key', 'Title', 'Severity', 'Status', 'Squad'], rows: latest.items.map(({ jiraId, title, severity, status, squad }) => [jiraId, title, severity, status, squad]) }],
      };
    },
  };
}

function slaSection({ tasks }: SectionModules): SectionSource {
  return {
    id: 'sla', title: 'Service levels', permission: 'read:tasks', isPersonal: false,
    async build(ctx, { start }) {
      const weeks = Math.min(52, Math.max(1, Math.ceil((ctx.clock.now() - Date.parse(start)) / weekMs) + 1));
      const levels = await tasks.serviceLevels(ctx, { weeks });
      const [current] = levels;
      return {
        ...nothing,
        figures: current === undefined ? [] : [{ label: 'This week', value: Number(current.percentage), unit: '%' }],
        charts: [{ title: 'Delivered of requested', kind: 'line', unit: '%', series: [{ name: 'Service level', points: levels.toReversed().map(({ weekStart, percentage }) => ({ label: weekStart, value: Number(percentage) })) }] }],
        tables: [{ title: 'Weeks', columns: ['Week', 'Requested hours', 'Delivered hours', '%'], rows: levels.map((level) => [`${level.weekStart} to ${level.weekEnd}`, level.requestedHours, level.deliveredHours, level.percentage]) }],
      };
    },
  };
}

function taskSection({ tasks }: SectionModules): SectionSource {
  return {
    id: 'tasks', title: 'Tasks', permission: 'read:tasks', isPersonal: false,
    async build(ctx, period) {
      const counts = await Promise.all((['todo', 'in_progress', 'review', 'done'] as const).map(async (status) => [status, (await tasks.list(ctx, { ...span(period), status: [status], limit: 1, offset: 0 })).total] as const));
      return { ...nothing, figures: counts.map(([label, value]) => ({ label, value })), charts: [bars('Tasks created in the period, by state', counts)] };
    },
  };
}

function vulnerabilitySection({ secops }: SectionModules): SectionSource {
  return {
    id: 'vulnerabilities', title: 'Vulnerabilities', permission: 'read:vulnerabilities', isPersonal: false,
    async build(ctx) {
      const [stats, worst] = await Promise.all([secops.vulnerabilities.stats(ctx, {}), secops.vulnerabilities.list(ctx, { status: ['open', 'in_progress'], sort: 'severity', order: 'desc', limit: 20, offset: 0 })]);
      return {
        ...nothing,
        figures: [{ label: 'Vulnerabilities', value: stats.total }, ...Object.entries(stats.byStatus).map(([status, value]) => ({ label: status, value }))],
        charts: [
          bars('By severity', Object.entries(stats.bySeverity)),
          { title: 'Discovered', kind: 'line', unit: 'per day', series: [{ name: 'Discovered', points: stats.trend.map(({ date, count }) => ({ label: date, value: count })) }] },
        ],
        tables: [{ title: `Worst of ${worst.total} open`, columns: ['Vulnerability', 'CVE', 'Severity', 'Status'], rows: worst.items.map(({ title, cveId, severity, status }) => [title, cveId, severity, status]) }],
      };
    },
  };
}

function costSection({ finops }: SectionModules): SectionSource {
  return {
    id: 'costs', title: 'Costs', permission: 'read:finops', isPersonal: false,
    async build(ctx, { start, end }) {
      const range = { from: start, to: end };
      const [summary, days, services] = await Promise.all([finops.costSummary(ctx, { period: 'monthly' }), finops.costBreakdown(ctx, range, ['day']), finops.costBreakdown(ctx, range, ['service'])]);
      const notes = summary.asOf === null ? ['No cost data is imported yet.'] : [`Costs are known up to ${summary.asOf}. Amounts are exact; charts round them.`];
      const unit = summary.currency;
      return {
        figures: [
          { label: `Month of ${summary.from}`, value: summary.total, unit },
          { label: 'Month to date', value: summary.monthToDate, unit },
          { label: 'The month before, as many days', value: summary.previous, unit },
          { label: 'Budget', value: summary.budget, unit },
          { label: 'Forecast less budget', value: summary.variance, unit },
        ],
        charts: [{ title: 'Cost per day', kind: 'bar', unit: days.currency, series: [{ name: 'Cost', points: days.rows.map(({ keys: [day], cost }) => ({ label: day ?? 'unknown', value: Number(cost) })) }] }],
        tables: [{ title: 'By service', columns: ['Service', `Cost in ${services.currency}`], rows: services.rows.map(({ keys: [service], cost }) => [service ?? 'not told', cost]) }],
        notes,
      };
    },
  };
}

function alertSection({ alerting }: SectionModules): SectionSource {
  return {
    id: 'alerts', title: 'Alerts', permission: 'read:alerts', isPersonal: false,
    async build(ctx) {
      const [open, latest] = await Promise.all([alerting.listAlerts(ctx, { isOpen: true, limit: 1, offset: 0 }), alerting.listAlerts(ctx, { limit: 20, offset: 0 })]);
      return {
        ...nothing,
        figures: [{ label: 'Open alerts', value: open.total }, { label: 'Alerts so far', value: latest.total }],
        tables: [{ title: 'Latest', columns: ['Metric', 'Severity', 'Value', 'Limit', 'Status'], rows: latest.items.map((alert) => [alert.metricName, alert.severity, alert.value, `${alert.operator} ${alert.thresholdValue}`, alert.status]) }],
      };
    },
  };
}

function sopSection({ sops }: SectionModules): SectionSource {
  return {
    id: 'sops', title: 'Procedures', permission: 'read:sops', isPersonal: false,
    async build(ctx) {
      const [procedures, executions] = await Promise.all([sops.list(ctx, { limit: 1, offset: 0 }), sops.listExecutions(ctx, { limit: 20, offset: 0 })]);
      return {
        ...nothing,
        figures: [{ label: 'Procedures', value: procedures.total }, { label: 'Executions', value: executions.total }],
        tables: [{ title: 'Latest executions', columns: ['Procedure', 'Environment', 'By', 'Status'], rows: executions.items.map(({ sopTitle, environment, triggeredBy, status }) => [sopTitle, environment, triggeredBy, status]) }],
      };
    },
  };
}

function scanSection({ scanner }: SectionModules): SectionSource {
  return {
    id: 'scans', title: 'Contract scans', permission: 'read:scans', isPersonal: true,
    async build(ctx) {
      const { findings, ...statistics } = await scanner.statistics(ctx);
      return {
        ...nothing,
        figures: [{ label: 'Scans', value: statistics.scansTotal }, { label: 'Completed', value: statistics.scansCompleted }, { label: 'Failed', value: statistics.scansFailed }, { label: 'Mean risk score', value: statistics.averageRiskScore }],
        charts: [bars('Findings by severity', severities.map((severity) => [severity, findings[severity]]))],
      };
    },
  };
}

/** Every section that reports can have. */
export function reportSections(modules: SectionModules): readonly SectionSource[] {
  return [incidentSection, slaSection, taskSection, vulnerabilitySection, costSection, alertSection, sopSection, scanSection].map((make) => make(modules));
}
