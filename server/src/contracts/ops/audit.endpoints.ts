import { type Endpoint, planned } from '../kit/index.ts';

/** The audit trail. */
export const auditEndpoints: readonly Endpoint[] = [
  planned('GET /api/v1/admin/audit-logs', { guide: 'ops#additional-features-priority-medium', summary: 'Audit logs, newest first' }),
  planned('GET /api/v1/admin/audit-logs/:id', { guide: 'ops#frontend-code-reference', summary: 'One audit record' }),
];
