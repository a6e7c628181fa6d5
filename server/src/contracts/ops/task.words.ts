import { z } from 'zod';
import type { Task, TaskSnapshot } from '../../modules/tasks/index.ts';

/** A task as the guide's types print it. */
export const taskRow = z.object({
  id: z.uuid(),
  jira_id: z.string(),
  title: z.string(),
  description: z.string(),
  status: z.enum(['todo', 'in_progress', 'review', 'done']),
  priority: z.enum(['critical', 'high', 'medium', 'low']),
  squad: z.string(),
  assignee: z.string().nullable(),
  environment: z.enum(['production', 'staging', 'development']).nullable(),
  estimated_hours: z.number().nullable(),
  actual_hours: z.number().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  due_date: z.iso.datetime().nullable(),
  completed_at: z.iso.datetime().nullable(),
  tags: z.array(z.string()),
  sop_id: z.string().nullable(),
});

const asIso = (time: Date | string): string => (typeof time === 'string' ? time : time.toISOString());
const asIsoOrNull = (time: Date | string | null): string | null => (time === null ? null : asIso(time));
const hours = (decimal: string | null): number | null => (decimal === null ? null : Number(decimal));

/** From the database or from an event, whose dates are strings already. */
export function presentTask(task: Task | TaskSnapshot): z.input<typeof taskRow> {
  return {
    id: task.id,
    jira_id: task.key,
    title: task.title,
    description: task.description,
    status: task.status,
    priority: task.priority,
    squad: task.squad,
    assignee: task.assignee,
    environment: task.environment,
    estimated_hours: hours(task.estimatedHours),
    actual_hours: hours(task.actualHours),
    created_at: asIso(task.createdAt),
    updated_at: asIso(task.updatedAt),
    due_date: asIsoOrNull(task.dueDate),
    completed_at: asIsoOrNull(task.completedAt),
    tags: [...task.tags],
    sop_id: task.sopId,
  };
}
