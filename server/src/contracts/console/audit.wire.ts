import { z } from 'zod';

/** A record of the audit trail on the wire. */
export const auditRow = z.object({
  sequence: z.int(),
  id: z.uuid(),
  eventType: z.string(),
  resourceType: z.string(),
  resourceId: z.string().nullable(),
  description: z.string(),
  status: z.enum(['success', 'failed']),
  metadata: z.record(z.string(), z.unknown()),
  userId: z.uuid().nullable(),
  username: z.string().nullable(),
  userEmail: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string(),
  occurredAt: z.iso.datetime(),
  hash: z.string(),
});

/** What recomputing the chain found. */
export const auditVerdict = z.object({ isIntact: z.boolean(), checked: z.int(), brokenAt: z.int().nullable(), headHash: z.string() });

export type AuditRow = z.output<typeof auditRow>;
export type AuditVerdict = z.output<typeof auditVerdict>;
