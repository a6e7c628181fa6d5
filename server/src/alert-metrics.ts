import type { Metric } from './modules/alerting/index.ts';
import type { Notifications } from './modules/notifications/index.ts';
import type { Config } from './platform/config/index.ts';
import type { Jobs } from './platform/jobs/index.ts';
import type { HttpMetrics, SystemMetrics, SystemSampler } from './platform/metrics/index.ts';

/** What alert metrics are read from. */
export interface MetricSources {
  readonly config: Config;
  readonly sampler: SystemSampler;
  readonly http: HttpMetrics;
  readonly jobs: Jobs;
  readonly notifications: Notifications;
}

type Facts = Omit<Metric, 'read'>;

/** Numbers of this server exist in its own environment and in all, nowhere else. */
function ofThisServer(config: Config, facts: Facts, measure: () => number | null | Promise<number | null>): Metric {
  return { ...facts, read: async (environment) => (environment === 'all' || environment === config.ENV ? await measure() : null) };
}

function machineMetrics({ config, sampler }: MetricSources): Metric[] {
  const metric = (facts: Omit<Facts, 'type'>, value: (now: SystemMetrics) => number | null): Metric => ofThisServer(config, { type: 'infrastructure', ...facts }, () => value(sampler.read()));
  return [
    metric({ name: 'cpu_usage', aliases: ['cpu', 'cpu_percent'], unit: 'percent', about: 'Processor use of the machine over all cores' }, (now) => now.cpuPercent),
    metric({ name: 'memory_usage', aliases: ['memory', 'mem_usage', 'memory_percent'], unit: 'percent', about: 'Memory of the machine in use' }, (now) => now.memoryPercent),
    metric({ name: 'disk_usage', aliases: ['disk', 'disk_percent'], unit: 'percent', about: 'File system of the data folder in use' }, (now) => now.diskPercent),
    metric({ name: 'network_io', unit: 'bytes per second', about: 'Bytes in and out over all interfaces' }, ({ network }) => (network === null ? null : network.receivedBytesPerSecond + network.sentBytesPerSecond)),
    metric({ name: 'active_connections', unit: 'count', about: 'Open sockets' }, (now) => now.activeConnections),
    metric({ name: 'event_loop_lag', unit: 'milliseconds', about: 'How late timers fire, 99th percentile' }, (now) => now.eventLoopLagMs),
  ];
}

function applicationMetrics({ config, sampler, http, jobs, notifications }: MetricSources): Metric[] {
  const metric = (facts: Omit<Facts, 'type'>, measure: () => number | null | Promise<number | null>): Metric => ofThisServer(config, { type: 'application', ...facts }, measure);
  const total = async (of: 'queued' | 'failed'): Promise<number> => (await jobs.counts()).reduce((sum, counts) => sum + counts[of], 0);
  return [
    metric({ name: 'response_time', aliases: ['latency', 'response_time_p95', 'api_latency'], unit: 'milliseconds', about: '95th percentile of the requests of the last minute' }, () => sampler.read().responseTimeMs?.p95 ?? null),
    metric({ name: 'error_rate', aliases: ['errors'], unit: 'percent', about: 'Share of the requests of the last minute that failed on our side (5xx)' }, () => http.errorPercent()),
    metric({ name: 'queue_depth', aliases: ['queue_length'], unit: 'count', about: 'Jobs that wait' }, () => total('queued')),
    metric({ name: 'failed_jobs', unit: 'count', about: 'Jobs given up and not yet removed' }, () => total('failed')),
    metric({ name: 'notification_dead_letters', unit: 'count', about: 'Messages to people that were given up within 24 hours' }, () => notifications.countDead()),
  ];
}

/** Every metric that alert thresholds can name. */
export function alertMetrics(sources: MetricSources): readonly Metric[] {
  return [...machineMetrics(sources), ...applicationMetrics(sources)];
}
