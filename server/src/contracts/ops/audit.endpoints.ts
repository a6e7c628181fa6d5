import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { AuditFilter, AuditRecord } from '../../modules/audit/index.ts';
import { type Endpoint, endpoint } from '../kit/index.ts';
import { listEffects, listOf, listQuery, offsetOf, presentList } from './paging.ts';

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);
const word = z.string().min(1).max(100);

/** The guide's documents write `event_type`, `resource_type` and `user_id`; its client `action`, `resource` and `user`. */
const auditQuery = listQuery(
  {
    user_id: z.uuid().optional(),
    user: z.email().optional(),
    event_type: word.optional(),
    action: word.optional(),
    resource_type: word.optional(),
    resource: word.optional(),
    status: z.enum(['success', 'failed']).optional(),
    start_date: moment.optional(),
    end_date: moment.optional(),
    search: z.string().min(1).max(200).optional(),
  },
  { default: 50 },
);

const auditRow = z.object({
  id: z.uuid(),
  event_type: z.string(),
  resource_type: z.string(),
  resource_id: z.string().nullable(),
  resource_name: z.string().nullable(),
  /** Null when nobody was signed in: a failed login, the system itself. */
  user_id: z.uuid().nullable(),
  user_name: z.string(),
  user_email: z.string().nullable(),
  action_description: z.string(),
  status: z.enum(['success', 'failed']),
  error_message: z.string().nullable(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), old_value: z.unknown(), new_value: z.unknown() })),
  metadata: z.record(z.string(), z.unknown()),
  timestamp: z.iso.datetime(),
});

type Change = z.input<typeof auditRow>['changes'][number];

function changesOf({ changes }: AuditRecord['metadata']): Change[] {
  const known = z.array(z.object({ field: z.string(), old_value: z.unknown(), new_value: z.unknown() })).safeParse(changes);
  return known.success ? known.data : [];
}

function presentRecord(record: AuditRecord): z.input<typeof auditRow> {
  return {
    id: record.id,
    event_type: record.eventType,
    resource_type: record.resourceType,
    resource_id: record.resourceId,
    resource_name: null,
    user_id: record.userId,
    user_name: record.username ?? 'nobody',
    user_email: record.userEmail,
    action_description: record.description,
    status: record.status,
    error_message: record.status === 'failed' ? record.description : null,
    ip_address: record.ip,
    user_agent: record.userAgent,
    changes: changesOf(record.metadata),
    metadata: { ...record.metadata, sequence: record.sequence, hash: record.hash, request_id: record.requestId },
    timestamp: iso(record.occurredAt),
  };
}

function toFilter(query: z.output<typeof auditQuery>): AuditFilter {
  return {
    userId: query.user_id,
    userEmail: query.user,
    eventType: query.event_type ?? query.action,
    resourceType: query.resource_type ?? query.resource,
    status: query.status,
    from: query.start_date === undefined ? undefined : new Date(query.start_date),
    to: query.end_date === undefined ? undefined : new Date(query.end_date),
    search: query.search,
    limit: query.limit,
    offset: offsetOf(query),
  };
}

/** The audit trail. */
export const auditEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/admin/audit-logs', {
    guide: 'ops#additional-features-priority-medium',
    summary: 'Audit logs, newest first',
    permission: 'read:audit-logs',
    query: auditQuery,
    reply: listOf(auditRow),
    run: (m, ctx, { query }) => m.audit.list(ctx, toFilter(query)),
    present: (found, { query }) => presentList(found, query, presentRecord),
    effects: (found, { query }) => listEffects(found, query),
  }),
  endpoint('GET /api/v1/admin/audit-logs/:id', {
    guide: 'ops#frontend-code-reference',
    summary: 'One audit record',
    permission: 'read:audit-logs',
    params: z.object({ id: z.uuid() }),
    reply: auditRow,
    run: (m, ctx, { params }) => m.audit.get(ctx, params.id),
    present: presentRecord,
  }),
];
