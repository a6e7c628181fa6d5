import { iso, isoOrNull } from '../../lib/time.ts';
import { requirePermission } from '../../platform/auth/index.ts';
import type { Bus } from '../../platform/bus/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Audit } from '../audit/index.ts';
import { taskErrors } from './task.errors.ts';
import { taskCreated, taskDeleted, taskUpdated, type TaskSnapshot } from './task.events.ts';
import { deleteTask, findTask, insertTasks, listTasks, nextTaskKey, readTaskFacets, readTasks, sumWeeks, updateTask } from './task.repository.ts';
import { change } from './task.state.ts';
import type { NewTask, ServiceLevel, ServiceLevelOptions, Task, TaskChange, TaskChanges, TaskQuery } from './task.types.ts';
import type { Tasks } from './tasks.operations.ts';
import { weeksUntil } from './week.ts';

/** What the module stands on. */
export interface TasksParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly audit: Audit;
  readonly clock: Clock;
}

function toSnapshot(task: Task): TaskSnapshot {
  return { ...task, createdAt: iso(task.createdAt), updatedAt: iso(task.updatedAt), dueDate: isoOrNull(task.dueDate), completedAt: isoOrNull(task.completedAt) };
}

function notFound(reference: string): Error {
  return taskErrors.TASK_NOT_FOUND({ details: { task_id: reference.slice(0, 100) } });
}

class TaskService {
  readonly #parts: TasksParts;
  constructor(parts: TasksParts) {
    this.#parts = parts;
  }

  async get(reference: string): Promise<Task> {
    const task = await findTask(this.#parts.db.sql, reference);
    if (task === null) throw notFound(reference);
    return task;
  }

  async create(ctx: UserCtx, input: NewTask): Promise<Task> {
    const now = new Date(ctx.clock.now());
    const key = await nextTaskKey(this.#parts.db.sql);
    const task: Task = { ...input, id: newUuid(), key, requester: ctx.principal.username, createdAt: now, updatedAt: now, completedAt: input.status === 'done' ? now : null };
    await this.#parts.db.transaction(async (tx) => {
      await insertTasks(tx, [task]);
      await this.#audit(tx, ctx, { eventType: 'CREATE', task, description: `Created task ${key}` });
    });
    this.#tell(taskCreated, ctx, task);
    return task;
  }

  async update(ctx: UserCtx, reference: string, changes: TaskChanges): Promise<Task> {
    const done = await this.#parts.db.transaction(async (tx) => {
      const before = await this.#lock(tx, reference);
      const changed = change(before, changes, new Date(ctx.clock.now()));
      if (changed.changes.length === 0) return { task: before, isChanged: false };
      await updateTask(tx, changed.after);
      await this.#audit(tx, ctx, { eventType: 'UPDATE', task: before, description: `Updated task ${before.key}: ${changed.changes.map(({ field }) => field).join(', ')}`, changes: changed.changes });
      return { task: changed.after, isChanged: true };
    });
    if (done.isChanged) this.#tell(taskUpdated, ctx, done.task);
    return done.task;
  }

  async remove(ctx: UserCtx, reference: string): Promise<void> {
    const task = await this.#parts.db.transaction(async (tx) => {
      const locked = await this.#lock(tx, reference);
      await deleteTask(tx, locked.id);
      await this.#audit(tx, ctx, { eventType: 'DELETE', task: locked, description: `Deleted task ${locked.key}` });
      return locked;
    });
    this.#tell(taskDeleted, ctx, task);
  }

  async *export(query: TaskQuery): AsyncGenerator<Task> {
    for await (const batch of readTasks(this.#parts.db.sql, query)) yield* batch;
  }

  async serviceLevels({ weeks, squad, environment }: ServiceLevelOptions): Promise<readonly ServiceLevel[]> {
    const span = weeksUntil(new Date(this.#parts.clock.now()), weeks);
    const sums = await sumWeeks(this.#parts.db.sql, { from: span.at(-1)?.weekStart ?? '', to: span[0]?.weekEnd ?? '', squad, environment });
    const byWeek = new Map(sums.map((sum) => [sum.week, sum]));
    return span.map(({ weekStart, weekEnd }) => {
      const sum = byWeek.get(weekStart);
      return { weekStart, weekEnd, requestedHours: sum?.requested ?? '0', deliveredHours: sum?.delivered ?? '0', percentage: sum?.percentage ?? '100' };
    });
  }

  async #lock(tx: Tx, reference: string): Promise<Task> {
    const task = await findTask(tx, reference, { lock: true });
    if (task === null) throw notFound(reference);
    return task;
  }

  #tell(event: typeof taskCreated, ctx: UserCtx, task: Task): void {
    this.#parts.bus.publish(event, { task: toSnapshot(task), actorId: ctx.principal.userId });
  }

  async #audit(tx: Tx, ctx: UserCtx, entry: { eventType: string; task: Task; description: string; changes?: readonly TaskChange[] }): Promise<void> {
    const changes = entry.changes?.map(({ field, from, to }) => ({ field, old_value: from, new_value: to }));
    await this.#parts.audit.record(tx, ctx, {
      eventType: entry.eventType, resourceType: 'task', resourceId: entry.task.id, description: entry.description, status: 'success', metadata: { key: entry.task.key, ...(changes !== undefined && { changes }) },
    });
  }
}

type Operation<A extends readonly unknown[], R> = (ctx: UserCtx, ...rest: A) => Promise<R>;

function needing<A extends readonly unknown[], R>(permission: string, operation: Operation<A, R>): Operation<A, R> {
  return async (ctx, ...rest) => {
    requirePermission(ctx, permission);
    return await operation(ctx, ...rest);
  };
}

/** Builds the module. */
export function createTasks(parts: TasksParts): Tasks {
  const service = new TaskService(parts);
  const read = <A extends readonly unknown[], R>(operation: Operation<A, R>) => needing('read:tasks', operation);
  const write = <A extends readonly unknown[], R>(operation: Operation<A, R>) => needing('write:tasks', operation);
  return {
    list: read((_ctx, filter) => listTasks(parts.db.sql, filter)),
    export(ctx, query) {
      requirePermission(ctx, 'read:tasks');
      return service.export(query);
    },
    get: read((_ctx, reference) => service.get(reference)),
    create: write((ctx, input) => service.create(ctx, input)),
    update: write((ctx, reference, changes) => service.update(ctx, reference, changes)),
    remove: write((ctx, reference) => service.remove(ctx, reference)),
    facets: read(() => readTaskFacets(parts.db.sql)),
    serviceLevels: read((_ctx, options) => service.serviceLevels(options)),
  };
}
