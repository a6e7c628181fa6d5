import { and, type SQL, sql, type SQLWrapper } from 'drizzle-orm';
import { searchWords } from '../../lib/search-words.ts';
import type { Sql } from '../../platform/db/types.ts';
import { type IncidentRow, toIncident } from './incident.repository.ts';
import { computed, incidents } from './incidents.tables.ts';
import type { FoundIncident, IncidentFilter, IncidentQuery, Page, SortField } from './incident.types.ts';
import type { Totals } from './totals.ts';

const sortColumns = {
  created_at: incidents.createdAt, updated_at: incidents.updatedAt, resolved_at: incidents.resolvedAt, severity: computed.severityRank, status: incidents.status,
  title: incidents.title, squad: incidents.squad, environment: incidents.environment, jira_id: incidents.localKey,
} as const satisfies Record<SortField, unknown>;

/** Ranks beyond this are not worth their time: nobody reads so far. */
const mostRanked = 1000;

/** Conditions by name; the value is a placeholder in prepared statements, else a parameter. */
const conditions = {
  environment: (value: SQLWrapper) => sql`${incidents.environment} = any(${value}::text[])`,
  severity: (value: SQLWrapper) => sql`${incidents.severity} = any(${value}::text[])`,
  status: (value: SQLWrapper) => sql`${incidents.status} = any(${value}::text[])`,
  squad: (value: SQLWrapper) => sql`${incidents.squad} = any(${value}::text[])`,
  assignee: (value: SQLWrapper) => sql`${incidents.assignee} = any(${value}::text[])`,
  from: (value: SQLWrapper) => sql`${incidents.createdAt} >= ${value}::timestamptz`,
  to: (value: SQLWrapper) => sql`${incidents.createdAt} < ${value}::timestamptz`,
} as const;

type Condition = keyof typeof conditions;
const names = Object.keys(conditions) as Condition[];

/** The conditions that a filter has. */
function givenIn(query: IncidentQuery): readonly Condition[] {
  return names.filter((name) => query[name] !== undefined);
}

function valueOf(query: IncidentQuery, name: Condition): string | readonly string[] | undefined {
  const value = query[name];
  return value instanceof Date ? value.toISOString() : value;
}

/** All conditions of a filter with their values in place. */
export function matching(query: IncidentQuery): SQL | undefined {
  return and(...givenIn(query).map((name) => conditions[name](sql.param(valueOf(query, name)))));
}

function prepared(given: readonly Condition[]): SQL | undefined {
  return and(...given.map((name) => conditions[name](sql`${sql.placeholder(name)}`)));
}

function placeholders(query: IncidentQuery): Record<string, unknown> {
  return Object.fromEntries(givenIn(query).map((name) => [name, valueOf(query, name)]));
}

function orderOf({ sort = 'created_at', order = 'desc' }: Pick<IncidentFilter, 'sort' | 'order'>): SQL {
  const direction = order === 'asc' ? sql`asc` : sql`desc`;
  const column = sortColumns[sort];
  if (sort === 'created_at') return sql`${column} ${direction}, ${incidents.id} ${direction}`;
  return sql`${column} ${direction} nulls last, ${incidents.createdAt} desc, ${incidents.id} desc`;
}

/** Reads pages and counts; each combination of conditions and order is prepared once for all connections. */
export class IncidentListRepository {
  readonly #sql: Sql;
  readonly #totals: Totals;
  readonly #pages = new Map<string, ReturnType<IncidentListRepository['preparePage']>>();
  readonly #counts = new Map<string, ReturnType<IncidentListRepository['prepareCount']>>();

  constructor(on: Sql, totals: Totals) {
    this.#sql = on;
    this.#totals = totals;
  }

