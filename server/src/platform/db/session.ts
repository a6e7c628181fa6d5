import { NodePgDatabase, NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import { PgDialect, type PgPreparedQuery, type PgTransactionConfig, type PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type pg from 'pg';
import type { Sql } from './types.ts';
import { mapUnavailable } from './unavailable.ts';

/** The work, with a lost connection turned into DATABASE_UNAVAILABLE. */
async function mapped<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw mapUnavailable(thrown);
  }
}

type Schema = Record<string, unknown>;
type Tables = Record<string, never>;
type Session = NodePgSession<Schema, Tables>;
type Transaction = NodePgTransaction<Schema, Tables>;

/** Drizzle's session with the one place where a lost connection becomes DATABASE_UNAVAILABLE. */
class PoolSession extends NodePgSession<Schema, Tables> {
  readonly #pool: pg.Pool;
  readonly #dialect: PgDialect;

  constructor(pool: pg.Pool, dialect: PgDialect) {
    super(pool, dialect, undefined);
    this.#pool = pool;
    this.#dialect = dialect;
  }

  override prepareQuery<T extends PreparedQueryConfig>(...args: Parameters<Session['prepareQuery']>): PgPreparedQuery<T> {
    const prepared = super.prepareQuery<T>(...args);
    const { execute } = prepared;
    prepared.execute = (values) => mapped(execute.call(prepared, values));
    return prepared;
  }

  override transaction<T>(work: (tx: Transaction) => Promise<T>, config?: PgTransactionConfig): Promise<T> {
    return mapped(this.#transact(work, config));
  }

  /** Drizzle's own would never give back a connection that is lost before the transaction has begun. */
  async #transact<T>(work: (tx: Transaction) => Promise<T>, config: PgTransactionConfig | undefined): Promise<T> {
    const client = await this.#pool.connect();
    let isBroken = true;
    try {
      await client.query('BEGIN');
      const tx = new NodePgTransaction<Schema, Tables>(this.#dialect, new NodePgSession<Schema, Tables>(client, this.#dialect, undefined), undefined);
      if (config !== undefined) await tx.setTransaction(config);
      const result = await work(tx);
      await client.query('COMMIT');
      isBroken = false;
      return result;
    } catch (thrown) {
      isBroken = await client.query('ROLLBACK').then(() => false, () => true);
      throw thrown;
    } finally {
      client.release(isBroken);
    }
  }
}

/** Drizzle over the pool. */
export function drizzleOver(pool: pg.Pool): Sql {
  const dialect = new PgDialect();
  return new NodePgDatabase(dialect, new PoolSession(pool, dialect), undefined);
}

/**
 * Runs a ready statement with `$1` placeholders where Drizzle's builders do not fit: for libraries that
 * bring their own SQL. Within a transaction it runs on that connection.
 */
export async function runStatement(on: Sql, text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const { client } = (on as unknown as { session: { client: pg.Pool | pg.PoolClient } }).session;
  return mapped(client.query(text, [...values]));
}
