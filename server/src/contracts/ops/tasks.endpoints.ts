import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Task, TaskChanges, TaskFilter } from '../../modules/tasks/index.ts';
import { type Endpoint, endpoint, type Modules } from '../kit/index.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';
import { emptiable, environment, environmentChoice, environmentFilter, nameList, search, severity, severityFilter, taskState, taskStateFilter, texts } from './spelling.ts';
import { presentTask, taskRow } from './task.words.ts';

const core = 'ops#core-endpoints-priority-high';
const docs = 'ops#documentation-references';
const byTask = z.object({ id: z.string().min(1).max(100) });
const sortFields = ['created_at', 'updated_at', 'due_date', 'priority', 'status', 'title', 'squad', 'assignee', 'estimated_hours', 'jira_id'] as const;

const taskQuery = listQuery({
  status: taskStateFilter,
  squad: texts,
  assignee: texts,
  environment: environmentFilter,
  priority: severityFilter,
  search,
  sort_by: z.enum(sortFields).optional(),
  sort_order: z.enum(['asc', 'desc']).optional(),
});

const title = z.string().trim().min(1).max(200);
const text = z.string().trim().max(50_000);
const squad = z.string().trim().min(1).max(100);
/** Up to four places are kept. */
const hours = z.number().min(0).max(99_999_999).nullish().transform((value) => (value == null ? value : value.toFixed(4).replace(/\.?0+$/, '')));
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]).nullish().transform((value) => (value == null ? value : new Date(value)));

const taskFields = { assignee: emptiable(200), environment: environment.nullish(), estimated_hours: hours, actual_hours: hours, due_date: moment, tags: nameList, sop_id: emptiable(100) };
const newTask = z.object({ ...taskFields, title, description: text, priority: severity, squad, status: taskState.optional() });
const taskChanges = z.object({ ...taskFields, title: title.optional(), description: text.optional(), priority: severity.optional(), squad: squad.optional(), status: taskState.optional() });

function toFilter({ sort_by: sort, sort_order: order, page: _page, limit, offset: _offset, ...query }: z.output<typeof taskQuery>, at: number): TaskFilter {
  return { ...query, sort, order, limit, offset: at };
}

function toChanges({ estimated_hours: estimatedHours, actual_hours: actualHours, due_date: dueDate, sop_id: sopId, ...rest }: z.output<typeof taskChanges>): TaskChanges {
  return Object.fromEntries(Object.entries({ ...rest, estimatedHours, actualHours, dueDate, sopId }).filter(([, value]) => value !== undefined));
}

function create(m: Modules, ctx: UserCtx, body: z.output<typeof newTask>): Promise<Task> {
  const { title: name, description, priority, squad: team } = body;
  return m.tasks.create(ctx, {
    title: name, description, priority, squad: team, status: body.status ?? 'todo', assignee: body.assignee ?? null, environment: body.environment ?? null,
    estimatedHours: body.estimated_hours ?? null, actualHours: body.actual_hours ?? null, dueDate: body.due_date ?? null, tags: body.tags ?? [], sopId: body.sop_id ?? null,
  });
}

const slaRow = z.object({
  id: z.string(),
  week_start: z.iso.date(),
  week_end: z.iso.date(),
  total_requested_hours: z.number(),
  total_delivered_hours: z.number(),
  sla_percentage: z.number(),
  squad: z.string().nullable(),
  environment: z.string().nullable(),
  created_at: z.iso.datetime(),
});

const slaQuery = z.object({ weeks: z.coerce.number().int().min(1).max(52).default(12), squad: z.string().trim().max(100).optional().transform((name) => (name === '' || name === 'all' ? undefined : name)), environment: environmentChoice });

/** A request to keep something up for some hours, as the published client reads it. */
const uptimeRow = z.object({
  id: z.uuid(), jira_id: z.string(), requester: z.string(), environment: z.string().nullable(), requested_hours: z.number(), delivered_hours: z.number(), sla_met: z.boolean(),
  window_start: z.iso.datetime(), window_end: z.iso.datetime().nullable(), created_at: z.iso.datetime(),
});

function presentUptime(task: Task): z.input<typeof uptimeRow> {
  const requested = Number(task.estimatedHours ?? 0);
  const delivered = task.status === 'done' ? Number(task.actualHours ?? 0) : 0;
  const end = task.dueDate ?? task.completedAt;
  return {
    id: task.id, jira_id: task.key, requester: task.requester, environment: task.environment, requested_hours: requested, delivered_hours: delivered, sla_met: delivered >= requested,
    window_start: iso(task.createdAt), window_end: end === null ? null : iso(end), created_at: iso(task.createdAt),
  };
}

/** Tasks and the service levels computed from them. */
export const taskEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/infra/tasks', {
    guide: core,
    summary: 'List tasks, newest first',
    permission: 'read:tasks',
    query: taskQuery,
    reply: listOf(taskRow),
    run: (m, ctx, { query }) => m.tasks.list(ctx, toFilter(query, offsetOf(query))),
    present: (found, { query }) => presentList(found, query, presentTask),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('POST /api/v1/infra/tasks', {
    guide: docs,
    summary: 'Create a task',
    permission: 'write:tasks',
    status: 201,
    body: newTask,
    reply: taskRow,
    run: (m, ctx, { body }) => create(m, ctx, body),
    present: presentTask,
  }),
  endpoint('PATCH /api/v1/infra/tasks/:id', {
    guide: docs,
    summary: 'Update a task',
    permission: 'write:tasks',
    params: byTask,
    body: taskChanges,
    reply: taskRow,
    run: (m, ctx, { params, body }) => m.tasks.update(ctx, params.id, toChanges(body)),
    present: presentTask,
  }),
  endpoint('GET /api/v1/infra/sla-metrics', {
    guide: core,
    summary: 'Service level per week, newest first',
    permission: 'read:tasks',
    query: slaQuery,
    reply: z.array(slaRow),
    run: async (m, ctx, { query }) => ({ levels: await m.tasks.serviceLevels(ctx, query), at: ctx.clock.now() }),
    present: ({ levels, at }, { query }) =>
      levels.map((level) => ({
        id: `sla-${level.weekStart}`, week_start: level.weekStart, week_end: level.weekEnd, total_requested_hours: Number(level.requestedHours), total_delivered_hours: Number(level.deliveredHours),
        sla_percentage: Number(level.percentage), squad: query.squad ?? null, environment: query.environment ?? null, created_at: iso(at),
      })),
  }),
  endpoint('GET /api/v1/infra/uptime', {
    guide: 'ops#frontend-code-reference',
    summary: 'Uptime requests: tasks with the tag "uptime", their hours asked for and given',
    permission: 'read:tasks',
    query: listQuery({ environment: environmentFilter }),
    reply: listOf(uptimeRow),
    run: (m, ctx, { query }) => m.tasks.list(ctx, { tag: 'uptime', environment: query.environment, limit: query.limit, offset: offsetOf(query) }),
    present: (found, { query }) => presentList(found, query, presentUptime),
    effects: (found, { query }) => listEffects(found, query),
  }),
];
