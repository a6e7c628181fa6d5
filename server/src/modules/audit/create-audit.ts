import { requirePermission } from '../../platform/auth/index.ts';
import type { Clock, Ctx, UserCtx } from '../../platform/context/index.ts';
import type { Database, Sql } from '../../platform/db/types.ts';
import { newUuid } from '../../platform/ids.ts';
import { auditErrors } from './audit.errors.ts';
import type { Audit } from './audit.operations.ts';
import { appendRecord, findRecord, listRecords, lockHead, readAfter, readHead } from './audit.repository.ts';
import type { AuditEntry, AuditQuery, AuditRecord, AuditVerdict } from './audit.types.ts';
import { storable, throughJson } from './canonical.ts';
import { follow, genesis, linkHash } from './chain.ts';

const reading = 'read:audit-logs';
const portion = 1000;

const storableOrNull = (text: string | null): string | null => (text === null ? null : storable(text));

function describe(ctx: Ctx, entry: AuditEntry, occurredAt: Date): Omit<AuditRecord, 'sequence' | 'hash'> {
  return {
    id: newUuid(),
    eventType: storable(entry.eventType),
    resourceType: storable(entry.resourceType),
    resourceId: storableOrNull(entry.resourceId),
    description: storable(entry.description),
    status: entry.status,
    metadata: throughJson(entry.metadata ?? {}),
    userId: ctx.principal?.userId ?? null,
    username: ctx.principal?.username ?? null,
    userEmail: ctx.principal?.email ?? null,
    ip: ctx.ip,
    userAgent: storableOrNull(ctx.userAgent),
    requestId: storable(ctx.requestId),
    occurredAt,
  };
}

async function* readAll(sql: Sql, query: AuditQuery): AsyncGenerator<AuditRecord[]> {
  let after = 0;
  for (;;) {
    const records = await readAfter(sql, after, { query, limit: portion });
    if (records.length > 0) yield records;
    if (records.length < portion) return;
    after = records.at(-1)?.sequence ?? after;
  }
}

/** Up to the head as it was at the start: what is written meanwhile is checked next time. */
async function verify(sql: Sql): Promise<AuditVerdict> {
  const head = await readHead(sql);
  let link = { sequence: 0, hash: genesis };
  for await (const records of readAll(sql, {})) {
    const seen = records.filter(({ sequence }) => sequence <= head.sequence);
    const followed = follow(link, seen);
    link = followed.link;
    if (followed.brokenAt !== null) return { isIntact: false, checked: link.sequence, brokenAt: followed.brokenAt, headHash: link.hash };
    if (link.sequence === head.sequence) break;
  }
  const isIntact = link.sequence === head.sequence && link.hash === head.hash;
  return { isIntact, checked: link.sequence, brokenAt: isIntact ? null : Math.min(link.sequence + 1, head.sequence), headHash: link.hash };
}

async function* exportRecords(sql: Sql, ctx: UserCtx, query: AuditQuery): AsyncGenerator<AuditRecord> {
  requirePermission(ctx, reading);
  for await (const records of readAll(sql, query)) yield* records;
}

/** The audit trail on the one database. */
export function createAudit({ db, clock }: { readonly db: Database; readonly clock: Clock }): Audit {
  return {
    async record(tx, ctx, entry) {
      const head = await lockHead(tx);
      // The time is taken under the lock, so that it does not run backwards along the chain.
      const record = { sequence: head.sequence + 1, ...describe(ctx, entry, new Date(clock.now())) };
      await appendRecord(tx, { ...record, hash: linkHash(head.hash, record) });
    },
    async list(ctx, filter) {
      requirePermission(ctx, reading);
      return listRecords(db.sql, filter);
    },
    async get(ctx, id) {
      requirePermission(ctx, reading);
      const record = await findRecord(db.sql, id);
      if (record === null) throw auditErrors.AUDIT_RECORD_NOT_FOUND();
      return record;
    },
    async verify(ctx) {
      requirePermission(ctx, reading);
      return verify(db.sql);
    },
    export: (ctx, query) => exportRecords(db.sql, ctx, query),
  };
}
