import { iso } from '../../lib/time.ts';
import { endpoint } from '../kit/index.ts';
import { systemHealth, systemInfo, systemMetrics } from './system.wire.ts';

const guide = 'console#system';

/** The server itself: parts, measured numbers, version. */
export const systemEndpoints = [
  endpoint('GET /api/console/v1/system/health', {
    guide,
    summary: 'Health of the parts the server depends on',
    reply: systemHealth,
    run: (m) => m.system.health(),
    present: (health) => ({ isHealthy: health.isHealthy, parts: { ...health.parts } }),
  }),
  endpoint('GET /api/console/v1/system/metrics', {
    guide,
    summary: 'Measured numbers of process and machine',
    reply: systemMetrics,
    run: (m) => m.system.metrics(),
    present: (metrics) => metrics,
  }),
  endpoint('GET /api/console/v1/system/info', {
    guide,
    summary: 'Version, environment and uptime',
    reply: systemInfo,
    run: (m) => m.system.info(),
    present: (info) => ({ ...info, startedAt: iso(info.startedAt) }),
  }),
];
