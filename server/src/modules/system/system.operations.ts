/** State of one part that the server depends on. */
export interface PartHealth {
  readonly isHealthy: boolean;
  /** Round trip in milliseconds, null when the part is not there to ask. */
  readonly latencyMs: number | null;
  readonly detail: string | null;
}

/** Numbers of the process and the machine, measured; null where the platform does not tell. */
export interface SystemMetrics {
  /** Percent 0–100. */
  readonly cpuUsage: number;
  readonly memoryUsage: number;
  readonly diskUsage: number | null;
  /** Bytes per second in and out over all interfaces. */
  readonly networkIo: number | null;
  /** HTTP and WebSocket connections open now. */
  readonly activeConnections: number;
  /** Median of the last minute's replies, milliseconds; null before the first. */
  readonly responseTimeMs: number | null;
  /** 95th percentile of the same. */
  readonly responseTimeP95Ms: number | null;
  readonly eventLoopDelayMs: number;
}

/** The server itself: health, status, measured metrics. */
export interface System {
  /** Health of database, bus (redis), storage and realtime. Source: ops#health-check-endpoint. */
  health(): Promise<{ readonly isHealthy: boolean; readonly parts: Readonly<Record<'database' | 'redis' | 'storage' | 'websocket' | 'jobs', PartHealth>> }>;
  /** Sampled at most once a second. Source: scorpius-x#system-endpoints, scorpius#monitoring. */
  metrics(): SystemMetrics;
  info(): { readonly version: string; readonly environment: string; readonly startedAt: Date; readonly uptimeSeconds: number };
}
