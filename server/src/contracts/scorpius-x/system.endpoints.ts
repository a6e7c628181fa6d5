import { z } from 'zod';
import { endpoint, type Endpoint, planned, publicEndpoint } from '../kit/index.ts';
import { presentStatus, presentSystemMetrics, systemMetrics, systemStatus } from './system.words.ts';

const guide = 'scorpius-x#system-endpoints';

/** Status and measured figures of the server. */
export const systemEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/v1/system/status', {
    guide,
    summary: 'State, uptime, version and environment of the server',
    reply: systemStatus,
    run: async ({ system }) => ({ health: await system.health(), info: system.info() }),
    present: presentStatus,
  }),
  endpoint('GET /api/v1/system/metrics', {
    guide,
    summary: 'Measured figures of the machine',
    reply: systemMetrics,
    run: ({ system }) => system.metrics(),
    present: presentSystemMetrics,
  }),
  publicEndpoint('GET /api/v1/health', {
    guide,
    summary: 'Health, where the published client looks for it below the base address of the guide: 200, or 503 when a part is down',
    reply: z.object({ status: z.enum(['healthy', 'degraded']) }),
    run: ({ system }) => system.health(),
    present: ({ isHealthy }) => ({ status: isHealthy ? ('healthy' as const) : ('degraded' as const) }),
    effects: ({ isHealthy }) => ({ status: isHealthy ? 200 : 503, headers: { 'cache-control': 'no-store' } }),
  }),
  planned('GET /api/v1/system/alerts', { guide: 'scorpius-x#websocket-events', summary: 'Alerts of the system, the REST twin of system_alerts' }),
];
