import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../context/index.ts';
import { cpuTimes, diskPercent, memoryPercent, networkBytes, type CpuTimes, type NetworkBytes } from './probes.ts';
import type { LatencyQuantiles } from './recent-latencies.ts';

/** Measured facts about the machine and this process; nothing here is estimated or invented. */
export interface SystemMetrics {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** Processor use of the machine between the last two samples, 0–100 over all cores. */
  readonly cpuPercent: number;
  /** Processor use of this process, in percent of one core. */
  readonly processCpuPercent: number;
  /** Memory of the machine in use, 0–100. */
  readonly memoryPercent: number;
  readonly processMemoryBytes: number;
  /** File system of the data folder in use, 0–100; null when it cannot be read. */
  readonly diskPercent: number | null;
  /** Null where the system does not tell (not Linux). */
  readonly network: { readonly receivedBytesPerSecond: number; readonly sentBytesPerSecond: number } | null;
  /** How late timers fired since the last sample, 99th percentile in milliseconds. */
  readonly eventLoopLagMs: number;
  /** Open sockets. */
  readonly activeConnections: number;
  /** Of the last minute, in milliseconds; null when there was no request. */
  readonly responseTimeMs: LatencyQuantiles | null;
  readonly uptimeSeconds: number;
}

/** What the sampler measures. */
export interface SystemSamplerOptions {
  readonly clock: Clock;
  readonly dataDir: string;
  activeConnections(): number;
  responseTimes(): LatencyQuantiles | null;
}

/** Reads the machine at most once a second, however often it is asked. */
export interface SystemSampler {
  read(): SystemMetrics;
  close(): void;
}

const SAMPLE_MS = 1000;
const BACKGROUND_MS = 5000;
const LAG_RESOLUTION_MS = 50;

interface Reading {
  readonly atMs: number;
  readonly cpu: CpuTimes;
  readonly processCpuMs: number;
  readonly network: NetworkBytes | null;
}

const sinceBoot: CpuTimes = { busyMs: 0, totalMs: 0 };

function readMachine(atMs: number): Reading {
  const { user, system } = process.cpuUsage();
  return { atMs, cpu: cpuTimes(), processCpuMs: (user + system) / 1000, network: networkBytes() };
}

function cpuPercentBetween(from: CpuTimes, to: CpuTimes): number {
  const totalMs = to.totalMs - from.totalMs;
  // No tick of the kernel's clock between the two readings: the average since boot is the best that is known.
  if (totalMs <= 0) return from === sinceBoot ? 0 : cpuPercentBetween(sinceBoot, to);
  return Math.min(100, Math.max(0, ((to.busyMs - from.busyMs) / totalMs) * 100));
}

function rates(from: Reading, to: Reading): SystemMetrics['network'] {
  if (from.network === null || to.network === null) return null;
  const seconds = Math.max(to.atMs - from.atMs, 1) / 1000;
  return {
    receivedBytesPerSecond: Math.max(0, to.network.received - from.network.received) / seconds,
    sentBytesPerSecond: Math.max(0, to.network.sent - from.network.sent) / seconds,
  };
}

function lagMs(delays: ReturnType<typeof monitorEventLoopDelay>): number {
  const ms = delays.count === 0 ? 0 : Math.max(0, delays.percentile(99) / 1e6 - LAG_RESOLUTION_MS);
  delays.reset();
  return ms;
}

/** Starts sampling in the background every five seconds, so that an answer never averages over a long silence. */
export function createSystemSampler(options: SystemSamplerOptions): SystemSampler {
  const { clock, dataDir } = options;
  const delays = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  delays.enable();
  let last: Reading = readMachine(clock.now());
  const sample = (): SystemMetrics => {
    const now = readMachine(clock.now());
    const elapsedMs = Math.max(now.atMs - last.atMs, 1);
    const metrics: SystemMetrics = {
      atMs: now.atMs,
      cpuPercent: cpuPercentBetween(last.cpu, now.cpu),
      processCpuPercent: ((now.processCpuMs - last.processCpuMs) / elapsedMs) * 100,
      memoryPercent: memoryPercent(),
      processMemoryBytes: process.memoryUsage.rss(),
      diskPercent: diskPercent(dataDir),
      network: rates(last, now),
      eventLoopLagMs: lagMs(delays),
      activeConnections: options.activeConnections(),
      responseTimeMs: options.responseTimes(),
      uptimeSeconds: process.uptime(),
    };
    last = now;
    return metrics;
  };
  let latest: SystemMetrics | null = null;
  const read = (): SystemMetrics => {
    if (latest === null || clock.now() - latest.atMs >= SAMPLE_MS) latest = sample();
    return latest;
  };
  const timer = setInterval(read, BACKGROUND_MS).unref();
  return {
    read,
    close() {
      clearInterval(timer);
      delays.disable();
    },
  };
}
