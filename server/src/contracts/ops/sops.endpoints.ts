import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import { sopDocument } from '../../modules/sops/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';
import { categoriesOf, categoryFilter, executionRow, presentDetail, presentExecution, presentSop, sopDetail, sopRow } from './sop.words.ts';

const guide = 'ops#additional-features-priority-medium';
const client = 'ops#frontend-code-reference';
const byId = z.object({ id: z.uuid() });
const mostShown = 100;
const historyLength = 10;

const text = z.string().max(5_000);
const environment = z.string().trim().min(1).max(50);
const parameters = z.record(z.string().max(100), z.unknown()).default({});

const executeBody = z.object({ sop_id: z.uuid().optional(), environment: environment.default('production'), parameters, executed_by: z.string().max(100).optional() });
const startBody = z.object({
  sop_id: z.uuid(),
  environment,
  trigger_type: z.enum(['manual', 'incident', 'scheduled', 'alert']).default('manual'),
  related_incident_id: z.uuid().nullish(),
  parameters,
});
/** Who and when is the server's to say; what the client sends of that is left out. */
const checklist = z.object({
  steps_completed: z.array(z.object({ step_number: z.int().min(1), completed: z.boolean(), notes: text.nullish(), evidence: z.array(z.url({ protocol: /^https?$/ }).max(2_000)).max(20).nullish() })).max(200).default([]),
  status: z.enum(['in_progress', 'completed']).optional(),
  completed_at: z.string().nullish(),
});
const imported = z.union([
  z.array(z.unknown()).max(500).transform((sops) => ({ sops })),
  z.object({ sops: z.array(z.unknown()).max(500).default([]) }),
]);

const procedureEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/sops', {
    guide,
    summary: 'List procedures',
    query: listQuery({ search: z.string().trim().min(1).max(200).optional(), category: categoryFilter.optional(), status: z.enum(['draft', 'review', 'approved', 'archived']).optional(), tag: z.string().max(100).optional() }, { default: mostShown }),
    reply: listOf(sopRow),
    run: (m, ctx, { query: { category, ...query } }) => m.sops.list(ctx, { search: query.search, categories: category === undefined ? undefined : categoriesOf(category), status: query.status, tag: query.tag, limit: query.limit, offset: offsetOf(query) }),
    present: (found, { query }) => presentList(found, query, presentSop),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('GET /api/v1/sops/:id', {
    guide,
    summary: 'One procedure with its content as safe HTML and its last executions',
    params: byId,
    reply: sopDetail,
    run: async (m, ctx, { params }) => {
      const sop = await m.sops.get(ctx, params.id);
      const [html, { items }] = await Promise.all([m.sops.render(sop.content), m.sops.listExecutions(ctx, { sopId: sop.id, limit: historyLength, offset: 0 })]);
      return { sop, html, executions: items, now: ctx.clock.now() };
    },
    present: presentDetail,
  }),
  endpoint('POST /api/v1/sops', {
    guide: client,
    summary: 'Create a procedure: a draft',
    status: 201,
    body: sopDocument,
    reply: sopRow,
    run: (m, ctx, { body }) => m.sops.create(ctx, body),
    present: presentSop,
  }),
  endpoint('PUT /api/v1/sops/:id', {
    guide: client,
    summary: 'Replace a procedure: a new version, which is a draft',
    params: byId,
    body: sopDocument,
    reply: sopRow,
    run: (m, ctx, { params, body }) => m.sops.update(ctx, params.id, body),
    present: presentSop,
  }),
  endpoint('DELETE /api/v1/sops/:id', {
    guide: client,
    summary: 'Remove a procedure; the records of its executions stay',
    status: 204,
    params: byId,
    reply: z.null(),
    run: (m, ctx, { params }) => m.sops.remove(ctx, params.id),
    present: () => null,
  }),
  endpoint('POST /api/v1/sops/bulk-import', {
    guide: client,
    summary: 'Import many procedures: JSON, or files of Markdown, JSON, YAML or zip; all or none',
    consumes: 'multipart',
    status: 201,
    body: imported,
    reply: z.object({ imported: z.int(), sops: z.array(sopRow) }),
    run: (m, ctx, { body, files }) => m.sops.import(ctx, { documents: body.sops, files }),
    present: (sops) => ({ imported: sops.length, sops: sops.map(presentSop) }),
  }),
];

/** Standard operating procedures and their executions. */
export const sopsEndpoints: readonly Endpoint[] = [
  ...procedureEndpoints,
  endpoint('POST /api/v1/sops/:id/execute', {
    guide,
    summary: 'Execute a procedure: opens its checklist; nothing is run by the server',
    status: 202,
    params: byId,
    body: executeBody,
    reply: z.object({ execution_id: z.uuid(), sop_id: z.uuid(), status: z.literal('running'), started_at: z.iso.datetime() }),
    run: (m, ctx, { params, body }) => m.sops.startExecution(ctx, { sopId: params.id, environment: body.environment, parameters: body.parameters, triggerType: 'manual', relatedIncidentId: null }),
    present: (execution, { params }) => ({ execution_id: execution.id, sop_id: params.id, status: 'running' as const, started_at: iso(execution.startedAt) }),
  }),
  endpoint('GET /api/v1/sop-executions', {
    guide: client,
    summary: 'List executions',
    query: listQuery({ sop_id: z.uuid().optional(), environment: environment.optional() }, { default: mostShown }),
    reply: listOf(executionRow),
    run: (m, ctx, { query }) => m.sops.listExecutions(ctx, { sopId: query.sop_id, environment: query.environment, limit: query.limit, offset: offsetOf(query) }),
    present: (found, { query }) => presentList(found, query, presentExecution),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('POST /api/v1/sop-executions', {
    guide: client,
    summary: 'Start an execution; every step is listed, uncompleted',
    status: 201,
    body: startBody,
    reply: executionRow,
    run: (m, ctx, { body }) => m.sops.startExecution(ctx, { sopId: body.sop_id, environment: body.environment, parameters: body.parameters, triggerType: body.trigger_type, relatedIncidentId: body.related_incident_id ?? null }),
    present: presentExecution,
  }),
  endpoint('PUT /api/v1/sop-executions/:id', {
    guide: client,
    summary: 'Update an execution by its whole checklist',
    params: byId,
    body: checklist,
    reply: executionRow,
    run: (m, ctx, { params, body }) =>
      m.sops.check(ctx, params.id, {
        steps: body.steps_completed.map(({ step_number: step, completed, notes, evidence }) => ({ step, isCompleted: completed, notes: notes ?? undefined, evidence: evidence ?? undefined })),
        isCompleted: body.status === 'completed',
      }),
    present: presentExecution,
  }),
];
