import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Database } from './types.ts';
import { mapUnavailable } from './unavailable.ts';

/** The migrations and the database do not fit together. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

interface Migration {
  readonly version: number;
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

// Any number that no other advisory lock of the database uses; the letters of "blwk".
const lockKey = 0x626c776b;
const fileName = /^(\d{4})_[a-z0-9_]+\.sql$/;

function readMigrations(folder: string): Migration[] {
  const migrations = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort().map((name) => {
    const [, number] = fileName.exec(name) ?? [];
    if (number === undefined) throw new MigrationError(`${name} is not named like 0001_identity.sql`);
    const text = readFileSync(join(folder, name), 'utf8');
    return { version: Number(number), name, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
  migrations.forEach(({ version, name }, at) => {
    if (migrations[at - 1]?.version === version) throw new MigrationError(`${migrations[at - 1]?.name} and ${name} have the same number`);
  });
  return migrations;
}

async function apply(client: pg.Client, { version, name, text, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(text);
    await client.query('INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)', [version, name, checksum]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new MigrationError(`${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
  const { rows } = await client.query<{ version: number; name: string; checksum: string }>('SELECT version, name, checksum FROM schema_migrations');
  const applied = new Map(rows.map((row) => [row.version, row]));
  const done: string[] = [];
  for (const migration of migrations) {
    const earlier = applied.get(migration.version);
    if (earlier === undefined) {
      await apply(client, migration);
      done.push(migration.name);
    } else if (earlier.checksum !== migration.checksum) {
      throw new MigrationError(`${migration.name} was changed after it had been applied (as ${earlier.name}); add a new migration instead`);
    }
  }
  return done;
}

/**
 * Applies the forward migrations `NNNN_name.sql` of `folder` that the database has not seen, in order,
 * each in a transaction. Processes that start together wait for one another by an advisory lock.
 * A database that is ahead of the folder is left alone, so that an older version can run during a roll-out.
 * @returns names of the migrations applied now
 * @throws MigrationError when a migration fails or an applied one was changed
 */
export async function migrate(db: Pick<Database, 'connection'>, folder: string): Promise<readonly string[]> {
  const migrations = readMigrations(folder);
  const client = new pg.Client({ ...db.connection });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock($1)', [lockKey]);
    return await applyMissing(client, migrations);
  } catch (thrown) {
    throw mapUnavailable(thrown);
  } finally {
    await client.end().catch(() => undefined);
  }
}
