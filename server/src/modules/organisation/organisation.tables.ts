import { integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const columns = () => ({
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  displayName: text('display_name').notNull(),
  color: text('color').notNull(),
  position: integer('position').notNull(),
  createdAt: timestamp('created_at', { withTimezone: true, precision: 3 }).notNull(),
});

export const environments = pgTable('environments', columns());
export const teams = pgTable('teams', columns());
