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
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly userId: string | null;
  readonly username: string | null;
  readonly userEmail: string | null;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly requestId: string;
  readonly occurredAt: Date;
  /** SHA-256 over the record and the hash before it, hex. */
  readonly hash: string;
}

/** Which records; all conditions hold together. */
export interface AuditQuery {
  readonly eventType?: string | undefined;
  readonly resourceType?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly userId?: string | undefined;
  /** In any case. */
  readonly userEmail?: string | undefined;
  readonly status?: 'success' | 'failed' | undefined;
  /** Inclusive. */
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  /** Part of the description, user name or resource id, in any case. */
  readonly search?: string | undefined;
}

/** A page of records, newest first. */
export interface AuditFilter extends AuditQuery {
  readonly limit: number;
  readonly offset: number;
}

/** Outcome of a verification. */
export interface AuditVerdict {
  readonly isIntact: boolean;
  /** Records that were found in order. */
  readonly checked: number;
  /** Sequence number of the first record that is missing or altered. */
  readonly brokenAt: number | null;
  /** Hash of the last good record: written down elsewhere, it proves later that nothing before it was rewritten. */
  readonly headHash: string;
}
