import { hostname } from 'node:os';
import type { Config } from '../../platform/config/index.ts';
import type { Clock, UserCtx } from '../../platform/context/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { newUuid } from '../../platform/ids.ts';
import type { Log } from '../../platform/log/index.ts';
import type { SystemSampler } from '../../platform/metrics/index.ts';
import { hasSamples, insertSamples, listSamples, readSeries, removeSamples } from './sample.repository.ts';
import { telemetryErrors } from './telemetry.errors.ts';
import type { MetricKind, Sample, SampleQuery, SeriesPoint, SeriesQuery } from './telemetry.types.ts';

/** What the module stands on. */
export interface TelemetryParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly config: Pick<Config, 'ENV'>;
  readonly log: Log;
  readonly sampler: SystemSampler;
}

/** Measured numbers now and over time. Any signed-in caller may read them. Source: ops#documentation-references. */
export interface Telemetry {
  /** What this machine measures at this moment. */
  now(ctx: UserCtx): readonly Sample[];
  /** Stored samples, newest first. */
  samples(ctx: UserCtx, query: SampleQuery): Promise<readonly Sample[]>;
  /** One metric over time; empty where nothing was measured in that time. Error: METRIC_NOT_FOUND. */
  series(ctx: UserCtx, query: SeriesQuery): Promise<readonly SeriesPoint[]>;
  /** Stores one round of samples and forgets those older than 30 days. */
  record(): Promise<void>;
  /** Records every minute until closed. */
  start(): { close(): void };
}

const everyMs = 60_000;
const keptMs = 30 * 86_400_000;

/** Builds the module; `start` begins to record. */
export function createTelemetry({ db, clock, config, log, sampler }: TelemetryParts): Telemetry {
  const host = hostname();
  const measure = (): readonly Sample[] => {
    const read = sampler.read();
    const of = (name: string, kind: MetricKind, [value, unit]: readonly [number | null, string]): Sample[] =>
      value === null ? [] : [{ id: newUuid(), name, kind, value: Math.round(value * 100) / 100, unit, environment: config.ENV, service: 'bulwark', host, measuredAt: new Date(clock.now()) }];
    const bytesPerSecond = read.network === null ? null : read.network.receivedBytesPerSecond + read.network.sentBytesPerSecond;
    return [
      ...of('cpu_usage', 'cpu', [read.cpuPercent, 'percent']),
      ...of('memory_usage', 'memory', [read.memoryPercent, 'percent']),
      ...of('disk_usage', 'disk', [read.diskPercent, 'percent']),
      ...of('network_throughput', 'network', [bytesPerSecond, 'bytes per second']),
      ...of('response_time_p95', 'custom', [read.responseTimeMs?.p95 ?? null, 'milliseconds']),
      ...of('active_connections', 'custom', [read.activeConnections, 'count']),
    ];
  };
  const record = async (): Promise<void> => {
    await insertSamples(db.sql, measure());
    await removeSamples(db.sql, new Date(clock.now() - keptMs));
  };
  return {
    now: () => measure(),
    samples: (_ctx, query) => listSamples(db.sql, query),
    async series(_ctx, query) {
      const isKnown = measure().some(({ name }) => name === query.name) || (await hasSamples(db.sql, query.name));
      if (!isKnown) throw telemetryErrors.METRIC_NOT_FOUND({ details: { metric_name: query.name } });
      return await readSeries(db.sql, query);
    },
    record,
    start() {
      // A round that cannot be stored is a gap in the series, no more.
      const timer = setInterval(() => void record().catch((err: unknown) => log.warn({ err }, 'metrics could not be stored')), everyMs).unref();
      return { close: () => clearInterval(timer) };
    },
  };
}
