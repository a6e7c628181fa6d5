import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { doublePrecision, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { Sql } from '../../platform/db/types.ts';
import type { Aggregation, MetricKind, Sample, SampleQuery, SeriesPoint, SeriesQuery } from './telemetry.types.ts';

const samples = pgTable('metric_samples', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind').$type<MetricKind>().notNull(),
  value: doublePrecision('value').notNull(),
  unit: text('unit').notNull(),
  environment: text('environment').notNull(),
  service: text('service').notNull(),
  host: text('host').notNull(),
  measuredAt: timestamp('measured_at', { withTimezone: true, mode: 'date' }).notNull(),
});

const aggregates = { avg: sql`avg(value)`, sum: sql`sum(value)`, min: sql`min(value)`, max: sql`max(value)`, count: sql`count(*)` } as const satisfies Record<Aggregation, unknown>;

export async function insertSamples(on: Sql, rows: readonly Sample[]): Promise<void> {
  if (rows.length > 0) await on.insert(samples).values([...rows]);
}

export async function removeSamples(on: Sql, before: Date): Promise<void> {
  await on.delete(samples).where(lt(samples.measuredAt, before));
}

/** True when something of that name was ever measured. */
export async function hasSamples(on: Sql, name: string): Promise<boolean> {
  const [row] = await on.select({ id: samples.id }).from(samples).where(eq(samples.name, name)).limit(1);
  return row !== undefined;
}

/** Newest first. */
export async function listSamples(on: Sql, { environment, kind, from, limit }: SampleQuery): Promise<readonly Sample[]> {
  const where = and(gte(samples.measuredAt, from), environment === undefined ? undefined : eq(samples.environment, environment), kind === undefined ? undefined : eq(samples.kind, kind));
  return await on.select().from(samples).where(where).orderBy(desc(samples.measuredAt), samples.name, samples.id).limit(limit);
}

/** Spans of equal length, each with the aggregate of its samples. */
export async function readSeries(on: Sql, { name, environment, from, to, aggregation, points }: SeriesQuery): Promise<readonly SeriesPoint[]> {
  const stepSeconds = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000 / points));
  const { rows } = await on.execute<{ at: string; value: number }>(sql`
    select date_bin(make_interval(secs => ${stepSeconds}), measured_at, ${from.toISOString()}::timestamptz) as at, (${aggregates[aggregation]})::float8 as value
    from metric_samples
    where name = ${name} and measured_at >= ${from.toISOString()}::timestamptz and measured_at < ${to.toISOString()}::timestamptz
      and (${environment ?? null}::text is null or environment = ${environment ?? null})
    group by 1 order by 1`);
  return rows.map(({ at, value }) => ({ at: new Date(at), value }));
}
