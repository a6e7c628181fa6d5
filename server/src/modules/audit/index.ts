/** The module's operations. */
export type { Audit } from './audit.operations.ts';
/** Builds the module. */
export { createAudit } from './create-audit.ts';
/** Codes that this module can answer with. */
export { auditErrors } from './audit.errors.ts';
/** What the operations speak of. */
export type { AuditEntry, AuditFilter, AuditQuery, AuditRecord, AuditVerdict } from './audit.types.ts';
