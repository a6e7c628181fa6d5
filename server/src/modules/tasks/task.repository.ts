import { and, asc, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { searchWords } from '../../lib/search-words.ts';
import { isUuid } from '../../lib/uuid.ts';
import type { Sql, Tx } from '../../platform/db/types.ts';
import type { ServiceLevelOptions, Task, TaskFilter, TaskQuery, TaskSortField } from './task.types.ts';
import { computed, tasks } from './tasks.tables.ts';

const sortColumns = {
  created_at: tasks.createdAt, updated_at: tasks.updatedAt, due_date: tasks.dueDate, priority: computed.priorityRank, status: computed.statusRank, title: tasks.title,
  squad: tasks.squad, assignee: tasks.assignee, estimated_hours: tasks.estimatedHours, jira_id: tasks.key,
} as const satisfies Record<TaskSortField, unknown>;

/** PostgreSQL prints all four places: `8.0000`. */
function plain(decimal: string | null): string | null {
  return decimal === null || !decimal.includes('.') ? decimal : decimal.replace(/\.?0+$/, '');
}

function toTask(row: typeof tasks.$inferSelect): Task {
  return { ...row, estimatedHours: plain(row.estimatedHours), actualHours: plain(row.actualHours) };
}

function wordsQuery(typed: string): SQL {
  const { kind, text } = searchWords(typed);
  return kind === 'words' ? sql`(to_tsquery('english', ${text}) || to_tsquery('simple', ${text}))` : sql`websearch_to_tsquery('english', ${text})`;
}

function matching(query: TaskQuery): SQL | undefined {
  const oneOf = (column: Parameters<typeof inArray>[0], words: readonly string[] | undefined) => (words === undefined ? undefined : inArray(column, [...words]));
  return and(
    oneOf(tasks.status, query.status), oneOf(tasks.priority, query.priority), oneOf(tasks.squad, query.squad), oneOf(tasks.assignee, query.assignee), oneOf(tasks.environment, query.environment),
    query.tag === undefined ? undefined : sql`${tasks.tags} @> array[${query.tag}]`,
    query.from === undefined ? undefined : gte(tasks.createdAt, query.from),
    query.to === undefined ? undefined : lt(tasks.createdAt, query.to),
    query.search === undefined ? undefined : sql`document @@ ${wordsQuery(query.search)}`,
  );
}

function orderOf({ sort, order, search }: TaskFilter): SQL {
  if (sort === undefined && search !== undefined) return sql`ts_rank_cd(document, ${wordsQuery(search)}, 4) desc, ${tasks.createdAt} desc, ${tasks.id} desc`;
  const direction = order === 'asc' ? asc : desc;
  return sql`${direction(sortColumns[sort ?? 'created_at'])} nulls last, ${tasks.createdAt} desc, ${tasks.id} desc`;
}

export async function listTasks(on: Sql, filter: TaskFilter): Promise<{ readonly items: readonly Task[]; readonly total: number }> {
  const where = matching(filter);
  const [rows, [total]] = await Promise.all([
    on.select().from(tasks).where(where).orderBy(orderOf(filter)).limit(filter.limit).offset(filter.offset),
    on.select({ value: sql<number>`count(*)::int` }).from(tasks).where(where),
  ]);
  return { items: rows.map(toTask), total: total?.value ?? 0 };
}

/** Every match in batches by creation, oldest first; for exports. */
export async function* readTasks(on: Sql, query: TaskQuery): AsyncGenerator<readonly Task[]> {
  const limit = 100;
  for (let offset = 0; ; offset += limit) {
    const rows = await on.select().from(tasks).where(matching(query)).orderBy(asc(tasks.createdAt), asc(tasks.id)).limit(limit).offset(offset);
    if (rows.length > 0) yield rows.map(toTask);
    if (rows.length < limit) return;
  }
}

/** A fresh key from the sequence: `TASK-1001`. */
export async function nextTaskKey(on: Sql): Promise<string> {
  const { rows } = await on.execute<{ key: string }>(sql`select 'TASK-' || nextval('task_numbers') as key`);
  const [row] = rows;
  if (row === undefined) throw new Error('a sequence always has a next number');
  return row.key;
}

export async function insertTasks(tx: Tx, rows: readonly Task[]): Promise<void> {
  for (let at = 0; at < rows.length; at += 500) await tx.insert(tasks).values(rows.slice(at, at + 500).map((row) => ({ ...row, tags: [...row.tags] })));
}

/** By UUID or by `TASK-1001`; with `lock`, others who want to change it wait until the transaction ends. */
export async function findTask(on: Sql, reference: string, options: { readonly lock: boolean } = { lock: false }): Promise<Task | null> {
  const query = on.select().from(tasks).where(isUuid(reference) ? or(eq(tasks.id, reference)) : eq(tasks.key, reference));
  const [row] = await (options.lock ? query.for('update') : query);
  return row === undefined ? null : toTask(row);
}

export async function updateTask(tx: Tx, { id, key: _key, requester: _requester, createdAt: _createdAt, ...fields }: Task): Promise<void> {
  await tx.update(tasks).set({ ...fields, tags: [...fields.tags] }).where(eq(tasks.id, id));
}

export async function deleteTask(tx: Tx, id: string): Promise<void> {
  await tx.delete(tasks).where(eq(tasks.id, id));
}

/** Squads, assignees and tags in use. */
export async function readTaskFacets(on: Sql): Promise<{ readonly squads: readonly string[]; readonly assignees: readonly string[]; readonly tags: readonly string[] }> {
  const [squads, assignees, tags] = await Promise.all([
    on.selectDistinct({ name: tasks.squad }).from(tasks).orderBy(tasks.squad).limit(200),
    on.selectDistinct({ name: tasks.assignee }).from(tasks).where(sql`${tasks.assignee} is not null`).orderBy(tasks.assignee).limit(200),
    on.execute<{ name: string }>(sql`select distinct unnest(tags) as name from tasks order by 1 limit 200`),
  ]);
  return { squads: squads.map(({ name }) => name), assignees: assignees.flatMap(({ name }) => name ?? []), tags: tags.rows.map(({ name }) => name) };
}

/** Sums of each week that has tasks, within a span of Mondays; by the week of creation, in UTC. */
export async function sumWeeks(on: Sql, { from, to, squad, environment }: Omit<ServiceLevelOptions, 'weeks'> & { readonly from: string; readonly to: string }) {
  const { rows } = await on.execute<{ week: string; requested: string; delivered: string; percentage: string }>(sql`
    with weeks as (
      select to_char(date_trunc('week', created_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
        coalesce(sum(estimated_hours), 0) as requested,
        coalesce(sum(actual_hours) filter (where status = 'done'), 0) as delivered
      from tasks
      where created_at >= (${from}::date)::timestamp at time zone 'UTC' and created_at < ((${to}::date)::timestamp + interval '1 day') at time zone 'UTC'
        and (${squad ?? null}::text is null or squad = ${squad ?? null}) and (${environment ?? null}::text is null or environment = ${environment ?? null})
      group by 1
    )
    select week, trim_scale(requested)::text as requested, trim_scale(delivered)::text as delivered,
      (case when requested > 0 then round(delivered * 100 / requested, 2) else 100 end)::text as percentage
    from weeks`);
  return rows;
}
