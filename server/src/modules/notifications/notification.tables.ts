import { boolean, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { ChannelSettings, Message } from './notification.types.ts';

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const channels = pgTable('notification_channels', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['email', 'slack', 'discord', 'telegram'] }).notNull(),
  settings: jsonb('settings').$type<ChannelSettings>().notNull(),
  secret: text('secret'),
  isEnabled: boolean('is_enabled').notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
});

export const deliveries = pgTable('notification_deliveries', {
  id: uuid('id').primaryKey(),
  channel: text('channel').notNull(),
  channelName: text('channel_name').notNull(),
  kind: text('kind').notNull(),
  dedupeKey: text('dedupe_key').notNull(),
  message: jsonb('message').$type<Omit<Message, 'key'>>().notNull(),
  status: text('status', { enum: ['queued', 'retrying', 'delivered', 'dead'] }).notNull(),
  attempts: integer('attempts').notNull().default(0),
  lastError: text('last_error'),
  createdAt: time('created_at').notNull(),
  attemptedAt: time('attempted_at'),
  deliveredAt: time('delivered_at'),
});
