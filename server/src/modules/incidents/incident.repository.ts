import { eq, or, sql } from 'drizzle-orm';
import { isUuid } from '../../lib/uuid.ts';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { incidents } from './incidents.tables.ts';
import type { Incident } from './incident.types.ts';

export type IncidentRow = typeof incidents.$inferSelect;

/** A row as the module speaks of it. */
export function toIncident({ jiraKey, ...row }: IncidentRow): Incident {
  return { ...row, jiraId: jiraKey ?? row.localKey };
}

/** A fresh key from the sequence: `INC-1001`. Numbers of rolled back transactions are not used again. */
export async function nextKey(tx: Tx): Promise<string> {
  const { rows } = await tx.execute<{ key: string }>(sql`select 'INC-' || nextval('incident_numbers') as key`);
  const [row] = rows;
  if (row === undefined) throw new Error('a sequence always has a next number');
  return row.key;
}

export async function insertIncidents(tx: Tx, rows: readonly IncidentRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await tx.insert(incidents).values(rows.slice(at, at + 500));
}

/** By UUID, by `INC-1001` or by the key of Jira. */
function byReference(reference: string) {
  return isUuid(reference) ? eq(incidents.id, reference) : or(eq(incidents.localKey, reference), eq(incidents.jiraKey, reference));
}

export async function findIncident(on: Sql, reference: string): Promise<IncidentRow | null> {
  const [row] = await on.select().from(incidents).where(byReference(reference));
  return row ?? null;
}

/** As {@link findIncident}; others who want to change it wait until the transaction ends. */
export async function lockIncident(tx: Tx, reference: string): Promise<IncidentRow | null> {
  const [row] = await tx.select().from(incidents).where(byReference(reference)).for('update');
  return row ?? null;
}

export async function updateIncident(tx: Tx, id: string, fields: Partial<IncidentRow>): Promise<void> {
  await tx.update(incidents).set(fields).where(eq(incidents.id, id));
}

export async function deleteIncident(tx: Tx, id: string): Promise<void> {
  await tx.delete(incidents).where(eq(incidents.id, id));
}
