import { boolean, customType, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

export const roles = pgTable('roles', {
  name: text('name').primaryKey(),
  description: text('description').notNull(),
  permissions: text('permissions').array().notNull(),
  isBuiltIn: boolean('is_built_in').notNull(),
  createdAt: time('created_at').notNull(),
});

export const users = pgTable('users', {
  id: uuid('id').primaryKey(),
  serialId: integer('serial_id').generatedAlwaysAsIdentity(),
  username: text('username').notNull(),
  email: text('email').notNull(),
  name: text('name').notNull(),
  team: text('team').notNull(),
  avatarUrl: text('avatar_url'),
  organization: text('organization'),
  subscriptionTier: text('subscription_tier', { enum: ['free', 'pro', 'enterprise'] }).notNull(),
  plan: text('plan', { enum: ['trial', 'starter', 'pro', 'elite'] }).notNull(),
  passwordHash: text('password_hash').notNull(),
  isDisabled: boolean('is_disabled').notNull().default(false),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  lastLoginAt: time('last_login_at'),
});

export const userRoles = pgTable('user_roles', {
  userId: uuid('user_id').notNull(),
  role: text('role').notNull(),
});

export const sessions = pgTable('sessions', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  cookieHash: bytes('cookie_hash').notNull(),
  isRemembered: boolean('is_remembered').notNull(),
  ip: text('ip'),
  userAgent: text('user_agent'),
  createdAt: time('created_at').notNull(),
  lastUsedAt: time('last_used_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  revokedAt: time('revoked_at'),
  revokedReason: text('revoked_reason'),
});

export const refreshTokens = pgTable('refresh_tokens', {
  hash: bytes('hash').primaryKey(),
  sessionId: uuid('session_id').notNull(),
  createdAt: time('created_at').notNull(),
  spentAt: time('spent_at'),
});

export const apiTokens = pgTable('api_tokens', {
  id: uuid('id').primaryKey(),
  userId: uuid('user_id').notNull(),
  name: text('name').notNull(),
  hash: bytes('hash').notNull(),
  prefix: text('prefix').notNull(),
  lastFour: text('last_four').notNull(),
  scopes: text('scopes').array().notNull(),
  environment: text('environment'),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at'),
  lastUsedAt: time('last_used_at'),
  revokedAt: time('revoked_at'),
});

export const loginAttempts = pgTable('login_attempts', {
  key: bytes('key').primaryKey(),
  failures: integer('failures').notNull(),
  lastAt: time('last_at').notNull(),
  blockedUntil: time('blocked_until'),
});
