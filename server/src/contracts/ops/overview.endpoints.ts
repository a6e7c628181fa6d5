import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Correlation, RootCauseAnalysis } from '../../modules/incidents/index.ts';
import type { Digest, TimelineEntry } from '../../modules/overview/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';
import { environmentChoice, severity, texts } from './spelling.ts';

const guide = 'ops#frontend-code-reference';
const dayMs = 86_400_000;
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional();

const dashboard = z.object({ weekly_incidents: z.int(), sla_percentage: z.number(), aws_opex_mtd: z.number(), aws_budget_variance: z.number(), ics_credits_remaining: z.number() });

const timelineRow = z.object({
  id: z.uuid(),
  event_type: z.enum(['incident', 'security_incident', 'cost_anomaly', 'uptime_request', 'sop_execution', 'deployment', 'alert']),
  title: z.string(),
  description: z.string().nullable(),
  severity: z.enum(['critical', 'high', 'medium', 'low', 'info']).nullable(),
  environment: z.string().nullable(),
  team: z.string().nullable(),
  source_type: z.string(),
  source_id: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  created_at: z.iso.datetime(),
  created_by: z.string().nullable(),
});

const timelineQuery = z.object({
  environment: environmentChoice,
  event_type: texts,
  severity: texts,
  team: texts,
  start_date: moment,
  end_date: moment,
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
});

function presentEntry(entry: TimelineEntry): z.input<typeof timelineRow> {
  const { id, title, description, severity: worst, environment, team, metadata } = entry;
  return { id, event_type: entry.kind, title, description, severity: worst, environment, team, source_type: entry.sourceType, source_id: entry.sourceId, metadata: { ...metadata }, created_at: iso(entry.createdAt), created_by: entry.createdBy };
}

/** What the published client keeps as a summary; `content` is Markdown. */
const summary = z.object({
  id: z.string(), summary_type: z.string(), environment: z.string().nullable(), content: z.string(), metadata: z.record(z.string(), z.unknown()), period_start: z.iso.datetime().nullable(), period_end: z.iso.datetime().nullable(), generated_at: z.iso.datetime(),
});

function presentDigest({ kind, from, to, environment, content, facts }: Digest): z.input<typeof summary> {
  return { id: `${kind}-${to.toISOString().slice(0, 10)}-${environment ?? 'all'}`, summary_type: kind, environment, content, metadata: { ...facts }, period_start: iso(from), period_end: iso(to), generated_at: iso(to) };
}

const correlatedIncident = z.object({ id: z.uuid(), jira_id: z.string(), title: z.string(), severity: z.string(), status: z.string(), created_at: z.iso.datetime() });
const correlation = z.object({
  total_incidents: z.int(),
  correlated_groups: z.array(z.object({
    squad: z.string(), environment: z.string(), count: z.int(), score: z.number(), services: z.array(z.string()), reasons: z.array(z.string()), started_at: z.iso.datetime(), incidents: z.array(correlatedIncident),
  })),
  patterns: z.array(z.object({ type: z.enum(['service', 'squad', 'hour']), value: z.string(), count: z.int(), description: z.string() })),
});

const patternWords = { service: 'Service', squad: 'Squad', hour: 'Hour' } as const;

function presentCorrelation({ total, groups, patterns }: Correlation): z.input<typeof correlation> {
  return {
    total_incidents: total,
    correlated_groups: groups.map((group) => ({
      squad: group.squad, environment: group.environment, count: group.incidents.length, score: group.score, services: [...group.services], reasons: [...group.reasons], started_at: iso(group.incidents[0]?.createdAt ?? 0),
      incidents: group.incidents.map(({ id, jiraId, title, severity: worst, status, createdAt }) => ({ id, jira_id: jiraId, title, severity: worst, status, created_at: iso(createdAt) })),
    })),
    patterns: patterns.map(({ kind, value, count }) => ({ type: kind, value, count, description: `${patternWords[kind]} ${value}: ${count} incidents` })),
  };
}

const rootCause = summary.extend({
  incident_id: z.uuid(),
  hypotheses: z.array(z.object({ rank: z.int(), type: z.string(), title: z.string(), score: z.number(), reasons: z.array(z.string()), reference_id: z.string().nullable() })),
});

function rootCauseText({ incident, hypotheses, evidence, timeline }: RootCauseAnalysis): string {
  const causes = hypotheses.map(({ title, score, reasons }, at) => `${at + 1}. ${title} (${score} points: ${reasons.join(', ')})`);
  const kept = evidence.map(({ kind, count }) => `${count} ${kind}`).join(', ');
  const steps = timeline.map(({ occurredAt, actor, kind, note, changes }) => `- ${iso(occurredAt)} ${actor}: ${kind}${changes.length > 0 ? ` ${changes.map(({ field, to }) => `${field} → ${String(to)}`).join(', ')}` : ''}${note === '' ? '' : ` ${note}`}`);
  return [
    `## Root cause analysis: ${incident.jiraId} ${incident.title}`, '', `Severity ${incident.severity}, ${incident.status}, squad ${incident.squad}, ${incident.environment}. Affected services: ${incident.affectedServices.join(', ') || 'none named'}.`, '',
    '### Possible causes, likeliest first', ...(causes.length > 0 ? causes : ['Nothing in the records of this server points to a cause: no deployment of the day before, no like incident that was resolved, none around that shares anything.']), '',
    '### Evidence', kept === '' ? 'None yet.' : kept, '', '### Timeline', ...steps.slice(-30),
  ].join('\n');
}

