import { z } from 'zod';
import type { IncidentChanges, IncidentFilter } from '../../modules/incidents/index.ts';
import { type Endpoint, endpoint, publicEndpoint } from '../kit/index.ts';
import { incidentRow, presentFound, presentIncident } from './incident.words.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';
import { emptiable, environment, environmentFilter, incidentState, incidentStateFilter, nameList, search, severity, severityFilter, texts } from './spelling.ts';

const core = 'ops#core-endpoints-priority-high';

/** Where an incident is named by its UUID or by its key, `INC-1001`. */
export const byIncident = z.object({ id: z.string().min(1).max(100) });

const sortFields = ['created_at', 'updated_at', 'resolved_at', 'severity', 'status', 'title', 'squad', 'environment', 'jira_id'] as const;
const order = z.string().max(4).optional().transform((given, ctx): 'asc' | 'desc' | undefined => {
  const word = given?.toLowerCase();
  if (word === undefined || word === 'asc' || word === 'desc') return word;
  ctx.issues.push({ code: 'custom', message: 'Expected asc or desc', input: given });
  return z.NEVER;
});

const incidentQuery = listQuery({
  environment: environmentFilter,
  severity: severityFilter,
  status: incidentStateFilter,
  squad: texts,
  assignee: texts,
  search,
  sort_by: z.enum(sortFields).optional(),
  sort_order: order,
});

const title = z.string().trim().min(3).max(200);
const description = z.string().trim().min(10).max(50_000);
const squad = z.string().trim().min(1).max(100);

const newIncident = z.object({
  title,
  description,
  severity,
  squad,
  environment,
  affected_services: nameList,
  tags: nameList,
  assignee: emptiable(200),
});

const incidentChanges = z.object({
  title: title.optional(),
  description: description.optional(),
  severity: severity.optional(),
  status: incidentState.optional(),
  squad: squad.optional(),
  environment: environment.optional(),
  assignee: emptiable(200),
  root_cause: emptiable(50_000),
  resolution: emptiable(50_000),
  tags: nameList,
  affected_services: nameList,
});

function toFilter({ sort_by: sort, sort_order: direction, page: _page, limit, offset: _offset, ...query }: z.output<typeof incidentQuery>, at: number): IncidentFilter {
  return { ...query, sort, order: direction, limit, offset: at };
}

function toChanges({ root_cause: rootCause, affected_services: affectedServices, ...rest }: z.output<typeof incidentChanges>): IncidentChanges {
  return Object.fromEntries(Object.entries({ ...rest, rootCause, affectedServices }).filter(([, value]) => value !== undefined));
}

/** Incidents: list, create, read, change. */
export const incidentEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/infra/incidents', {
    guide: core,
    summary: 'List incidents, newest first; searches by rank, with highlights',
    permission: 'read:incidents',
    query: incidentQuery,
    reply: listOf(incidentRow),
    run: (m, ctx, { query }) => m.incidents.list(ctx, toFilter(query, offsetOf(query))),
    present: (found, { query }) => presentList(found, query, presentFound),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('POST /api/v1/infra/incidents', {
    guide: core,
    summary: 'Create an incident',
    permission: 'write:incidents',
    body: newIncident,
    reply: incidentRow,
    run: (m, ctx, { body: { affected_services: services, tags, assignee, ...rest } }) => m.incidents.create(ctx, { ...rest, affectedServices: services ?? [], tags: tags ?? [], assignee: assignee ?? null }),
    present: presentIncident,
  }),
  endpoint('GET /api/v1/infra/incidents/:id', {
    guide: 'ops#documentation-references',
    summary: 'One incident',
    permission: 'read:incidents',
    params: byIncident,
    reply: incidentRow,
    run: (m, ctx, { params }) => m.incidents.get(ctx, params.id),
    present: presentIncident,
  }),
  endpoint('PATCH /api/v1/infra/incidents/:id', {
    guide: core,
    summary: 'Update an incident',
    permission: 'write:incidents',
    params: byIncident,
    body: incidentChanges,
    reply: incidentRow,
    run: (m, ctx, { params, body }) => m.incidents.update(ctx, params.id, toChanges(body)),
    present: presentIncident,
  }),
  publicEndpoint('POST /api/v1/infra/jira/webhook', {
    guide: 'ops#environment-variables',
    summary: 'Takes webhooks of Jira, signed with JIRA_WEBHOOK_SECRET in X-Hub-Signature or with the secret itself in X-Webhook-Secret',
    status: 202,
    consumes: 'raw',
    reply: z.object({ accepted: z.literal(true) }),
    run: (m, ctx, { raw, header }) => m.incidents.jira.receive(ctx, raw, { signature: header('x-hub-signature'), secret: header('x-webhook-secret') }),
    present: () => ({ accepted: true as const }),
  }),
];
