import { Readable } from 'node:stream';
import { z } from 'zod';
import { isoOrNull, iso } from '../../lib/time.ts';
import type { Incident, IncidentQuery, NewEvidence } from '../../modules/incidents/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { endpoint, type Endpoint, FileBody, type InputFile, type Modules } from '../kit/index.ts';
import { given } from './given.ts';
import { csvLines, presentEvent, presentEvidence, presentFound, presentIncident } from './incidents.present.ts';
import {
  evidenceKind, evidenceRow, foundIncident, hypothesis, incidentChanges, incidentEvent, incidentFacets, incidentFilters, incidentQuery, incidentReport, incidentRow, incidentStatistics, newIncident,
} from './incidents.wire.ts';

const guide = 'console#incidents';
const read = { guide, permission: 'read:incidents' } as const;
const write = { guide, permission: 'write:incidents' } as const;
const byId = z.object({ id: z.string().min(1).max(100) });
const nothing = { status: 204, reply: z.undefined(), present: () => undefined } as const;

const newEvidence = z.object({ title: z.string().trim().min(1).max(200), kind: evidenceKind, content: z.string().max(1_000_000).default(''), description: z.string().max(20_000).optional() });

function toQuery({ status, severity, environment, squad, assignee, search }: z.output<typeof incidentFilters>): IncidentQuery {
  const states = status === 'unresolved' ? (['open', 'investigating'] as const) : status && [status];
  return { status: states, severity: severity && [severity], environment: environment && [environment], squad: squad === undefined ? undefined : [squad], assignee: assignee === undefined ? undefined : [assignee], search };
}

function toEvidence({ description, ...rest }: z.output<typeof newEvidence>, [file]: readonly InputFile[]): NewEvidence {
  return { ...rest, description: description ?? null, spelling: null, metadata: {}, file: file === undefined ? null : { name: file.name, content: file.content } };
}

/** One incident with everything its page shows. */
async function report({ incidents }: Modules, ctx: UserCtx, id: string) {
  const incident = await incidents.get(ctx, id);
  const [events, evidence, jira] = await Promise.all([incidents.timeline(ctx, incident.id), incidents.listEvidence(ctx, incident.id), incidents.jira.status(ctx)]);
  return { incident, events, evidence, jiraUrl: jira.url !== null && incident.jiraId !== incident.localKey ? `${jira.url.replace(/\/$/, '')}/browse/${incident.jiraId}` : null };
}

const columns: Readonly<Record<string, (incident: Incident) => string | null>> = {
  key: ({ jiraId }) => jiraId, title: ({ title }) => title, severity: ({ severity }) => severity, status: ({ status }) => status, squad: ({ squad }) => squad, environment: ({ environment }) => environment,
  assignee: ({ assignee }) => assignee, affected_services: ({ affectedServices }) => affectedServices.join('; '), created_at: ({ createdAt }) => iso(createdAt), acknowledged_at: ({ acknowledgedAt }) => isoOrNull(acknowledgedAt),
  resolved_at: ({ resolvedAt }) => isoOrNull(resolvedAt), root_cause: ({ rootCause }) => rootCause, resolution: ({ resolution }) => resolution, description: ({ description }) => description,
};

