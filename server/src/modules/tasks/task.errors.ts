import { defineErrors } from '../../platform/errors/index.ts';

/** Codes that this module can answer with. */
export const taskErrors = defineErrors({ TASK_NOT_FOUND: [404, 'Task not found'] });
