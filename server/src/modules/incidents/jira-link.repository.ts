import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { incidents, jiraCursor, jiraLinks } from './incidents.tables.ts';

export type JiraLink = typeof jiraLinks.$inferSelect;

export async function insertLink(tx: Tx, link: Pick<JiraLink, 'incidentId' | 'issueKey' | 'base' | 'isPending' | 'lastError'> & { readonly syncedAt: Date | null }): Promise<void> {
  await tx.insert(jiraLinks).values({ ...link, failures: link.lastError === null ? 0 : 1 });
}

/** Notes that Jira has something to be told. */
export async function markPending(tx: Tx, incidentId: string): Promise<void> {
  await tx.insert(jiraLinks).values({ incidentId, isPending: true, failures: 0 }).onConflictDoUpdate({ target: jiraLinks.incidentId, set: { isPending: true } });
}

export async function updateLink(on: Sql, incidentId: string, fields: Partial<JiraLink>): Promise<void> {
  await on.update(jiraLinks).set(fields).where(eq(jiraLinks.incidentId, incidentId));
}

/** Counts a failure; resolves to how many there were in a row. */
export async function countFailure(on: Sql, incidentId: string, reason: string): Promise<number> {
  const [row] = await on.update(jiraLinks).set({ failures: sql`${jiraLinks.failures} + 1`, lastError: reason, leasedUntil: null }).where(eq(jiraLinks.incidentId, incidentId)).returning({ failures: jiraLinks.failures });
  return row?.failures ?? 0;
}

/** Takes the incident for oneself until then; null when somebody else has it, or there is nothing. */
export async function lease(on: Sql, incidentId: string, span: { readonly now: Date; readonly until: Date }): Promise<JiraLink | null> {
  const isFree = or(isNull(jiraLinks.leasedUntil), lt(jiraLinks.leasedUntil, span.now));
  const [row] = await on.update(jiraLinks).set({ leasedUntil: span.until }).where(and(eq(jiraLinks.incidentId, incidentId), isFree)).returning();
  return row ?? null;
}

export async function findLinkByIssue(on: Sql, issueKey: string): Promise<JiraLink | null> {
  const [row] = await on.select().from(jiraLinks).where(eq(jiraLinks.issueKey, issueKey));
  return row ?? null;
}

export async function listPending(on: Sql, limit: number): Promise<readonly string[]> {
  const rows = await on.select({ id: jiraLinks.incidentId }).from(jiraLinks).where(eq(jiraLinks.isPending, true)).orderBy(jiraLinks.failures).limit(limit);
  return rows.map(({ id }) => id);
}

export async function countLinks(on: Sql): Promise<{ readonly linked: number; readonly pending: number; readonly lastError: string | null }> {
  const [row] = await on
    .select({
      linked: sql<number>`count(*) filter (where ${jiraLinks.issueKey} is not null)::int`,
      pending: sql<number>`count(*) filter (where ${jiraLinks.isPending})::int`,
      lastError: sql<string | null>`(array_agg(${jiraLinks.lastError}) filter (where ${jiraLinks.isPending} and ${jiraLinks.lastError} is not null))[1]`,
    })
    .from(jiraLinks);
  return row ?? { linked: 0, pending: 0, lastError: null };
}

export async function setIssueKey(tx: Tx, incidentId: string, key: string): Promise<void> {
  await tx.update(incidents).set({ jiraKey: key }).where(eq(incidents.id, incidentId));
  await tx.update(jiraLinks).set({ issueKey: key }).where(eq(jiraLinks.incidentId, incidentId));
}

/** Until when Jira has been read; null before the first time. */
export async function readCursor(on: Sql): Promise<Date | null> {
  const [row] = await on.select().from(jiraCursor);
  return row?.readUntil ?? null;
}

export async function writeCursor(on: Sql, readUntil: Date): Promise<void> {
  await on.insert(jiraCursor).values({ isOnly: true, readUntil }).onConflictDoUpdate({ target: jiraCursor.isOnly, set: { readUntil } });
}
