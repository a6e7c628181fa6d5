import type { NodePgDatabase } from 'drizzle-orm/node-postgres';

/** Drizzle over node-postgres; inside a transaction it is bound to that one connection. */
export type Sql = NodePgDatabase;

/** A transaction handle; only repositories look inside. */
export type Tx = Sql;

/** The one database of the process. */
export interface Database {
  /** Autocommit statements on the pool. */
  readonly sql: Sql;
  /** Runs `work` in a transaction; commits when it resolves, rolls back when it throws. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Answers whether a `SELECT 1` succeeds within one second. */
  ping(): Promise<boolean>;
  /** A dedicated LISTEN connection that reconnects by itself; resolves to a function that stops listening. */
  listen(channel: string, onMessage: (payload: string) => void, onReconnect?: () => void): Promise<() => Promise<void>>;
  /** Connection string of the running server, for pg-boss and tools. */
  readonly connection: DatabaseConnection;
  close(): Promise<void>;
}

/** How to reach the running server: node-postgres options. */
export interface DatabaseConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly database: string;
  readonly ssl?: boolean;
}
