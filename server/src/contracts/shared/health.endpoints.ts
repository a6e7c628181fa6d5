import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import { type Endpoint, publicEndpoint } from '../kit/index.ts';

const checks = z.object({ database: z.boolean(), redis: z.boolean(), websocket: z.boolean() });

const health = z.object({
  status: z.enum(['healthy', 'unhealthy']),
  checks,
  timestamp: z.iso.datetime(),
  /** Where the ops guide's framework puts the body of a 503. */
  detail: z.object({ status: z.literal('unhealthy'), checks }).optional(),
});

/** Health for load balancers and for the clients that only look at the status code. */
export const healthEndpoints: readonly Endpoint[] = [
  publicEndpoint('GET /health', {
    guide: 'ops#health-check-endpoint scorpius-x#testing scorpius-v1#health-monitoring',
    summary: 'Health of database, Redis and sockets: 200, or 503 when one is down',
    reply: health,
    run: async (modules, ctx) => ({ ...(await modules.system.health()), now: ctx.clock.now() }),
    present({ isHealthy, parts, now }): z.input<typeof health> {
      const found = { database: parts.database.isHealthy, redis: parts.redis.isHealthy, websocket: parts.websocket.isHealthy };
      const timestamp = iso(now);
      if (isHealthy) return { status: 'healthy', checks: found, timestamp };
      return { status: 'unhealthy', checks: found, timestamp, detail: { status: 'unhealthy', checks: found } };
    },
    effects: ({ isHealthy }) => ({ status: isHealthy ? 200 : 503, headers: { 'cache-control': 'no-store' } }),
  }),
];
