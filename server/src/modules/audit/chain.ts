import { createHash } from 'node:crypto';
import type { AuditRecord } from './audit.types.ts';
import { canonicalJson } from './canonical.ts';

/** What stands before the first record. */
export const genesis = '0'.repeat(64);

/** SHA-256 over the hash before and the canonical JSON of the record's other fields; hex. */
export function linkHash(previous: string, record: Omit<AuditRecord, 'hash'>): string {
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(canonicalJson(record)).digest('hex');
}

/**
 * Follows the chain over records in order, from the link after `from`.
 * Returns the last good link and the sequence number of the first record that is missing or altered.
 */
export function follow(from: Link, records: Iterable<AuditRecord>): { link: Link; brokenAt: number | null } {
  let link = from;
  for (const { hash, ...record } of records) {
    const sequence = link.sequence + 1;
    if (record.sequence !== sequence || linkHash(link.hash, record) !== hash) return { link, brokenAt: sequence };
    link = { sequence, hash };
  }
  return { link, brokenAt: null };
}

/** A place in the chain. */
export interface Link {
  readonly sequence: number;
  readonly hash: string;
}
