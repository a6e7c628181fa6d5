import { NodePgDatabase, NodePgSession } from 'drizzle-orm/node-postgres';
import { PgDialect, type PgPreparedQuery, type PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Sql } from './types.ts';
import { mapUnavailable } from './unavailable.ts';

/** The work, with a lost connection turned into DATABASE_UNAVAILABLE. */
export async function mapped<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw mapUnavailable(thrown);
  }
}

/** Drizzle's session with the one place where a lost connection becomes DATABASE_UNAVAILABLE. */
class MappedSession extends NodePgSession<Record<string, unknown>, Record<string, never>> {
  override prepareQuery<T extends PreparedQueryConfig>(...args: Parameters<NodePgSession<Record<string, unknown>, Record<string, never>>['prepareQuery']>): PgPreparedQuery<T> {
    const prepared = super.prepareQuery<T>(...args);
    const { execute } = prepared;
    prepared.execute = (values) => mapped(execute.call(prepared, values));
    return prepared;
  }
}

/** Drizzle over the pool. */
export function drizzleOver(pool: pg.Pool): Sql {
  const dialect = new PgDialect();
  const session = new MappedSession(pool, dialect, undefined);
  return new NodePgDatabase(dialect, session, undefined);
}

/**
 * Runs a ready statement with `$1` placeholders where Drizzle's builders do not fit: for libraries that
 * bring their own SQL. Within a transaction it runs on that connection.
 */
export async function runStatement(on: Sql, text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const { client } = (on as unknown as { session: { client: pg.Pool | pg.PoolClient } }).session;
  return mapped(client.query(text, [...values]));
}
