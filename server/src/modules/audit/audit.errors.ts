import { defineErrors } from '../../platform/errors/index.ts';

/** Errors of the audit trail, by code. */
export const auditErrors = defineErrors({
  AUDIT_RECORD_NOT_FOUND: [404, 'Audit record not found'],
});
