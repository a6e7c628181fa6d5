import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Ctx } from '../../platform/context/index.ts';
import { type Endpoint, type Modules, publicEndpoint } from '../kit/index.ts';

const guide = 'scorpius-v1#health--status scorpius#monitoring-routes-apimonitoring';

const part = z.enum(['healthy', 'unhealthy']);

/** What guide scorpius-v1 reads in `data`; `mode` is that guide's literal. */
const facts = z.object({
  status: part,
  mode: z.literal('python'),
  version: z.string(),
  environment: z.string(),
  /** Seconds. */
  uptime: z.number(),
  services: z.object({ database: part, redis: part, storage: part, websocket: part, jobs: part }),
});

/** The envelope of guide scorpius-v1 with the flat names of guide scorpius's published client beside it. */
const status = z.object({
  success: z.boolean(),
  data: facts,
  timestamp: z.iso.datetime(),
  status: part,
  service: z.literal('bulwark'),
  version: z.string(),
  uptime_seconds: z.number(),
  /** Not counted per server. */
  request_count: z.null(),
  /** True when scans can be taken. */
  analyzer_initialized: z.boolean(),
});

interface Asked {
  readonly health: Awaited<ReturnType<Modules['system']['health']>>;
  readonly info: ReturnType<Modules['system']['info']>;
  /** Epoch milliseconds. */
  readonly now: number;
}

const word = ({ isHealthy }: { readonly isHealthy: boolean }): z.input<typeof part> => (isHealthy ? 'healthy' : 'unhealthy');

function present({ health, info, now }: Asked): z.input<typeof status> {
  const { database, redis, storage, websocket, jobs } = health.parts;
  const services = { database: word(database), redis: word(redis), storage: word(storage), websocket: word(websocket), jobs: word(jobs) };
  return {
    success: health.isHealthy,
    data: { status: word(health), mode: 'python', version: info.version, environment: info.environment, uptime: info.uptimeSeconds, services },
    timestamp: iso(now),
    status: word(health),
    service: 'bulwark',
    version: info.version,
    uptime_seconds: info.uptimeSeconds,
    request_count: null,
    analyzer_initialized: jobs.isHealthy,
  };
}

const common = {
  guide,
  reply: status,
  isBare: true,
  run: async ({ system }: Modules, ctx: Ctx): Promise<Asked> => ({ health: await system.health(), info: system.info(), now: ctx.clock.now() }),
  present,
  effects: ({ health }: Asked) => ({ status: health.isHealthy ? 200 : 503, headers: { 'cache-control': 'no-store' } }),
} as const;

/** Health and status for clients that ask before sign-in. */
export const statusEndpoints: readonly Endpoint[] = [
  publicEndpoint('GET /api/health', { ...common, summary: 'Health check: 200, or 503 when a part is down' }),
  publicEndpoint('GET /api/status', { ...common, summary: 'Detailed status of every part' }),
];
