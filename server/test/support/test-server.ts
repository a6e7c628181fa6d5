import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDatabaseUrl } from '../../src/platform/db/connection.ts';
import { type EmbeddedServer, startEmbedded } from '../../src/platform/db/embedded/server.ts';
import type { DatabaseConnection } from '../../src/platform/db/index.ts';
import { silentLog } from './log.ts';
import { ensureTemplate, migrationsHash, productMigrations } from './template.ts';

const prefix = 'bulwark-test-';
const hourMs = 3_600_000;
// Tests need nothing after a power cut.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

const start = (dataDir: string): Promise<EmbeddedServer> => startEmbedded({ dataDir, log: silentLog, settings });

/** Folders of runs that were killed, and clusters of migrations that have changed since. */
function removeOld(): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (name.startsWith(prefix) && Date.now() - statSync(folder).mtimeMs > hourMs) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A stopped cluster with the migrated template, made once for all test processes: copying it takes a
 * tenth of the time of making one.
 */
async function keptCluster(): Promise<string> {
  const kept = join(tmpdir(), `${prefix}cluster-${migrationsHash(productMigrations)}-${process.getuid?.() ?? 0}`);
  if (existsSync(kept)) return kept;
  removeOld();
  const making = mkdtempSync(join(tmpdir(), prefix));
  const server = await start(making);
  try {
    await ensureTemplate(server.connection, productMigrations);
  } finally {
    await server.stop();
  }
  try {
    renameSync(making, kept);
  } catch {
    // another test process was faster
    rmSync(making, { recursive: true, force: true });
  }
  return kept;
}

async function startOwn(): Promise<DatabaseConnection> {
  const kept = await keptCluster();
  const dataDir = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(dataDir, 0o755);
  execFileSync('cp', ['-a', join(kept, 'postgres'), dataDir]);
  const server = await start(dataDir);
  process.once('exit', () => {
    process.kill(server.pid(), 'SIGKILL');
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  });
  return server.connection;
}

let running: Promise<DatabaseConnection> | null = null;

/**
 * The PostgreSQL server of this test process: the one at BULWARK_TEST_DATABASE_URL, else an embedded one
 * that is started at the first call and ends with the process.
 */
export function testServer(): Promise<DatabaseConnection> {
  const url = process.env.BULWARK_TEST_DATABASE_URL;
  running ??= url === undefined ? startOwn() : Promise.resolve(parseDatabaseUrl(url));
  return running;
}
