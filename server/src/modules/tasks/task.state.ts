import type { Task, TaskChange, TaskChanges } from './task.types.ts';

function isSame(a: unknown, b: unknown): boolean {
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((item, at) => item === b[at]) : a === b;
}

/** What really changes: fields that are given and differ. `done` sets the time of completion, leaving it clears it. */
export function change(before: Task, changes: TaskChanges, now: Date): { readonly after: Task; readonly changes: readonly TaskChange[] } {
  const differing = Object.entries(changes).filter(([field, value]) => value !== undefined && !isSame(before[field as keyof TaskChanges], value));
  if (differing.length === 0) return { after: before, changes: [] };
  const after: Task = { ...before, ...(Object.fromEntries(differing) as TaskChanges), updatedAt: now };
  const isDone = after.status === 'done';
  return {
    after: { ...after, completedAt: isDone ? (before.completedAt ?? now) : null },
    changes: differing.map(([field, to]) => ({ field: field as keyof TaskChanges, from: before[field as keyof TaskChanges] ?? null, to })),
  };
}
