import { defineEvent } from '../../platform/bus/types.ts';
import type { Task } from './task.types.ts';

/** A task as events carry it: dates as UTC ISO 8601 strings. */
export type TaskSnapshot = { readonly [K in keyof Task]: Task[K] extends Date ? string : Task[K] extends Date | null ? string | null : Task[K] };

/** What happened to a task, and who did it. */
export interface TaskNews {
  readonly task: TaskSnapshot;
  readonly actorId: string | null;
}

/** A task was created. */
export const taskCreated = defineEvent<TaskNews>('task.created');
/** A task changed. */
export const taskUpdated = defineEvent<TaskNews>('task.updated');
/** A task was deleted. */
export const taskDeleted = defineEvent<TaskNews>('task.deleted');
