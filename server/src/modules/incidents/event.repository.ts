import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { incidentEvents } from './incidents.tables.ts';
import type { IncidentEvent } from './incident.types.ts';

export type EventRow = typeof incidentEvents.$inferSelect;

export async function insertEvents(tx: Tx, rows: readonly EventRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await tx.insert(incidentEvents).values(rows.slice(at, at + 500));
}

/** The timeline of one incident, oldest first. */
export async function listEvents(on: Sql, incidentId: string): Promise<readonly IncidentEvent[]> {
  const rows = await on.select().from(incidentEvents).where(eq(incidentEvents.incidentId, incidentId)).orderBy(asc(incidentEvents.occurredAt), asc(incidentEvents.id));
  return rows.map(({ jiraCommentId: _told, ...event }) => event);
}

/** Comments of our own that Jira does not have yet, oldest first. */
export async function listUntoldComments(on: Sql, incidentId: string): Promise<readonly EventRow[]> {
  const isUntold = and(eq(incidentEvents.incidentId, incidentId), eq(incidentEvents.kind, 'comment'), eq(incidentEvents.origin, 'user'), isNull(incidentEvents.jiraCommentId));
  return await on.select().from(incidentEvents).where(isUntold).orderBy(asc(incidentEvents.occurredAt), asc(incidentEvents.id));
}

export async function markTold(on: Sql, eventId: string, jiraCommentId: string): Promise<void> {
  await on.update(incidentEvents).set({ jiraCommentId }).where(eq(incidentEvents.id, eventId));
}

/** Adds a comment of Jira unless it is known; resolves to whether it was new. */
export async function insertJiraComment(tx: Tx, row: EventRow): Promise<boolean> {
  const added = await tx.insert(incidentEvents).values(row).onConflictDoNothing({ target: [incidentEvents.incidentId, incidentEvents.jiraCommentId], where: sql`jira_comment_id is not null` }).returning({ id: incidentEvents.id });
  return added.length > 0;
}
