import { and, asc, count, desc, eq, gt, gte, ilike, lt, or, type SQL, sql } from 'drizzle-orm';
import { bigint, boolean, customType, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Sql, Tx } from '../../platform/db/types.ts';
import type { AuditFilter, AuditQuery, AuditRecord } from './audit.types.ts';
import type { Link } from './chain.ts';

const hex = customType<{ data: string; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value, 'hex'),
  fromDriver: (value) => value.toString('hex'),
});

const log = pgTable('audit_log', {
  sequence: bigint('sequence', { mode: 'number' }).primaryKey(),
  id: uuid('id').notNull(),
  eventType: text('event_type').notNull(),
  resourceType: text('resource_type').notNull(),
  resourceId: text('resource_id'),
  description: text('description').notNull(),
  status: text('status', { enum: ['success', 'failed'] }).notNull(),
  metadata: jsonb('metadata').$type<Record<string, unknown>>().notNull(),
  userId: uuid('user_id'),
  username: text('username'),
  userEmail: text('user_email'),
  ip: text('ip'),
  userAgent: text('user_agent'),
  requestId: text('request_id').notNull(),
  occurredAt: timestamp('occurred_at', { withTimezone: true, precision: 3 }).notNull(),
  hash: hex('hash').notNull(),
});

const head = pgTable('audit_head', {
  isOnly: boolean('is_only').primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: hex('hash').notNull(),
});

const headColumns = { sequence: head.sequence, hash: head.hash };
const genesisMissing = 'the audit trail has lost its head row';

function matching(query: AuditQuery): SQL | undefined {
  const pattern = query.search === undefined ? undefined : `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
  const given = <T>(value: T | undefined, condition: (value: T) => SQL | undefined) => (value === undefined ? undefined : condition(value));
  return and(
    given(query.eventType, (value) => eq(log.eventType, value)),
    given(query.resourceType, (value) => eq(log.resourceType, value)),
    given(query.resourceId, (value) => eq(log.resourceId, value)),
    given(query.userId, (value) => eq(log.userId, value)),
    given(query.userEmail, (value) => eq(sql`lower(${log.userEmail})`, value.toLowerCase())),
    given(query.status, (value) => eq(log.status, value)),
    given(query.from, (value) => gte(log.occurredAt, value)),
    given(query.to, (value) => lt(log.occurredAt, value)),
    given(pattern, (value) => or(ilike(log.description, value), ilike(log.username, value), ilike(log.resourceId, value))),
  );
}

/** The end of the chain, locked until the transaction ends. */
export async function lockHead(tx: Tx): Promise<Link> {
  const [row] = await tx.select(headColumns).from(head).for('update');
  if (row === undefined) throw new Error(genesisMissing);
  return row;
}

export async function readHead(on: Sql): Promise<Link> {
  const [row] = await on.select(headColumns).from(head);
  if (row === undefined) throw new Error(genesisMissing);
  return row;
}

/** Adds a record and moves the end of the chain to it. */
export async function appendRecord(tx: Tx, record: AuditRecord): Promise<void> {
  await tx.insert(log).values(record);
  await tx.update(head).set({ sequence: record.sequence, hash: record.hash });
}

export async function listRecords(on: Sql, filter: AuditFilter): Promise<{ items: AuditRecord[]; total: number }> {
  const matches = matching(filter);
  const items = await on.select().from(log).where(matches).orderBy(desc(log.sequence)).limit(filter.limit).offset(filter.offset);
  const [counted] = await on.select({ total: count() }).from(log).where(matches);
  return { items, total: counted?.total ?? 0 };
}

export async function findRecord(on: Sql, id: string): Promise<AuditRecord | null> {
  const [row] = await on.select().from(log).where(eq(log.id, id));
  return row ?? null;
}

/** The next records after a sequence number, oldest first. */
export async function readAfter(on: Sql, sequence: number, portion: { query: AuditQuery; limit: number }): Promise<AuditRecord[]> {
  return on.select().from(log).where(and(gt(log.sequence, sequence), matching(portion.query))).orderBy(asc(log.sequence)).limit(portion.limit);
}
