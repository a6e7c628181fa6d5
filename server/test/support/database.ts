import { randomBytes } from 'node:crypto';
import type { Database, DatabaseConnection } from '../../src/platform/db/index.ts';
import { connectDatabase } from '../../src/platform/db/open-database.ts';
import { silentLog } from './log.ts';
import { ensureTemplate, onServer, productMigrations } from './template.ts';
import { testServer } from './test-server.ts';

/** A database of its own; closing it drops it. */
export interface TestDatabase extends Database, AsyncDisposable {
  /** For child processes: `postgresql://…`. */
  readonly url: string;
}

function urlOf({ host, port, user, password, database }: DatabaseConnection): string {
  const login = password === undefined ? encodeURIComponent(user) : `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  return host.startsWith('/') ? `postgresql://${login}@localhost/${database}?host=${encodeURIComponent(host)}` : `postgresql://${login}@${host}:${port}/${database}`;
}

const templates = new Map<string, Promise<string>>();

/** The template of a folder of migrations, made or looked for once in this process. */
function templateOf(server: DatabaseConnection, migrations: string): Promise<string> {
  const template = templates.get(migrations) ?? ensureTemplate(server, migrations);
  templates.set(migrations, template);
  return template;
}

/** Opens a fresh, migrated database on the test server; `migrations` names another folder than the product's. */
export async function openTestDatabase(migrations: string = productMigrations): Promise<TestDatabase> {
  const server = await testServer();
  const template = await templateOf(server, migrations);
  const name = `bulwark_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`));
  const connection = { ...server, database: name };
  const database = connectDatabase(connection, silentLog);
  const close = async (): Promise<void> => {
    await database.close();
    await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  };
  return { ...database, url: urlOf(connection), close, [Symbol.asyncDispose]: close };
}

/** Runs `work` on a fresh, migrated database and drops it. */
export async function withTestDatabase(work: (db: TestDatabase) => Promise<void>): Promise<void> {
  const db = await openTestDatabase();
  try {
    await work(db);
  } finally {
    await db.close();
  }
}
