import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import { errors } from '../../platform/errors/index.ts';
import { endpoint, type Endpoint, planned } from '../kit/index.ts';
import { metrics, presentMetrics, presentServices, serviceHealth, serviceNames } from './monitoring.words.ts';

const guide = 'scorpius#monitoring-routes-apimonitoring';
const page = 'scorpius#-10-monitoring-page-monitoring';

const systemHealth = z.object({
  status: z.enum(['healthy', 'degraded']),
  /** Seconds. */
  uptime: z.number(),
  services: z.array(serviceHealth),
  metrics,
  lastChecked: z.iso.datetime(),
});

/** Health and measured figures of the server itself. */
export const monitoringEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/monitoring/health', {
    guide,
    summary: 'Health of the server and its services',
    reply: systemHealth.pick({ status: true, services: true, uptime: true }),
    run: async ({ system }) => ({ health: await system.health(), info: system.info() }),
    present: ({ health, info }) => ({
      status: health.isHealthy ? ('healthy' as const) : ('degraded' as const),
      services: presentServices(health),
      uptime: info.uptimeSeconds,
    }),
  }),
  endpoint('GET /api/monitoring/metrics', {
    guide,
    summary: 'Measured figures of the machine',
    reply: metrics,
    run: ({ system }) => system.metrics(),
    present: presentMetrics,
  }),
  endpoint('GET /api/monitoring/metrics/refresh', {
    guide: page,
    summary: 'The same figures; they are never older than a second',
    reply: metrics,
    run: ({ system }) => system.metrics(),
    present: presentMetrics,
  }),
  endpoint('GET /api/monitoring/services', {
    guide,
    summary: 'Health of every service',
    reply: z.array(serviceHealth),
    run: ({ system }) => system.health(),
    present: presentServices,
  }),
  endpoint('GET /api/monitoring/services/{service_name}/health', {
    guide: page,
    summary: "Health of one service, by the guide's name such as scanner_api",
    params: z.object({ service_name: z.string().max(100) }),
    reply: serviceHealth,
    run: async ({ system }, _ctx, { params }) => {
      const service = presentServices(await system.health()).find(({ service: name }) => name === params.service_name);
      if (service === undefined) throw errors.NOT_FOUND({ message: `No service has this name; known are ${serviceNames.join(', ')}` });
      return service;
    },
    present: (service) => service,
  }),
  endpoint('GET /api/system/health', {
    guide,
    summary: 'Health and figures in one, asked by the published client',
    reply: systemHealth,
    run: async ({ system }, ctx) => ({ health: await system.health(), info: system.info(), measured: system.metrics(), now: ctx.clock.now() }),
    present: ({ health, info, measured, now }) => ({
      status: health.isHealthy ? ('healthy' as const) : ('degraded' as const),
      uptime: info.uptimeSeconds,
      services: presentServices(health),
      metrics: presentMetrics(measured),
      lastChecked: iso(now),
    }),
  }),
  planned('GET /api/monitoring/alerts', { guide, summary: 'Alerts of the system' }),
];
