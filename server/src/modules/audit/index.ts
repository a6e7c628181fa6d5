import type { Ctx, UserCtx } from '../../platform/context/index.ts';
import type { Tx } from '../../platform/db/types.ts';

/** One change to be remembered. */
export interface AuditEntry {
  /** `CREATE`, `UPDATE`, `DELETE`, `LOGIN`, `LOGIN_FAILED` … */
  readonly eventType: string;
  /** `incident`, `scan`, `user` … */
  readonly resourceType: string;
  readonly resourceId: string | null;
  readonly description: string;
  readonly status: 'success' | 'failed';
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** A remembered change and its link in the chain. */
export interface AuditRecord extends AuditEntry {
  /** Running number without gaps. */
  readonly sequence: number;
  readonly id: string;
  readonly userId: string | null;
  readonly username: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  readonly occurredAt: Date;
  /** SHA-256 over the record and the hash before it, hex. */
  readonly hash: string;
}

export interface AuditFilter {
  readonly eventType?: string;
  readonly resourceType?: string;
  readonly resourceId?: string;
  readonly userId?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly search?: string;
  readonly limit: number;
  readonly offset: number;
}

/** The audit trail: an append-only hash chain, written in the transaction of the change it tells of. */
export interface Audit {
  record(tx: Tx, ctx: Ctx, entry: AuditEntry): Promise<void>;
  /** Needs `read:audit-logs`. Newest first. Source: ops#admin. */
  list(ctx: UserCtx, filter: AuditFilter): Promise<{ items: readonly AuditRecord[]; total: number }>;
  /** Recomputes the chain; the first broken sequence number when it does not hold. */
  verify(ctx: UserCtx): Promise<{ isIntact: boolean; checked: number; brokenAt: number | null }>;
}
