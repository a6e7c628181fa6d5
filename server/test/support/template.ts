import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type DatabaseConnection, migrate } from '../../src/platform/db/index.ts';

/** Folder of the product's migrations. */
export const productMigrations = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Changes with any migration of the folder. */
export function migrationsHash(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) if (name.endsWith('.sql')) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

/** Runs statements on the server's own database, as one session. */
export async function onServer<T>(connection: DatabaseConnection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const lockKey = 0x74657374;

/** Makes the migrated template database unless it is there, once among all processes; returns its name. */
export async function ensureTemplate(connection: DatabaseConnection, folder: string): Promise<string> {
  const name = `bulwark_template_${migrationsHash(folder)}`;
  await onServer(connection, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount !== 0) return;
    const making = `${name}_making`;
    await client.query(`DROP DATABASE IF EXISTS ${making} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${making} TEMPLATE template0`);
    await migrate({ connection: { ...connection, database: making } }, folder);
    await client.query(`ALTER DATABASE ${making} RENAME TO ${name}`);
  });
  return name;
}
