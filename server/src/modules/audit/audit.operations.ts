import type { Ctx, UserCtx } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';
import type { AuditEntry, AuditFilter, AuditQuery, AuditRecord, AuditVerdict } from './audit.types.ts';

/** The audit trail: an append-only hash chain, written in the transaction of the change it tells of. */
export interface Audit {
  /**
   * Appends one record. Writers stand in line from here until their transaction ends,
   * so this is best the last statement of it.
   */
  record(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void>;
  /** Needs `read:audit-logs`. Newest first. Source: ops#admin. */
  list(ctx: UserCtx, filter: AuditFilter): Promise<{ items: readonly AuditRecord[]; total: number }>;
  /** Needs `read:audit-logs`. Errors: AUDIT_RECORD_NOT_FOUND. */
  get(ctx: UserCtx, id: string): Promise<AuditRecord>;
  /** Recomputes the chain from its first record. Needs `read:audit-logs`. */
  verify(ctx: UserCtx): Promise<AuditVerdict>;
  /** Every matching record, oldest first, read in portions. Needs `read:audit-logs`. */
  export(ctx: UserCtx, query: AuditQuery): AsyncIterable<AuditRecord>;
}
