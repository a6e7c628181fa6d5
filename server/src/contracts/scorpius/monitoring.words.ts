import { z } from 'zod';
import type { System, SystemMetrics } from '../../modules/system/index.ts';

/** Source: scorpius#-10-monitoring-page-monitoring. */
export const metrics = z.object({
  /** Percent 0–100. */
  cpu_usage: z.number(),
  memory_usage: z.number(),
  disk_usage: z.number().nullable(),
  /** Not measured: a server does not know how far its readers are. */
  network_latency: z.null(),
  active_connections: z.int(),
  /** Milliseconds, median of the last minute; null before the first reply. */
  response_time: z.number().nullable(),
  /** Bytes per second. */
  network_io: z.number().nullable(),
});

export const serviceHealth = z.object({
  service: z.string(),
  status: z.enum(['healthy', 'unhealthy']),
  /** Share of time up, as text; null since it is not recorded. */
  uptime: z.null(),
  last_error: z.string().nullable(),
  performance_metrics: z.object({ latency_ms: z.number().nullable() }),
});

type Health = Awaited<ReturnType<System['health']>>;

/** The guide's name for each part the server depends on. */
const services = { database: 'database', redis: 'redis', storage: 'storage', websocket: 'websocket', jobs: 'scanner_api' } as const satisfies Record<keyof Health['parts'], string>;

/** Names that GET /api/monitoring/services/{service_name}/health knows. */
export const serviceNames: readonly string[] = Object.values(services);

/** Measured figures in the guide's words. */
export function presentMetrics(measured: SystemMetrics): z.input<typeof metrics> {
  return {
    cpu_usage: measured.cpuUsage,
    memory_usage: measured.memoryUsage,
    disk_usage: measured.diskUsage,
    network_latency: null,
    active_connections: measured.activeConnections,
    response_time: measured.responseTimeMs,
    network_io: measured.networkIo,
  };
}

/** One entry per part; the scanner is as healthy as the queue it works from. */
export function presentServices({ parts }: Health): z.input<typeof serviceHealth>[] {
  return (Object.keys(services) as (keyof typeof services)[]).map((part) => {
    const { isHealthy, detail, latencyMs } = parts[part];
    return {
      service: services[part],
      status: isHealthy ? 'healthy' : 'unhealthy',
      uptime: null,
      last_error: isHealthy ? null : detail,
      performance_metrics: { latency_ms: latencyMs },
    };
  });
}
