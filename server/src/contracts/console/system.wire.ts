import { z } from 'zod';

/** Shapes of the server's own state on the wire. */

const partHealth = z.object({ isHealthy: z.boolean(), latencyMs: z.number().nullable(), detail: z.string().nullable() });

export const systemHealth = z.object({ isHealthy: z.boolean(), parts: z.record(z.string(), partHealth) });

/** Percentages 0–100, bytes per second, milliseconds; null where the platform does not tell. */
export const systemMetrics = z.object({
  cpuUsage: z.number(),
  memoryUsage: z.number(),
  diskUsage: z.number().nullable(),
  networkIo: z.number().nullable(),
  activeConnections: z.number(),
  responseTimeMs: z.number().nullable(),
  responseTimeP95Ms: z.number().nullable(),
  eventLoopDelayMs: z.number(),
});

export const systemInfo = z.object({
  version: z.string(),
  environment: z.string(),
  startedAt: z.iso.datetime(),
  uptimeSeconds: z.number(),
});

export type PartHealth = z.output<typeof partHealth>;
export type SystemHealth = z.output<typeof systemHealth>;
export type SystemMetrics = z.output<typeof systemMetrics>;
export type SystemInfo = z.output<typeof systemInfo>;
