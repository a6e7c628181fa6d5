import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '../../platform/db/index.ts';

/** Rows of one statement: large enough to be quick, small enough for one message. */
const portion = 2_000;

/** Inserts many rows as one JSON document each two thousand: a tenth of the work of as many parameters. Rows name the same columns. */
export async function insertMany<T extends PgTable>(tx: Tx, table: T, rows: readonly T['$inferInsert'][]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => key in first);
  const names = sql.raw(columns.map(([, { name }]) => `"${name}"`).join(', '));
  const into = sql.raw(`"${getTableName(table)}"`);
  for (let start = 0; start < rows.length; start += portion) {
    const some = rows.slice(start, start + portion).map((row) => Object.fromEntries(columns.map(([key, { name }]) => [name, (row as Readonly<Record<string, unknown>>)[key]])));
    await tx.execute(sql`insert into ${into} (${names}) select ${names} from jsonb_populate_recordset(null::${into}, ${JSON.stringify(some)}::jsonb)`);
  }
}
