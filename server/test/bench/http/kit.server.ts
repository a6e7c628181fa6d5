import { z } from 'zod';
import { endpoint, fallbackDialect, publicEndpoint, registerContracts, type Contract, type Edge, type Modules } from '../../../src/contracts/kit/index.ts';
import { systemClock } from '../../../src/platform/context/index.ts';
import { createApp } from '../../../src/platform/http/index.ts';
import { createLimiter } from '../../../src/platform/limits/index.ts';
import { createLog } from '../../../src/platform/log/index.ts';
import { createHttpMetrics, createRegistry } from '../../../src/platform/metrics/index.ts';
import { authenticate, cpuSeconds, incidentPage, listIncidents, listQuery, presentPage, RATE_PER_MINUTE, settle } from './list.ts';

/** The benchmark's endpoint through the contract kit, exactly as the server mounts its contracts. */
const contract: Contract = {
  name: 'bench',
  title: 'Benchmark',
  dialect: fallbackDialect,
  ratePerMinute: RATE_PER_MINUTE,
  endpoints: [
    endpoint('GET /api/v1/incidents', {
      guide: 'bench#list',
      summary: 'Twenty rows',
      permission: 'read:incidents',
      query: listQuery,
      reply: incidentPage,
      run: (_modules, _ctx, { query }) => listIncidents(query),
      present: (page, { query }) => presentPage(page, query),
    }),
    publicEndpoint('GET /cpu', {
      guide: 'bench#cpu',
      summary: 'Processor time of this process',
      reply: z.object({ cpuSeconds: z.number() }),
      run: () => ({ cpuSeconds: cpuSeconds() }),
      present: (answer) => answer,
    }),
  ],
};

settle();
const log = createLog({ LOG_LEVEL: 'info' });
const metrics = createHttpMetrics(createRegistry(), systemClock);
const app = createApp({ config: { TRUST_PROXY: false, origins: ['http://localhost:5173'] }, log, onFinished: (request) => metrics.observe(request), onBadAddress: (_error, _request, reply) => reply.code(400).send() });
const edge: Edge = {
  modules: {} as Modules,
  clock: systemClock,
  log,
  limiter: createLimiter({ clock: systemClock }),
  authenticate: ({ token }) => authenticate(token),
  ratePerMinute: RATE_PER_MINUTE,
  origins: [],
  isCheckingReplies: false,
};
await registerContracts(app, edge, { contracts: [contract], shared: [] });
await app.listen({ host: '127.0.0.1', port: Number(process.argv.at(-1)) });
