import { and, desc, eq, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import type { Evidence } from './evidence.types.ts';
import { incidentEvidence } from './incidents.tables.ts';

export type EvidenceRow = typeof incidentEvidence.$inferSelect;

export function toEvidence({ filename, contentType, blob: _blob, ...row }: EvidenceRow): Evidence {
  return { ...row, file: filename === null ? null : { filename, contentType: contentType ?? 'application/octet-stream' } };
}

export async function insertEvidence(tx: Tx, rows: readonly EvidenceRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await tx.insert(incidentEvidence).values(rows.slice(at, at + 500));
}

/** Of one incident, newest first. */
export async function listEvidence(on: Sql, incidentId: string): Promise<readonly EvidenceRow[]> {
  return await on.select().from(incidentEvidence).where(eq(incidentEvidence.incidentId, incidentId)).orderBy(desc(incidentEvidence.uploadedAt), desc(incidentEvidence.id));
}

export async function findEvidence(on: Sql, which: { incidentId: string; id: string }): Promise<EvidenceRow | null> {
  const [row] = await on.select().from(incidentEvidence).where(and(eq(incidentEvidence.id, which.id), eq(incidentEvidence.incidentId, which.incidentId)));
  return row ?? null;
}

export async function deleteEvidence(tx: Tx, id: string): Promise<EvidenceRow | null> {
  const [row] = await tx.delete(incidentEvidence).where(eq(incidentEvidence.id, id)).returning();
  return row ?? null;
}

/** Blobs of everything that belongs to an incident. */
export async function blobsOf(tx: Tx, incidentId: string): Promise<readonly string[]> {
  const rows = await tx.select({ blob: incidentEvidence.blob }).from(incidentEvidence).where(and(eq(incidentEvidence.incidentId, incidentId), sql`${incidentEvidence.blob} is not null`));
  return rows.flatMap(({ blob }) => (blob === null ? [] : [blob]));
}
