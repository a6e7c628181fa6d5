import { z } from 'zod';

/** Shapes of tasks and service levels on the wire. Times are UTC ISO 8601 with Z; hours are decimal text. */

const taskStatus = z.enum(['todo', 'in_progress', 'review', 'done']);
const priority = z.enum(['critical', 'high', 'medium', 'low']);
const environment = z.enum(['production', 'staging', 'development']);
const time = z.iso.datetime();

export const taskRow = z.object({
  id: z.uuid(),
  key: z.string(),
  title: z.string(),
  description: z.string(),
  status: taskStatus,
  priority,
  squad: z.string(),
  assignee: z.string().nullable(),
  environment: environment.nullable(),
  estimatedHours: z.string().nullable(),
  actualHours: z.string().nullable(),
  tags: z.array(z.string()),
  sopId: z.string().nullable(),
  requester: z.string(),
  createdAt: time,
  updatedAt: time,
  dueDate: time.nullable(),
  completedAt: time.nullable(),
});

export const serviceLevel = z.object({ weekStart: z.iso.date(), weekEnd: z.iso.date(), requestedHours: z.string(), deliveredHours: z.string(), percentage: z.string() });

export const taskFacets = z.object({ squads: z.array(z.string()), assignees: z.array(z.string()), tags: z.array(z.string()) });

const words = z.string().trim().max(200).transform((text) => (text === '' ? undefined : text));

export const taskFilters = z.object({
  status: z.enum(['unfinished', ...taskStatus.options]).optional(),
  priority: priority.optional(),
  environment: environment.optional(),
  squad: words.optional(),
  assignee: words.optional(),
  search: words.optional(),
});

export const taskQuery = taskFilters.extend({
  sort: z.enum(['created_at', 'due_date', 'priority', 'status', 'title', 'squad']).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: z.coerce.number().int().min(1).max(200).default(25),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const hours = z.string().regex(/^\d{1,8}(\.\d{1,4})?$/, 'hours with up to four decimals').nullable();
const maybe = z.string().trim().max(200).nullable().transform((text) => (text === '' ? null : text));
const date = z.iso.datetime().transform((text) => new Date(text)).nullable();
const name = z.string().trim().min(1).max(100);
const fields = {
  title: z.string().trim().min(1).max(200), description: z.string().trim().max(50_000), status: taskStatus, priority, squad: name, assignee: maybe, environment: environment.nullable(), estimatedHours: hours, actualHours: hours, tags: z.array(name).max(50),
  sopId: maybe, dueDate: date,
};

export const newTask = z.strictObject({
  ...fields, description: fields.description.default(''), status: taskStatus.default('todo'), assignee: maybe.default(null), environment: environment.nullable().default(null), estimatedHours: hours.default(null), actualHours: hours.default(null),
  tags: fields.tags.default([]), sopId: maybe.default(null), dueDate: date.default(null),
});
export const taskChanges = z.strictObject(fields).partial();

export const serviceLevelQuery = z.object({ weeks: z.coerce.number().int().min(1).max(52).default(12), squad: words.optional(), environment: environment.optional() });

export type TaskStatus = z.output<typeof taskStatus>;
export type TaskPriority = z.output<typeof priority>;
export type TaskRow = z.output<typeof taskRow>;
export type TaskFacets = z.output<typeof taskFacets>;
export type TaskQuery = Partial<z.input<typeof taskQuery>>;
export type NewTask = z.input<typeof newTask>;
export type TaskChanges = z.input<typeof taskChanges>;
export type ServiceLevel = z.output<typeof serviceLevel>;
export type ServiceLevelQuery = Partial<z.input<typeof serviceLevelQuery>>;