/** Incidents: list, report, triage, comments, evidence, export. */
export const incidentEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/incidents', {
    ...read,
    summary: 'Incidents, filtered, searched, sorted and paged',
    query: incidentQuery,
    reply: z.object({ items: z.array(foundIncident), total: z.int() }),
    run: (m, ctx, { query: { sort, order, limit, offset, ...filters } }) => m.incidents.list(ctx, { ...toQuery(filters), sort, order, limit, offset }),
    present: (page) => ({ items: page.items.map(presentFound), total: page.total }),
  }),
  endpoint('POST /api/console/v1/incidents', {
    ...write,
    summary: 'Reports an incident',
    status: 201,
    body: newIncident,
    reply: incidentRow,
    run: (m, ctx, { body }) => m.incidents.create(ctx, body),
    present: presentIncident,
  }),
  endpoint('GET /api/console/v1/incidents/export', {
    ...read,
    summary: 'Downloads the matching incidents as CSV, oldest first',
    query: incidentFilters,
    reply: z.instanceof(FileBody),
    run: (m, ctx, { query }) => m.incidents.export(ctx, toQuery(query)),
    present: (rows) => new FileBody({ content: Readable.from(csvLines(rows, columns)), contentType: 'text/csv; charset=utf-8', filename: 'incidents.csv' }),
  }),
  endpoint('GET /api/console/v1/incidents/statistics', {
    ...read,
    summary: 'Counts, MTTA and MTTR of the matching incidents',
    query: incidentFilters.extend({ days: z.coerce.number().int().min(1).max(3650).optional() }),
    reply: incidentStatistics,
    run: (m, ctx, { query: { days, ...filters } }) => m.incidents.statistics(ctx, { ...toQuery(filters), from: days === undefined ? undefined : new Date(ctx.clock.now() - days * 86_400_000) }),
    present: ({ bySquad, ...rest }) => ({ ...rest, bySquad: bySquad.map((row) => ({ ...row })) }),
  }),
  endpoint('GET /api/console/v1/incidents/facets', {
    ...read,
    summary: 'Squads, assignees and services in use',
    reply: incidentFacets,
    run: (m, ctx) => m.incidents.facets(ctx),
    present: ({ squads, assignees, services }) => ({ squads: [...squads], assignees: [...assignees], services: [...services] }),
  }),
  endpoint('GET /api/console/v1/incidents/{id}', {
    ...read,
    summary: 'One incident with its timeline and evidence',
    params: byId,
    reply: incidentReport,
    run: (m, ctx, { params }) => report(m, ctx, params.id),
    present: ({ incident, events, evidence, jiraUrl }) => ({ ...presentIncident(incident), events: events.map(presentEvent), evidence: evidence.map(presentEvidence), jiraUrl }),
  }),
  endpoint('PATCH /api/console/v1/incidents/{id}', {
    ...write,
    summary: 'Changes an incident',
    params: byId,
    body: incidentChanges,
    reply: incidentRow,
    run: (m, ctx, { params, body }) => m.incidents.update(ctx, params.id, given(body)),
    present: presentIncident,
  }),
  endpoint('DELETE /api/console/v1/incidents/{id}', {
    ...write,
    ...nothing,
    summary: 'Deletes an incident with its timeline and evidence',
    params: byId,
    run: (m, ctx, { params }) => m.incidents.remove(ctx, params.id),
  }),
  endpoint('POST /api/console/v1/incidents/{id}/comments', {
    ...write,
    summary: 'Adds a comment',
    status: 201,
    params: byId,
    body: z.strictObject({ text: z.string().trim().min(1).max(20_000) }),
    reply: incidentEvent,
    run: (m, ctx, { params, body }) => m.incidents.comment(ctx, params.id, body.text),
    present: presentEvent,
  }),
  endpoint('POST /api/console/v1/incidents/{id}/evidence', {
    ...write,
    summary: 'Adds evidence: a file of at most 10 MB, or text',
    status: 201,
    consumes: 'multipart',
    params: byId,
    body: newEvidence,
    reply: evidenceRow,
    run: (m, ctx, { params, body, files }) => m.incidents.addEvidence(ctx, params.id, toEvidence(body, files)),
    present: presentEvidence,
  }),
  endpoint('GET /api/console/v1/incidents/{id}/evidence/{evidenceId}/file', {
    ...read,
    summary: 'The file of a piece of evidence, always as a download',
    params: byId.extend({ evidenceId: z.string().min(1).max(100) }),
    reply: z.instanceof(FileBody),
    run: (m, ctx, { params }) => m.incidents.downloadEvidence(ctx, params.id, params.evidenceId),
    present: (file) => new FileBody(file),
    effects: () => ({ headers: { 'cache-control': 'private, no-store', 'content-security-policy': "default-src 'none'; sandbox" } }),
  }),
  endpoint('DELETE /api/console/v1/incidents/{id}/evidence/{evidenceId}', {
    ...write,
    ...nothing,
    summary: 'Removes a piece of evidence',
    params: byId.extend({ evidenceId: z.string().min(1).max(100) }),
    run: (m, ctx, { params }) => m.incidents.removeEvidence(ctx, params.id, params.evidenceId),
  }),
  endpoint('GET /api/console/v1/incidents/{id}/causes', {
    ...read,
    summary: 'Possible causes, ranked, with what speaks for each',
    params: byId,
    reply: z.array(hypothesis),
    run: (m, ctx, { params }) => m.incidents.analyse(ctx, params.id),
    present: ({ hypotheses }) => hypotheses.map((one) => ({ ...one, reasons: [...one.reasons] })),
  }),
  endpoint('POST /api/console/v1/deployments', {
    ...write,
    summary: 'Records a change that went out, for root cause analysis and the timeline',
    status: 201,
    body: z.strictObject({
      title: z.string().trim().min(1).max(200), description: z.string().max(20_000).default(''), service: z.string().trim().min(1).max(100), squad: z.string().trim().min(1).max(100), environment: z.enum(['production', 'staging', 'development']),
      version: z.string().max(100).nullable().default(null), url: z.url({ protocol: /^https?$/ }).max(2000).nullable().default(null), deployedAt: z.iso.datetime().transform((text) => new Date(text)).nullable().default(null),
    }),
    reply: z.object({ id: z.uuid(), deployedAt: z.iso.datetime() }),
    run: (m, ctx, { body }) => m.incidents.recordDeployment(ctx, body),
    present: ({ id, deployedAt }) => ({ id, deployedAt: iso(deployedAt) }),
  }),
];
