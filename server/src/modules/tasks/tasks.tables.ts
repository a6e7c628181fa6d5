import { numeric, pgTable, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { priorities, taskEnvironments, taskStatuses } from './task.types.ts';

const time = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const tasks = pgTable('tasks', {
  id: uuid('id').primaryKey(),
  key: text('local_key').notNull(),
  title: text('title').notNull(),
  description: text('description').notNull(),
  status: text('status', { enum: taskStatuses }).notNull(),
  priority: text('priority', { enum: priorities }).notNull(),
  squad: text('squad').notNull(),
  assignee: text('assignee'),
  environment: text('environment', { enum: taskEnvironments }),
  estimatedHours: numeric('estimated_hours', { precision: 12, scale: 4 }),
  actualHours: numeric('actual_hours', { precision: 12, scale: 4 }),
  tags: text('tags').array().notNull(),
  sopId: text('sop_id'),
  requester: text('requester').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  dueDate: time('due_date'),
  completedAt: time('completed_at'),
});

/** Columns that the database computes: read in conditions, never selected. */
export const computed = pgTable('tasks', { statusRank: smallint('status_rank').notNull(), priorityRank: smallint('priority_rank').notNull() });
