/** The module's operations. */
export type { Tasks } from './tasks.operations.ts';
/** What the operations speak of. */
export type * from './task.types.ts';
/** What happens to tasks, for everybody who wants to know. */
export * from './task.events.ts';
/** Builds the module. */
export { createTasks, type TasksParts } from './create-tasks.ts';
/** Codes that this module can answer with. */
export { taskErrors } from './task.errors.ts';
