import type { UserCtx } from '../../platform/context/index.ts';
import type { NewTask, ServiceLevel, ServiceLevelOptions, Task, TaskChanges, TaskFilter, TaskQuery } from './task.types.ts';

/**
 * Tasks of the whole organisation and the service levels computed from them. Reading needs `read:tasks`, everything else
 * `write:tasks`; without it FORBIDDEN. A task is named by its UUID or its key (`TASK-1001`); unknown ones answer TASK_NOT_FOUND.
 */
export interface Tasks {
  /** Filtered, sorted, paged; newest first, searches by rank. */
  list(ctx: UserCtx, filter: TaskFilter): Promise<{ readonly items: readonly Task[]; readonly total: number }>;
  /** Every match, oldest first, read in portions. */
  export(ctx: UserCtx, query: TaskQuery): AsyncIterable<Task>;
  get(ctx: UserCtx, reference: string): Promise<Task>;
  create(ctx: UserCtx, input: NewTask): Promise<Task>;
  /** `done` sets the time of completion, leaving it clears it; what does not differ changes nothing. */
  update(ctx: UserCtx, reference: string, changes: TaskChanges): Promise<Task>;
  remove(ctx: UserCtx, reference: string): Promise<void>;
  /** Squads, assignees and tags in use. */
  facets(ctx: UserCtx): Promise<{ readonly squads: readonly string[]; readonly assignees: readonly string[]; readonly tags: readonly string[] }>;
  /** One row for each week, newest first. Source: ops#example-4-sla-metrics-calculation. */
  serviceLevels(ctx: UserCtx, options: ServiceLevelOptions): Promise<readonly ServiceLevel[]>;
}
