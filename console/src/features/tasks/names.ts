import type { TaskStatus } from '../../api/types.ts';

export const taskStatuses: readonly TaskStatus[] = ['todo', 'in_progress', 'review', 'done'];

const names: Record<TaskStatus, string> = { todo: 'To do', in_progress: 'In progress', review: 'Review', done: 'Done' };
export const taskStatusName = (status: TaskStatus): string => names[status];

/** The column beside, or none at the edge. */
export function neighbour(status: TaskStatus, step: 1 | -1): TaskStatus | undefined {
  return taskStatuses[taskStatuses.indexOf(status) + step];
}
