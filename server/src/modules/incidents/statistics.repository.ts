import { and, desc, gte, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Sql, Tx } from '../../platform/db/types.ts';
import { toIncident } from './incident.repository.ts';
import { matching } from './incident-list.repository.ts';
import { deployments, incidentEvidence, incidents } from './incidents.tables.ts';
import type { Deployment, Environment, Incident, IncidentQuery, IncidentStatistics } from './incident.types.ts';

const countIf = (condition: SQL) => sql<number>`count(*) filter (where ${condition})::int`;
const meanMinutes = (column: SQL) => sql<number | null>`round((extract(epoch from avg(${column} - ${incidents.createdAt})) / 60)::numeric, 2)::float8`;

/** Numbers over the incidents that match. */
export async function readStatistics(on: Sql, query: IncidentQuery): Promise<IncidentStatistics> {
  const where = matching(query);
  const [[row], bySquad] = await Promise.all([
    on.select({
      total: sql<number>`count(*)::int`,
      critical: countIf(sql`${incidents.severity} = 'critical'`), high: countIf(sql`${incidents.severity} = 'high'`), medium: countIf(sql`${incidents.severity} = 'medium'`), low: countIf(sql`${incidents.severity} = 'low'`),
      open: countIf(sql`${incidents.status} = 'open'`), investigating: countIf(sql`${incidents.status} = 'investigating'`), resolved: countIf(sql`${incidents.status} = 'resolved'`), closed: countIf(sql`${incidents.status} = 'closed'`),
      mttaMinutes: meanMinutes(sql`${incidents.acknowledgedAt}`),
      mttrMinutes: meanMinutes(sql`${incidents.resolvedAt}`),
    }).from(incidents).where(where),
    on.select({ squad: incidents.squad, count: sql<number>`count(*)::int` }).from(incidents).where(where).groupBy(incidents.squad).orderBy(desc(sql`count(*)`), incidents.squad).limit(50),
  ]);
  if (row === undefined) throw new Error('an aggregate always has one row');
  const { total, mttaMinutes, mttrMinutes, critical, high, medium, low, open, investigating, resolved, closed } = row;
  return { total, bySeverity: { critical, high, medium, low }, byStatus: { open, investigating, resolved, closed }, bySquad, mttaMinutes, mttrMinutes };
}

/** Squads and services in use, for filters. */
export async function readFacets(on: Sql): Promise<{ readonly squads: readonly string[]; readonly assignees: readonly string[]; readonly services: readonly string[] }> {
  const [squads, assignees, services] = await Promise.all([
    on.selectDistinct({ name: incidents.squad }).from(incidents).orderBy(incidents.squad).limit(200),
    on.selectDistinct({ name: incidents.assignee }).from(incidents).where(sql`${incidents.assignee} is not null`).orderBy(incidents.assignee).limit(200),
    on.execute<{ name: string }>(sql`select distinct unnest(affected_services) as name from incidents order by 1 limit 200`),
  ]);
  return { squads: squads.map(({ name }) => name), assignees: assignees.flatMap(({ name }) => name ?? []), services: services.rows.map(({ name }) => name) };
}

interface Window {
  readonly from: Date;
  readonly to: Date;
  readonly environment?: Environment | undefined;
  readonly limit: number;
}

/** Incidents that were created or resolved within a window, newest first. */
export async function readActivity(on: Sql, { from, to, environment, limit }: Window): Promise<readonly Incident[]> {
  const isWithin = or(and(gte(incidents.createdAt, from), lt(incidents.createdAt, to)), and(gte(incidents.resolvedAt, from), lt(incidents.resolvedAt, to)));
  const rows = await on.select().from(incidents).where(and(isWithin, environment === undefined ? undefined : sql`${incidents.environment} = ${environment}`)).orderBy(desc(incidents.createdAt), desc(incidents.id)).limit(limit);
  return rows.map(toIncident);
}

/** Incidents that were resolved with a known cause and whose words are near, best first. */
export async function readResolvedLike(on: Sql, like: { readonly id: string; readonly words: readonly string[] }, limit: number): Promise<readonly Incident[]> {
  if (like.words.length === 0) return [];
  const query = sql`to_tsquery('english', ${like.words.join(' | ')})`;
  const { rows } = await on.execute<{ id: string }>(sql`
    select id from incidents where document @@ ${query} and resolved_at is not null and root_cause is not null and id <> ${like.id}
    order by ts_rank(document, ${query}) desc, created_at desc, id limit ${limit}`);
  if (rows.length === 0) return [];
  const found = await on.select().from(incidents).where(sql`${incidents.id} = any(${sql.param(rows.map(({ id }) => id))}::uuid[])`);
  return found.map(toIncident);
}

/** How much evidence of each kind an incident has. */
export async function countEvidence(on: Sql, incidentId: string): Promise<readonly { readonly kind: string; readonly count: number }[]> {
  return await on.select({ kind: incidentEvidence.kind, count: sql<number>`count(*)::int` }).from(incidentEvidence).where(sql`${incidentEvidence.incidentId} = ${incidentId}`).groupBy(incidentEvidence.kind).orderBy(incidentEvidence.kind);
}

export async function insertDeployments(tx: Tx, rows: readonly Deployment[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await tx.insert(deployments).values(rows.slice(at, at + 500));
}

/** Deployments within a window, newest first. */
export async function readDeployments(on: Sql, { from, to, environment, limit }: Window): Promise<readonly Deployment[]> {
  const isHere = environment === undefined ? undefined : sql`${deployments.environment} = ${environment}`;
  return await on.select().from(deployments).where(and(gte(deployments.deployedAt, from), lt(deployments.deployedAt, to), isHere)).orderBy(desc(deployments.deployedAt), desc(deployments.id)).limit(limit);
}