function presentRootCause({ result, at }: { result: RootCauseAnalysis; at: number }): z.input<typeof rootCause> {
  const { incident, hypotheses } = result;
  return {
    id: `rca-${incident.id}`, summary_type: 'rca', environment: incident.environment, content: rootCauseText(result), metadata: { incident_id: incident.id, incident_title: incident.title }, period_start: null, period_end: null, generated_at: iso(at),
    incident_id: incident.id, hypotheses: hypotheses.map(({ kind, title, score, reasons, referenceId }, index) => ({ rank: index + 1, type: kind, title, score, reasons: [...reasons], reference_id: referenceId })),
  };
}

/** What the dashboard shows at once: summary, timeline, digests. */
export const overviewEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/dashboard/summary', {
    guide,
    summary: 'Numbers of the dashboard',
    permission: 'read:incidents',
    reply: dashboard,
    run: (m, ctx) => m.overview.dashboard(ctx),
    present: (numbers) => ({
      weekly_incidents: numbers.weeklyIncidents, sla_percentage: Number(numbers.serviceLevel), aws_opex_mtd: Number(numbers.monthToDate), aws_budget_variance: Number(numbers.budgetVariance), ics_credits_remaining: Number(numbers.creditsRemaining),
    }),
  }),
  endpoint('GET /api/v1/timeline', {
    guide,
    summary: 'Events of the last 30 days, or of the days asked for, newest first',
    permission: 'read:incidents',
    query: timelineQuery,
    reply: z.array(timelineRow),
    run: (m, ctx, { query }) => {
      const to = query.end_date === undefined ? new Date(ctx.clock.now() + 1) : new Date(query.end_date);
      const from = query.start_date === undefined ? new Date(to.getTime() - 30 * dayMs) : new Date(query.start_date);
      return m.overview.timeline(ctx, { from, to, environment: query.environment, kinds: query.event_type, severities: query.severity, teams: query.team, limit: query.limit, offset: query.offset });
    },
    present: (entries) => entries.map(presentEntry),
  }),
  endpoint('GET /api/v1/aiops/daily-summary', {
    guide,
    summary: 'Digest of the day, written from the data by stated rules',
    permission: 'read:incidents',
    query: z.object({ environment: environmentChoice }),
    reply: summary,
    run: (m, ctx, { query }) => m.overview.digest(ctx, 'daily', query.environment),
    present: presentDigest,
  }),
  endpoint('GET /api/v1/aiops/weekly-summary', {
    guide,
    summary: 'Digest of the week, written from the data by stated rules',
    permission: 'read:incidents',
    query: z.object({ environment: environmentChoice }),
    reply: summary,
    run: (m, ctx, { query }) => m.overview.digest(ctx, 'weekly', query.environment),
    present: presentDigest,
  }),
  endpoint('GET /api/v1/aiops/correlate-incidents', {
    guide,
    summary: 'Incidents that belong together, by squad, service, time and words',
    permission: 'read:incidents',
    query: z.object({ environment: environmentChoice, hours: z.coerce.number().min(1).max(720).default(24) }),
    reply: correlation,
    run: (m, ctx, { query }) => m.incidents.correlate(ctx, query),
    present: presentCorrelation,
  }),
  endpoint('POST /api/v1/aiops/rca/:incident_id', {
    guide,
    summary: 'Root cause analysis of an incident: possible causes, ranked, with what speaks for each',
    permission: 'read:incidents',
    params: z.object({ incident_id: z.string().min(1).max(100) }),
    reply: rootCause,
    run: async (m, ctx, { params }) => ({ result: await m.incidents.analyse(ctx, params.incident_id), at: ctx.clock.now() }),
    present: presentRootCause,
  }),
  endpoint('POST /api/v1/aiops/explain-cost-anomaly', {
    guide,
    summary: 'What a day\'s cost is made of and how it differs from the days before',
    permission: 'read:finops',
    body: z.object({ date: z.iso.date(), environment: environmentChoice, service: z.string().trim().max(200).optional(), severity: severity.optional() }),
    reply: summary,
    run: async (m, ctx, { body: { date, environment, service } }) => ({ explained: await m.overview.explainCost(ctx, { date, environment, service: service === '' ? undefined : service }), at: ctx.clock.now() }),
    present: ({ explained, at }, { body }) => ({
      id: `cost-${body.date}`, summary_type: 'cost_anomaly', environment: body.environment ?? null, content: explained.content, metadata: { ...explained.facts, date: body.date, service: body.service ?? null }, period_start: null, period_end: null, generated_at: iso(at),
    }),
  }),
];
