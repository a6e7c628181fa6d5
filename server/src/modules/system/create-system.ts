import type { Bus } from '../../platform/bus/index.ts';
import type { Config } from '../../platform/config/index.ts';
import type { Clock } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Jobs } from '../../platform/jobs/index.ts';
import type { SystemSampler } from '../../platform/metrics/index.ts';
import type { Storage } from '../../platform/storage/index.ts';
import type { PartHealth, System, SystemMetrics } from './system.operations.ts';

/** What the module stands on. */
export interface SystemParts {
  readonly db: Database;
  readonly bus: Bus;
  readonly jobs: Jobs;
  readonly storage: Storage;
  /** Open sockets now. */
  connections(): number;
  readonly sampler: SystemSampler;
  readonly clock: Clock;
  readonly config: Config;
  readonly version: string;
}

const probeTimeoutMs = 1_500;
// Anybody may ask for health, and asking costs a query and a written file.
const healthSharedMs = 250;

/** One decimal, enough for people and stable in tests. */
function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Asks one part, never longer than {@link probeTimeoutMs}; what throws or is late is not healthy. */
async function probe(clock: Clock, ask: () => Promise<boolean>): Promise<PartHealth> {
  const started = clock.now();
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), probeTimeoutMs);
  const isHealthy = await Promise.race([ask().catch(() => false), late.promise]);
  clearTimeout(timer);
  return { isHealthy, latencyMs: clock.now() - started, detail: isHealthy ? null : 'does not answer' };
}

/** Lets many callers share one answer, which is at most `ms` old. */
function shared<T>(ms: number, ask: () => Promise<T>): () => Promise<T> {
  let askedAtMs = -Infinity;
  let answer: Promise<T> | null = null;
  return () => {
    const nowMs = performance.now();
    if (answer === null || nowMs - askedAtMs >= ms) {
      askedAtMs = nowMs;
      answer = ask();
    }
    return answer;
  };
}

function toMetrics(sampler: SystemSampler): SystemMetrics {
  const read = sampler.read();
  const { network, responseTimeMs } = read;
  return {
    cpuUsage: rounded(read.cpuPercent),
    memoryUsage: rounded(read.memoryPercent),
    diskUsage: read.diskPercent === null ? null : rounded(read.diskPercent),
    networkIo: network === null ? null : Math.round(network.receivedBytesPerSecond + network.sentBytesPerSecond),
    activeConnections: read.activeConnections,
    responseTimeMs: responseTimeMs === null ? null : rounded(responseTimeMs.p50),
    responseTimeP95Ms: responseTimeMs === null ? null : rounded(responseTimeMs.p95),
    eventLoopDelayMs: rounded(read.eventLoopLagMs),
  };
}

/** Builds the module that speaks of the server itself. */
export function createSystem({ db, bus, jobs, storage, sampler, clock, config, version, connections }: SystemParts): System {
  const startedAt = clock.now();
  const askRedis = async (): Promise<PartHealth> => {
    if (config.REDIS_URL === undefined) return { isHealthy: true, latencyMs: null, detail: 'not configured: PostgreSQL carries events between processes' };
    return { isHealthy: bus.isConnected(), latencyMs: null, detail: bus.isConnected() ? null : 'out of reach: events stay in this process' };
  };
  const health = shared(healthSharedMs, async () => {
    const [database, redis, files, queue] = await Promise.all([probe(clock, () => db.ping()), askRedis(), probe(clock, () => storage.ping()), probe(clock, async () => (await jobs.counts()).length >= 0)]);
    const websocket: PartHealth = { isHealthy: true, latencyMs: null, detail: `${connections()} connections` };
    // Without Redis the server goes on, so its absence is told but does not take the server out of service.
    return { isHealthy: database.isHealthy && files.isHealthy, parts: { database, redis, storage: files, websocket, jobs: queue } };
  });
  return {
    health,
    metrics: () => toMetrics(sampler),
    info: () => ({ version, environment: config.ENV, startedAt: new Date(startedAt), uptimeSeconds: Math.floor((clock.now() - startedAt) / 1000) }),
  };
}
