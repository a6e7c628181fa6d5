import { join } from 'node:path';
import { contracts, sharedContracts } from './contracts/index.ts';
import type { Contract, Edge, Modules } from './contracts/kit/index.ts';
import { alertMetrics } from './alert-metrics.ts';
import { moduleMetrics } from './module-metrics.ts';
import { createAlerting } from './modules/alerting/index.ts';
import { createAudit } from './modules/audit/index.ts';
import { createFinops } from './modules/finops/index.ts';
import { createIdentity } from './modules/identity/index.ts';
import { createIncidents } from './modules/incidents/index.ts';
import { createNotifications } from './modules/notifications/index.ts';
import { createOrganisation } from './modules/organisation/index.ts';
import { createReports } from './modules/reports/index.ts';
import { createOverview } from './modules/overview/index.ts';
import { createScanner } from './modules/scanner/index.ts';
import { createSecops } from './modules/secops/index.ts';
import { createSops } from './modules/sops/index.ts';
import { createSystem } from './modules/system/index.ts';
import { createTasks } from './modules/tasks/index.ts';
import { createTelemetry } from './modules/telemetry/index.ts';
import { costSource, timelineSources } from './overview-ports.ts';
import { type Bus, createBus } from './platform/bus/index.ts';
import type { Config } from './platform/config/index.ts';
import { type Clock, systemClock } from './platform/context/index.ts';
import { type Database, migrate, openDatabase } from './platform/db/index.ts';
import { createJobs, type Jobs } from './platform/jobs/index.ts';
import { createLimiter, createRedisSync, type Limiter } from './platform/limits/index.ts';
import type { Log } from './platform/log/index.ts';
import { createHttpMetrics, createRegistry, createSystemSampler, registerProcessMetrics } from './platform/metrics/index.ts';
import { createStorage, type Storage } from './platform/storage/index.ts';
import { version } from './platform/version.ts';
import { createWorkerPool, type WorkerPool } from './platform/workers/index.ts';
import { reportSections } from './report-sections.ts';
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

/** Running jobs get this long to end at shutdown. */
const graceMs = 10_000;
const migrationsFolder = join(import.meta.dirname, '../migrations');

/** Opens what everything stands on; `stack` closes it again, the last opened first. */
async function openPlatform({ config, log, clock = systemClock, db: given }: AppOptions, stack: AsyncDisposableStack): Promise<Platform> {
  const db = given ?? stack.adopt(await openDatabase({ config, log }), (opened) => opened.close());
  await migrate(db, migrationsFolder);
  const bus = stack.adopt(await createBus({ db, redisUrl: config.REDIS_URL, log }), (opened) => opened.close());
  const sync = config.REDIS_URL === undefined ? undefined : createRedisSync(config.REDIS_URL);
  const limiter = stack.adopt(createLimiter({ clock, log, ...(sync !== undefined && { sync }) }), (opened) => opened.close());
  const workers = stack.adopt(createWorkerPool(), (opened) => opened.close());
  const jobs = stack.adopt(await createJobs({ db, log }), (opened) => opened.close(graceMs));
  return { clock, db, bus, jobs, workers, storage: createStorage(config), limiter };
}

function served(config: Config): readonly Contract[] {
  const names: readonly string[] = config.CONTRACTS;
  return contracts.filter((contract) => names.includes(contract.name));
}

async function compose(options: AppOptions, stack: AsyncDisposableStack): Promise<Omit<App, 'close'>> {
  const { config, log, roles } = options;
  const { clock, db, bus, jobs, workers, storage, limiter } = await openPlatform(options, stack);
  const audit = createAudit({ db, clock });
  const identity = await createIdentity({ db, bus, clock, config, log, audit });
  const notifications = createNotifications({ db, jobs, bus, storage, audit, clock, config });
  const scanner = createScanner({ db, jobs, bus, workers, storage, audit, clock, config, version });
  const incidents = createIncidents({ db, bus, jobs, storage, audit, clock, config, log });
  const tasks = createTasks({ db, bus, audit, clock });
  const finops = createFinops({ db, jobs, bus, workers, storage, audit, clock, config });
  const secops = createSecops({ db, jobs, bus, workers, storage, audit, clock });
  const registry = createRegistry();
  const http = createHttpMetrics(registry, clock);
  const sockets = { connections: () => 0 };
  const activeConnections = (): number => sockets.connections();
  const sampler = stack.adopt(createSystemSampler({ clock, dataDir: config.dataDir, activeConnections, responseTimes: () => http.responseTimes() }), (opened) => opened.close());
  registerProcessMetrics(registry, sampler);
  const system = createSystem({ db, bus, jobs, storage, sampler, clock, config, version, connections: activeConnections });
  const alerting = createAlerting({ db, jobs, bus, audit, clock, log, notifications, metrics: [...alertMetrics({ config, sampler, http, jobs, notifications }), ...moduleMetrics({ finops, incidents, secops, tasks })] });
  const organisation = createOrganisation({ db, audit, clock });
  const sops = createSops({ db, bus, audit, clock, workers });
  const sources = reportSections({ alerting, finops, incidents, scanner, secops, sops, tasks });
  const reports = createReports({ db, jobs, bus, audit, clock, log, storage, workers, notifications, sources, actAs: (username) => identity.actAs(username) });
  const telemetry = createTelemetry({ db, clock, config, log, sampler });
  stack.adopt(telemetry.start(), (recording) => recording.close());
  const overview = createOverview({ incidents, tasks, costs: costSource(finops), sources: timelineSources({ alerting, sops, finops }) });
  const modules: Modules = { alerting, audit, finops, identity, incidents, notifications, organisation, overview, reports, scanner, secops, sops, system, tasks, telemetry };

  const administrator = await identity.ensureAdministrator(config);
  const edge: Edge = {
    modules, clock, log, limiter, origins: config.origins, ratePerMinute: config.RATE_LIMIT_PER_MINUTE,
    authenticate: (credentials) => identity.authenticate(credentials),
    isCheckingReplies: options.isCheckingReplies ?? false,
  };
  const web = roles.includes('web') ? stack.adopt(await createWeb({ config, log, edge, bus, registry, http, contracts: served(config), shared: sharedContracts }), (opened) => opened.close()) : null;
  if (web !== null) sockets.connections = () => web.connections();
  if (roles.includes('worker')) {
    await scanner.warm(1);
    await jobs.work();
    await scanner.scheduleRetention();
    await secops.scheduleExpiry();
    await alerting.schedule();
    await reports.schedule();
    await incidents.scheduleJira();
    await finops.scheduleCleaning();
  }
  return { modules, db, jobs, bus, workers, web, administratorPassword: administrator.password ?? null };
}

/**
 * Builds the whole server: the only place that knows every layer. It listens when `web.listen` is called.
 * When a step fails, what was opened before it is closed again.
 */
export async function createApp(options: AppOptions): Promise<App> {
  const stack = new AsyncDisposableStack();
  try {
    return { ...(await compose(options, stack)), close: () => stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
