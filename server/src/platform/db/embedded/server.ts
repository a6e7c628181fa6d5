import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../../log/index.ts';
import type { DatabaseConnection } from '../types.ts';
import { prepareBinaries } from './binaries.ts';
import { clusterPassword, databaseUser, ensureCluster } from './cluster.ts';
import { freePort } from './free-port.ts';
import { prepareLayout } from './layout.ts';
import { clearLeftover } from './leftover.ts';
import { type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.ts';

/** A PostgreSQL of our own that is kept running. */
export interface EmbeddedServer {
  readonly connection: DatabaseConnection;
  /** Process id of the present `postgres`; it changes when it had to be started again. */
  pid(): number;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly dataDir: string;
  readonly log: Log;
  /** Settings such as `fsync=off`; for tests. */
  readonly settings?: readonly string[];
}

const databaseName = 'bulwark';
const readyPollMs = 15;
const startTimeoutMs = 60_000;
const longestBackoffMs = 500;
const healthyAfterMs = 2_000;

async function answers(connection: DatabaseConnection): Promise<boolean> {
  const client = new pg.Client({ ...connection, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function waitUntilReady(postmaster: Postmaster, connection: DatabaseConnection): Promise<void> {
  let hasEnded = false;
  void postmaster.ended.then(() => (hasEnded = true));
  for (let waitedMs = 0; !(await answers(connection)); waitedMs += readyPollMs) {
    if (hasEnded || waitedMs > startTimeoutMs) throw new Error(`the embedded PostgreSQL did not start:\n${postmaster.lastLines()}`);
    await sleep(readyPollMs);
  }
}

/** Starts `postgres` again whenever it ends, at once the first time, then with growing pauses. */
function keepRunning(options: PostmasterOptions): { current(): Postmaster; stop(): Promise<void> } {
  const { layout, log } = options;
  let postmaster = startPostmaster(options);
  let isStopping = false;
  const watch = async () => {
    for (let backoffMs = 0; ; ) {
      const startedAt = performance.now();
      await postmaster.ended;
      if (isStopping) return;
      if (performance.now() - startedAt > healthyAfterMs) backoffMs = 0;
      log.error({ pid: postmaster.pid, retryInMs: backoffMs }, 'the embedded PostgreSQL ended; starting it again');
      await sleep(backoffMs);
      backoffMs = Math.min(longestBackoffMs, backoffMs * 2 || 50);
      await clearLeftover(layout.cluster).catch((err: unknown) => log.error({ err }, 'could not clear the cluster'));
      if (isStopping) return;
      postmaster = startPostmaster(options);
    }
  };
  const watching = watch();
  return {
    current: () => postmaster,
    async stop() {
      isStopping = true;
      await postmaster.stop();
      await watching;
    },
  };
}

/**
 * Starts the embedded PostgreSQL on `<dataDir>/postgres`, making the cluster on the first start.
 * The caller holds the folder lock.
 */
export async function startEmbedded({ dataDir, log, settings = [] }: EmbeddedOptions): Promise<EmbeddedServer> {
  const layout = prepareLayout(dataDir);
  const binaries = prepareBinaries(layout.libraries);
  await clearLeftover(layout.cluster);
  const tcpPort = process.platform === 'win32' ? await freePort() : null;
  const password = tcpPort === null ? null : clusterPassword(layout);
  await ensureCluster(layout, binaries, password);
  const address = tcpPort === null ? { host: layout.socket, port: 5432 } : { host: '127.0.0.1', port: tcpPort };
  const connection = { ...address, user: databaseUser, database: databaseName, ...(password === null ? {} : { password }) };
  const server = keepRunning({ layout, binaries, log, tcpPort, settings });
  try {
    await waitUntilReady(server.current(), connection);
  } catch (err) {
    await server.stop();
    throw err;
  }
  return {
    connection,
    pid: () => server.current().pid,
    async stop() {
      await server.stop();
      rmSync(layout.socket, { recursive: true, force: true });
    },
  };
}
