import { Readable } from 'node:stream';
import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { AuditRecord } from '../../modules/audit/index.ts';
import { endpoint, type Endpoint, FileBody } from '../kit/index.ts';
import { type AuditRow, auditRow, auditVerdict } from './audit.wire.ts';

const guide = 'console#audit';
const permission = 'read:audit-logs';
const date = z.iso.datetime().transform((text) => new Date(text));
const word = z.string().trim().max(100).transform((text) => (text === '' ? undefined : text));

const query = z.object({
  event: word.optional(),
  resource: word.optional(),
  resourceId: word.optional(),
  userId: z.uuid().optional(),
  status: z.enum(['success', 'failed']).optional(),
  search: word.optional(),
  from: date.optional(),
  to: date.optional(),
});
const pagedQuery = query.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000_000).default(0),
});

const presentRecord = (record: AuditRecord): AuditRow => ({ ...record, metadata: { ...record.metadata }, occurredAt: iso(record.occurredAt) });

function toQuery({ event, resource, ...rest }: z.output<typeof query>) {
  return { ...rest, eventType: event, resourceType: resource };
}

async function* lines(records: AsyncIterable<AuditRecord>): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(presentRecord(record))}\n`;
}

/** The audit trail: list, verify, download. */
export const auditEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/console/v1/audit', {
    guide,
    summary: 'Audit records, newest first',
    permission,
    query: pagedQuery,
    reply: z.object({ items: z.array(auditRow), total: z.int() }),
    run: (m, ctx, { query: { limit, offset, ...filter } }) => m.audit.list(ctx, { ...toQuery(filter), limit, offset }),
    present: (page) => ({ items: page.items.map(presentRecord), total: page.total }),
  }),
  endpoint('POST /api/console/v1/audit/verify', {
    guide,
    summary: 'Recomputes the hash chain from its first record',
    permission,
    reply: auditVerdict,
    run: (m, ctx) => m.audit.verify(ctx),
    present: (verdict) => verdict,
  }),
  endpoint('GET /api/console/v1/audit/export', {
    guide,
    summary: 'Downloads matching records, oldest first, one JSON object per line',
    permission,
    query,
    reply: z.instanceof(FileBody),
    run: (m, ctx, { query: filter }) => m.audit.export(ctx, toQuery(filter)),
    present: (records) => new FileBody({ content: Readable.from(lines(records)), contentType: 'application/x-ndjson', filename: 'audit.ndjson' }),
  }),
];