  async list(filter: IncidentFilter): Promise<Page<FoundIncident>> {
    if (filter.search !== undefined) return await this.#search(filter, filter.search);
    const given = givenIn(filter);
    const shape = `${given.join('_')} ${filter.sort ?? ''} ${filter.order ?? ''}`;
    const page = remembered(this.#pages, shape, () => this.preparePage(filter, given, `incidents ${shape}`));
    const counted = remembered(this.#counts, given.join('_'), () => this.prepareCount(given));
    const values = placeholders(filter);
    const count = async (): Promise<number> => (await counted.execute(values))[0]?.value ?? 0;
    const [rows, total] = await Promise.all([page.execute({ ...values, limit: filter.limit, offset: filter.offset }), this.#totals.of(JSON.stringify(values), count)]);
    return { items: rows.map((row) => ({ ...toIncident(row), highlights: null })), total };
  }

  /** Every match in batches by creation, oldest first; for exports. */
  async *all(query: IncidentQuery): AsyncGenerator<readonly FoundIncident[]> {
    const limit = 100;
    for (let offset = 0; ; offset += limit) {
      const { items } = await this.list({ ...query, sort: 'created_at', order: 'asc', limit, offset });
      if (items.length > 0) yield items;
      if (items.length < limit) return;
    }
  }

  preparePage(filter: IncidentFilter, given: readonly Condition[], name: string) {
    return this.#sql.select().from(incidents).where(prepared(given)).orderBy(orderOf(filter)).limit(sql.placeholder('limit')).offset(sql.placeholder('offset')).prepare(name.replaceAll(' ', '_'));
  }

  prepareCount(given: readonly Condition[]) {
    return this.#sql.select({ value: sql<number>`count(*)::int` }).from(incidents).where(prepared(given)).prepare(`incidents_count_${given.join('_')}`);
  }

  /**
   * Ranked by PostgreSQL (`ts_rank_cd`: how near the words are to one another, weighted by where they stand), then newest first.
   * Ranking reads every word's place, so of very many matches only the newest {@link mostRanked} are ranked; older ones follow by
   * age. Headlines are made for the rows of the page alone.
   */
  async #search(filter: IncidentFilter, typed: string): Promise<Page<FoundIncident>> {
    const { kind, text } = searchWords(typed);
    const words = kind === 'words' ? sql`(to_tsquery('english', ${text}) || to_tsquery('simple', ${text}))` : sql`websearch_to_tsquery('english', ${text})`;
    const where = and(sql`${computed.document} @@ (select query from words)`, matching(filter));
    const headline = (column: SQL, longest: number) => sql`ts_headline('english', ${column}, words.query, ${`StartSel=«, StopSel=», MaxWords=${longest}, MinWords=${Math.floor(longest / 2)}`})`;
    const found = filter.sort === undefined
      ? sql`matches as materialized (select id, created_at, row_number() over (order by created_at desc, id desc) as age, count(*) over () as total from incidents where ${where} order by created_at desc, id desc limit ${Math.max(mostRanked, filter.offset + filter.limit)}),
        found as materialized (
          select matches.id, matches.total, row_number() over (order by case when age <= ${mostRanked} then ts_rank_cd(document, words.query, 4) else -1 end desc, matches.created_at desc, matches.id desc) as place
          from matches join incidents on incidents.id = matches.id, words order by place limit ${filter.limit} offset ${filter.offset})`
      : sql`found as materialized (select id, count(*) over () as total, row_number() over (order by ${orderOf(filter)}) as place from incidents where ${where} order by place limit ${filter.limit} offset ${filter.offset})`;
    const { rows } = await this.#sql.execute<{ id: string; total: number; title: string; description: string }>(sql`
      with words as materialized (select ${words} as query), ${found}
      select found.id, found.total::int as total, ${headline(sql`incidents.title`, 40)} as title, ${headline(sql`incidents.description`, 30)} as description
      from found join incidents on incidents.id = found.id, words order by found.place`);
    const byId = await this.#byIds(rows.map((row) => row.id));
    const items = rows.flatMap(({ id, title, description }) => {
      const row = byId.get(id);
      return row === undefined ? [] : [{ ...toIncident(row), highlights: { title, description } }];
    });
    if (rows.length === 0 && filter.offset > 0) return { items, total: (await this.#search({ ...filter, offset: 0, limit: 1 }, typed)).total };
    return { items, total: rows[0]?.total ?? 0 };
  }

  async #byIds(ids: readonly string[]): Promise<Map<string, IncidentRow>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#sql.select().from(incidents).where(sql`${incidents.id} = any(${sql.param([...ids])}::uuid[])`);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}
