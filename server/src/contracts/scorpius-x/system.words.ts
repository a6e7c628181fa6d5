import { z } from 'zod';
import type { System, SystemMetrics } from '../../modules/system/index.ts';

/** Source: scorpius-x#system-endpoints. */
export const systemStatus = z.object({
  status: z.enum(['healthy', 'degraded']),
  /** Seconds. */
  uptime: z.number(),
  version: z.string(),
  environment: z.string(),
});

/** Source: scorpius-x#system-models. Percent, bytes per second, milliseconds; null where not measured. */
export const systemMetrics = z.object({
  cpu_usage: z.number(),
  memory_usage: z.number(),
  disk_usage: z.number().nullable(),
  network_io: z.number().nullable(),
  active_connections: z.int(),
  response_time: z.number().nullable(),
});

/** State of the server in the guide's words. */
export function presentStatus(asked: { health: Awaited<ReturnType<System['health']>>; info: ReturnType<System['info']> }): z.input<typeof systemStatus> {
  const { version, environment, uptimeSeconds } = asked.info;
  return { status: asked.health.isHealthy ? 'healthy' : 'degraded', uptime: uptimeSeconds, version, environment };
}

/** Measured figures in the guide's words. */
export function presentSystemMetrics(measured: SystemMetrics): z.input<typeof systemMetrics> {
  return {
    cpu_usage: measured.cpuUsage,
    memory_usage: measured.memoryUsage,
    disk_usage: measured.diskUsage,
    network_io: measured.networkIo,
    active_connections: measured.activeConnections,
    response_time: measured.responseTimeMs,
  };
}
