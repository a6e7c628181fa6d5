import { join } from 'node:path';
import { contracts, sharedContracts } from './contracts/index.ts';
import type { Contract, Edge, Modules } from './contracts/kit/index.ts';
import { createAudit } from './modules/audit/index.ts';
import { createIdentity } from './modules/identity/index.ts';
import { createScanner } from './modules/scanner/index.ts';
import { createSystem } from './modules/system/index.ts';
import { type Bus, createBus } from './platform/bus/index.ts';
import type { Config } from './platform/config/index.ts';
import { type Clock, systemClock } from './platform/context/index.ts';
import { type Database, migrate, openDatabase } from './platform/db/index.ts';
import { createJobs, type Jobs } from './platform/jobs/index.ts';
import { createLimiter, createRedisSync, type Limiter } from './platform/limits/index.ts';
import type { Log } from './platform/log/index.ts';
import { createHttpMetrics, createRegistry, createSystemSampler, registerProcessMetrics, type SystemSampler } from './platform/metrics/index.ts';
import { createStorage, type Storage } from './platform/storage/index.ts';
import { version } from './platform/version.ts';
import { createWorkerPool, type WorkerPool } from './platform/workers/index.ts';
import { createWeb, type Web } from './web.ts';

export type Role = 'web' | 'worker';

export interface AppOptions {
  readonly config: Config;
  readonly log: Log;
  readonly roles: readonly Role[];
  readonly clock?: Clock;
  /** A database that is open already (tests); it is not closed with the app. */
  readonly db?: Database;
  /** Checks every reply against its schema; on in tests. */
  readonly isCheckingReplies?: boolean;
}

/** A composed server. */
export interface App {
  readonly modules: Modules;
  readonly db: Database;
  readonly jobs: Jobs;
  readonly bus: Bus;
  readonly workers: WorkerPool;
  /** Null without the role `web`. */
  readonly web: Web | null;
  /** Password of an administrator that was made at this start and given a random one. */
  readonly administratorPassword: string | null;
  /** Finishes running requests and jobs, then closes everything in the order of dependence. */
  close(): Promise<void>;
}

interface Platform {
  readonly clock: Clock;
  readonly db: Database;
  readonly bus: Bus;
  readonly jobs: Jobs;
  readonly workers: WorkerPool;
  readonly storage: Storage;
  readonly limiter: Limiter;
}

const migrationsFolder = join(import.meta.dirname, '../migrations');

async function openPlatform({ config, log, clock = systemClock, db: given }: AppOptions): Promise<Platform> {
  const db = given ?? (await openDatabase({ config, log }));
  try {
    await migrate(db, migrationsFolder);
    const bus = await createBus({ db, redisUrl: config.REDIS_URL, log });
    const jobs = await createJobs({ db, log });
    const sync = config.REDIS_URL === undefined ? undefined : createRedisSync(config.REDIS_URL);
    const limiter = createLimiter({ clock, log, ...(sync !== undefined && { sync }) });
    return { clock, db, bus, jobs, workers: createWorkerPool(), storage: createStorage(config), limiter };
  } catch (error) {
    if (given === undefined) await db.close();
    throw error;
  }
}

function served(config: Config): readonly Contract[] {
  const names: readonly string[] = config.CONTRACTS;
  return contracts.filter((contract) => names.includes(contract.name));
}

/** Builds the whole server: the only place that knows every layer. It listens when `web.listen` is called. */
export async function createApp(options: AppOptions): Promise<App> {
  const { config, log, roles } = options;
  const platform = await openPlatform(options);
  const { clock, db, bus, jobs, workers, storage, limiter } = platform;
  const audit = createAudit({ db, clock });
  const identity = await createIdentity({ db, bus, clock, config, log, audit });
  const scanner = createScanner({ db, jobs, bus, workers, storage, audit, clock, config, version });
  const registry = createRegistry();
  const http = createHttpMetrics(registry, clock);
  const hubStats = { connections: () => 0 };
  const sampler: SystemSampler = createSystemSampler({ clock, dataDir: config.dataDir, activeConnections: () => hubStats.connections(), responseTimes: () => http.responseTimes() });
  registerProcessMetrics(registry, sampler);
  const system = createSystem({ db, bus, jobs, storage, sampler, clock, config, version, connections: () => hubStats.connections() });
  const modules: Modules = { audit, identity, scanner, system };

  const administrator = await identity.ensureAdministrator(config);
  const edge: Edge = {
    modules, clock, log, limiter, origins: config.origins, ratePerMinute: config.RATE_LIMIT_PER_MINUTE,
    authenticate: (credentials) => identity.authenticate(credentials),
    isCheckingReplies: options.isCheckingReplies ?? false,
  };
  const web = roles.includes('web') ? await createWeb({ config, log, edge, bus, registry, http, contracts: served(config), shared: sharedContracts }) : null;
  if (web !== null) hubStats.connections = () => web.connections();
  if (roles.includes('worker')) {
    await scanner.warm(1);
    await jobs.work();
    await scanner.scheduleRetention();
  }

  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await web?.close();
    await jobs.close(10_000);
    await workers.close();
    sampler.close();
    await limiter.close();
    await bus.close();
    if (options.db === undefined) await db.close();
  };
  return { modules, db, jobs, bus, workers, web, administratorPassword: administrator.password ?? null, close: () => (closing ??= close()) };
}
