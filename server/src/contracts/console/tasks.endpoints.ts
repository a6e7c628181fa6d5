import { Readable } from 'node:stream';
import { z } from 'zod';
import { iso, isoOrNull } from '../../lib/time.ts';
import type { Task, TaskQuery, TaskSnapshot } from '../../modules/tasks/index.ts';
import { endpoint, type Endpoint, FileBody } from '../kit/index.ts';
import { given } from './given.ts';
import { csvLines } from './incidents.present.ts';
import { newTask, serviceLevel, serviceLevelQuery, taskChanges, taskFacets, taskFilters, taskQuery, taskRow, type TaskRow } from './tasks.wire.ts';

const read = { guide: 'console#tasks', permission: 'read:tasks' } as const;
const write = { guide: 'console#tasks', permission: 'write:tasks' } as const;
const byId = z.object({ id: z.string().min(1).max(100) });

const asIso = (time: Date | string): string => (typeof time === 'string' ? time : iso(time));
const asIsoOrNull = (time: Date | string | null): string | null => (time === null ? null : asIso(time));

/** A task as a row, from the database or from an event, whose dates are strings already. */
export function presentTask(task: Task | TaskSnapshot): TaskRow {
  return { ...task, tags: [...task.tags], createdAt: asIso(task.createdAt), updatedAt: asIso(task.updatedAt), dueDate: asIsoOrNull(task.dueDate), completedAt: asIsoOrNull(task.completedAt) };
}

function toQuery({ status, priority, environment, squad, assignee, search }: z.output<typeof taskFilters>): TaskQuery {
  const states = status === 'unfinished' ? (['todo', 'in_progress', 'review'] as const) : status && [status];
  return { status: states, priority: priority && [priority], environment: environment && [environment], squad: squad === undefined ? undefined : [squad], assignee: assignee === undefined ? undefined : [assignee], search };
}

const columns: Readonly<Record<string, (task: Task) => string | null>> = {
  key: ({ key }) => key, title: ({ title }) => title, status: ({ status }) => status, priority: ({ priority }) => priority, squad: ({ squad }) => squad, assignee: ({ assignee }) => assignee, environment: ({ environment }) => environment,
  estimated_hours: ({ estimatedHours }) => estimatedHours, actual_hours: ({ actualHours }) => actualHours, created_at: ({ createdAt }) => iso(createdAt), due_date: ({ dueDate }) => isoOrNull(dueDate), completed_at: ({ completedAt }) => isoOrNull(completedAt),
};

/** Tasks and service levels. */
export const taskEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/tasks', {
    ...read,
    summary: 'Tasks, filtered, searched, sorted and paged',
    query: taskQuery,
    reply: z.object({ items: z.array(taskRow), total: z.int() }),
    run: (m, ctx, { query: { sort, order, limit, offset, ...filters } }) => m.tasks.list(ctx, { ...toQuery(filters), sort, order, limit, offset }),
    present: (page) => ({ items: page.items.map(presentTask), total: page.total }),
  }),
  endpoint('POST /api/console/v1/tasks', {
    ...write,
    summary: 'Creates a task',
    status: 201,
    body: newTask,
    reply: taskRow,
    run: (m, ctx, { body }) => m.tasks.create(ctx, body),
    present: presentTask,
  }),
  endpoint('GET /api/console/v1/tasks/export', {
    ...read,
    summary: 'Downloads the matching tasks as CSV, oldest first',
    query: taskFilters,
    reply: z.instanceof(FileBody),
    run: (m, ctx, { query }) => m.tasks.export(ctx, toQuery(query)),
    present: (rows) => new FileBody({ content: Readable.from(csvLines(rows, columns)), contentType: 'text/csv; charset=utf-8', filename: 'tasks.csv' }),
  }),
  endpoint('GET /api/console/v1/tasks/facets', {
    ...read,
    summary: 'Squads, assignees and tags in use',
    reply: taskFacets,
    run: (m, ctx) => m.tasks.facets(ctx),
    present: ({ squads, assignees, tags }) => ({ squads: [...squads], assignees: [...assignees], tags: [...tags] }),
  }),
  endpoint('PATCH /api/console/v1/tasks/{id}', {
    ...write,
    summary: 'Changes a task',
    params: byId,
    body: taskChanges,
    reply: taskRow,
    run: (m, ctx, { params, body }) => m.tasks.update(ctx, params.id, given(body)),
    present: presentTask,
  }),
  endpoint('DELETE /api/console/v1/tasks/{id}', {
    ...write,
    status: 204,
    summary: 'Deletes a task',
    params: byId,
    reply: z.undefined(),
    run: (m, ctx, { params }) => m.tasks.remove(ctx, params.id),
    present: () => undefined,
  }),
  endpoint('GET /api/console/v1/service-levels', {
    ...read,
    summary: 'Service level per week, newest first',
    query: serviceLevelQuery,
    reply: z.array(serviceLevel),
    run: (m, ctx, { query }) => m.tasks.serviceLevels(ctx, query),
    present: (levels) => levels.map((level) => ({ ...level })),
  }),
];
