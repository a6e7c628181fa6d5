import { sql } from 'drizzle-orm';
import pg from 'pg';
import type { Config } from '../config/index.ts';
import type { Log } from '../log/index.ts';
import { parseDatabaseUrl } from './connection.ts';
import { startEmbedded } from './embedded/server.ts';
import { lockFolder } from './folder-lock.ts';
import { Listener } from './listener.ts';
import { drizzleOver } from './session.ts';
import type { Database, DatabaseConnection } from './types.ts';

/** Which database to open, and where to say what happens to it. */
export interface OpenDatabaseOptions {
  readonly config: Pick<Config, 'DATABASE_URL' | 'dataDir'>;
  readonly log: Log;
}

const poolSize = 10;
const connectTimeoutMs = 5_000;
const statementTimeoutMs = 60_000;
const pingTimeoutMs = 1_000;

/** A database over a server that runs already. */
export function connectDatabase(connection: DatabaseConnection, log: Log): Database {
  const timeouts = { connectionTimeoutMillis: connectTimeoutMs, statement_timeout: statementTimeoutMs, idle_in_transaction_session_timeout: statementTimeoutMs };
  const options = { ...connection, keepAlive: true, application_name: 'bulwark', ...timeouts };
  const pool = new pg.Pool({ ...options, max: poolSize });
  // An idle connection that breaks must not end the process; the next statement opens another.
  pool.on('error', (err) => log.warn({ err }, 'idle database connection lost'));
  // Nor one in use: its statement fails as well, and that is where the loss is told.
  pool.on('connect', (client) => client.on('error', (err) => log.debug({ err }, 'database connection lost')));
  const listener = new Listener(options, log);
  const drizzle = drizzleOver(pool);
  return {
    sql: drizzle,
    connection,
    transaction: (work) => drizzle.transaction((tx) => work(tx)),
    listen: (channel, onMessage, onReconnect) => listener.listen(channel, onMessage, onReconnect),
    async ping() {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(resolve, pingTimeoutMs, false);
      drizzle.execute(sql`SELECT 1`).then(() => resolve(true), () => resolve(false));
      return promise.finally(() => clearTimeout(timer));
    },
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}

async function openEmbedded({ config, log }: OpenDatabaseOptions): Promise<Database> {
  const lock = lockFolder(config.dataDir);
  try {
    const server = await startEmbedded({ dataDir: config.dataDir, log });
    const database = connectDatabase(server.connection, log);
    return {
      ...database,
      async close() {
        await database.close();
        await server.stop();
        lock.release();
      },
    };
  } catch (err) {
    lock.release();
    throw err;
  }
}

/**
 * Opens the database: the server at DATABASE_URL, else the embedded PostgreSQL in the data folder, which
 * is then locked for this process. A server at DATABASE_URL need not answer yet.
 * @throws DataFolderInUseError when another server uses the data folder
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { config, log } = options;
  if (config.DATABASE_URL === undefined) return openEmbedded(options);
  return connectDatabase(parseDatabaseUrl(config.DATABASE_URL), log);
}
