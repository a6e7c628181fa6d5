import { z } from 'zod';
import type { UserCtx } from '../../platform/context/index.ts';
import type { NewStep } from '../../modules/sops/index.ts';
import { endpoint, type Endpoint, type Modules } from '../kit/index.ts';
import { presentExecution, presentExecutionDetail, presentSop, presentSopDetail, presentVersion } from './sops.present.ts';
import { executionAction, executionDetail, executionRow, executionStatus, newSop, sopCategory, sopChanges, sopDetail, sopMove, sopRow, sopStatus, sopVersionRow } from './sops.wire.ts';

const guide = 'console#sops';
const byId = z.object({ id: z.uuid() });
const paging = { limit: z.coerce.number().int().min(1).max(100).default(25), offset: z.coerce.number().int().min(0).max(1_000_000).default(0) };
const nothing = { status: 204, reply: z.undefined(), present: () => undefined } as const;

const withoutPicture = (step: Omit<NewStep, 'screenshotUrl'>): NewStep => ({ ...step, screenshotUrl: null });

async function detail(m: Modules, ctx: UserCtx, id: string) {
  const sop = await m.sops.get(ctx, id);
  return { sop, html: await m.sops.render(sop.content), readerId: ctx.principal.userId };
}

const procedures: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/sops', {
    guide,
    summary: 'Procedures, searched, filtered and paged',
    query: z.object({ search: z.string().trim().max(200).transform((text) => (text === '' ? undefined : text)).optional(), category: sopCategory.optional(), status: sopStatus.optional(), ...paging }),
    reply: z.object({ items: z.array(sopRow), total: z.int() }),
    run: (m, ctx, { query: { category, ...query } }) => m.sops.list(ctx, { ...query, categories: category === undefined ? undefined : [category] }),
    present: ({ items, total }) => ({ items: items.map(presentSop), total }),
  }),
  endpoint('POST /api/console/v1/sops', {
    guide,
    summary: 'Makes a procedure: a draft',
    status: 201,
    body: newSop,
    reply: sopRow,
    run: (m, ctx, { body }) => m.sops.create(ctx, { ...body, steps: body.steps.map(withoutPicture) }),
    present: presentSop,
  }),
  endpoint('POST /api/console/v1/sops/import', {
    guide,
    summary: 'Imports Markdown, JSON, YAML or a zip of them; all become drafts or none',
    consumes: 'multipart',
    status: 201,
    reply: z.array(sopRow),
    run: (m, ctx, { files }) => m.sops.import(ctx, { files, documents: [] }),
    present: (sops) => sops.map(presentSop),
  }),
  endpoint('POST /api/console/v1/sops/preview', {
    guide,
    summary: 'Markdown as the safe HTML it will be shown as',
    body: z.object({ content: z.string().max(100_000) }),
    reply: z.object({ html: z.string() }),
    run: (m, _ctx, { body }) => m.sops.render(body.content),
    present: (html) => ({ html }),
  }),
  endpoint('GET /api/console/v1/sops/{id}', {
    guide,
    summary: 'One procedure with its content as safe HTML',
    params: byId,
    reply: sopDetail,
    run: (m, ctx, { params }) => detail(m, ctx, params.id),
    present: presentSopDetail,
  }),
  endpoint('PUT /api/console/v1/sops/{id}', {
    guide,
    summary: 'Replaces a procedure: a new version, which is a draft',
    params: byId,
    body: sopChanges,
    reply: sopRow,
    run: (m, ctx, { params, body }) => m.sops.update(ctx, params.id, { ...body, steps: body.steps.map(withoutPicture) }),
    present: presentSop,
  }),
  endpoint('POST /api/console/v1/sops/{id}/move', {
    guide,
    summary: 'Submits, rejects, approves, archives or restores a procedure',
    params: byId,
    body: z.strictObject({ move: sopMove }),
    reply: sopRow,
    run: (m, ctx, { params, body }) => m.sops.move(ctx, params.id, body.move),
    present: presentSop,
  }),
  endpoint('GET /api/console/v1/sops/{id}/versions', {
    guide,
    summary: 'Versions of a procedure, newest first',
    params: byId,
    reply: z.array(sopVersionRow),
    run: (m, ctx, { params }) => m.sops.versions(ctx, params.id),
    present: (versions) => versions.map(presentVersion),
  }),
  endpoint('DELETE /api/console/v1/sops/{id}', {
    ...nothing,
    guide,
    summary: 'Removes a procedure; the records of its executions stay',
    params: byId,
    run: (m, ctx, { params }) => m.sops.remove(ctx, params.id),
  }),
];

/** Procedures and their executions. */
export const sopEndpoints: readonly Endpoint[] = [
  ...procedures,
  endpoint('GET /api/console/v1/executions', {
    guide,
    summary: 'Executions, newest first',
    query: z.object({ sopId: z.uuid().optional(), status: executionStatus.optional(), ...paging }),
    reply: z.object({ items: z.array(executionRow), total: z.int() }),
    run: (m, ctx, { query }) => m.sops.listExecutions(ctx, query),
    present: ({ items, total }) => ({ items: items.map(presentExecution), total }),
  }),
  endpoint('POST /api/console/v1/executions', {
    guide,
    summary: 'Starts an execution of an approved procedure',
    status: 201,
    body: z.strictObject({ sopId: z.uuid(), environment: z.string().trim().min(1).max(50) }),
    reply: executionRow,
    run: (m, ctx, { body }) => m.sops.startExecution(ctx, { ...body, parameters: {}, triggerType: 'manual', relatedIncidentId: null }),
    present: presentExecution,
  }),
  endpoint('GET /api/console/v1/executions/{id}', {
    guide,
    summary: 'One execution with its record',
    params: byId,
    reply: executionDetail,
    run: async (m, ctx, { params }) => ({ execution: await m.sops.getExecution(ctx, params.id), log: await m.sops.executionLog(ctx, params.id) }),
    present: presentExecutionDetail,
  }),
  endpoint('POST /api/console/v1/executions/{id}/act', {
    guide,
    summary: 'Completes, fails, skips or reopens a step; pauses, resumes or fails the execution',
    params: byId,
    body: executionAction,
    reply: executionRow,
    run: (m, ctx, { params, body }) => m.sops.act(ctx, params.id, body),
    present: presentExecution,
  }),
];
