import type { Server } from 'node:http';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { basesOf, type Contract, cookieOf, type Edge, registerContracts, registerDocs, sendBadAddress, sendNotFound } from './contracts/kit/index.ts';
import { registerSharedSocket } from './contracts/shared/index.ts';
import { roleChanged, sessionRevoked, userChanged } from './modules/identity/index.ts';
import type { Bus } from './platform/bus/index.ts';
import type { Config } from './platform/config/index.ts';
import { isAllowed } from './platform/context/index.ts';
import { createApp, listen, registerExtras, serveConsole, wantsPage } from './platform/http/index.ts';
import type { Log } from './platform/log/index.ts';
import { type HttpMetrics, METRICS_CONTENT_TYPE, type Registry } from './platform/metrics/index.ts';
import { createHub, type Hub } from './platform/realtime/index.ts';

export interface WebOptions {
  readonly config: Config;
  readonly log: Log;
  readonly edge: Edge;
  readonly bus: Bus;
  readonly registry: Registry;
  readonly http: HttpMetrics;
  readonly contracts: readonly Contract[];
  readonly shared: readonly Contract[];
}

/** The HTTP and WebSocket side of the server. */
export interface Web {
  /** For tests: requests without a socket. */
  readonly app: FastifyInstance;
  /** Opens the addresses; resolves to their URLs, the main one first. */
  listen(): Promise<readonly string[]>;
  connections(): number;
  close(): Promise<void>;
}

const consoleFolder = join(import.meta.dirname, '../../console/dist');

function isLoopback(ip: string): boolean {
  return ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
}

/** Sockets of a session end with it, those of a user when the account or a role of it changes. */
function closeWithSessions(hub: Hub, bus: Bus): void {
  bus.subscribe(sessionRevoked, ({ sessionId }) => hub.closeWhere((principal) => principal.sessionId === sessionId, 'Signed out'));
  bus.subscribe(userChanged, ({ userId }) => hub.closeWhere((principal) => principal.userId === userId, 'Account changed'));
  bus.subscribe(roleChanged, ({ role }) => hub.closeWhere((principal) => principal.roles.includes(role), 'Role changed'));
}

function createLive(options: WebOptions): Hub {
  const { config, edge, bus, contracts } = options;
  const hub = createHub({
    async authenticate(request, token) {
      const cookie = cookieOf(request.headers.cookie);
      // The hub takes the cookie for a token when nothing else came; a cookie proves a session, not a token.
      return await edge.authenticate({ token: token === cookie ? null : token, cookie });
    },
    isOriginAllowed: (origin) => config.origins.includes(origin),
    trustsProxy: config.TRUST_PROXY,
    log: options.log,
  });
  const live = { hub, bus, modules: edge.modules };
  for (const contract of contracts) contract.live?.(live);
  registerSharedSocket(live, contracts);
  closeWithSessions(hub, bus);
  return hub;
}

/** Ports that guide scorpius names besides the main one. */
function furtherPorts(config: Config): readonly number[] {
  if (!config.CONTRACTS.includes('scorpius')) return [];
  return [config.SCANNER_PORT, config.MEMPOOL_PORT, config.MEV_PORT].filter((port) => port !== 0);
}

/** Builds the app with its contracts, sockets, console, documentation and metrics. */
export async function createWeb(options: WebOptions): Promise<Web> {
  const { config, log, edge, http, registry, contracts, shared } = options;
  const all = [...contracts, ...shared, ...contracts.flatMap((contract) => basesOf(contract, shared))];
  const app = createApp({
    config, log,
    onFinished: (request) => http.observe(request),
    onBadAddress: (error, request, reply) => sendBadAddress({ edge, contracts: all, request, reply }, error),
  });
  await registerContracts(app, edge, { contracts, shared });
  registerDocs(app, contracts, shared);
  registerExtras(app, {
    metricsText: () => registry.text(),
    metricsContentType: METRICS_CONTENT_TYPE,
    async mayReadMetrics(request) {
      // A proxy on this machine calls from loopback for everybody, and says so.
      if (isLoopback(request.ip) && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined) return true;
      const token = request.headers.authorization?.replace(/^bearer /i, '') ?? null;
      const principal = await edge.authenticate({ token, cookie: null });
      return principal !== null && isAllowed(principal, 'read:metrics');
    },
    sendPage: await serveConsole(app, consoleFolder),
    wantsPage,
    sendNotFound: (request, reply) => sendNotFound({ edge, contracts: all, request, reply }),
  });
  await app.ready();
  const hub = createLive(options);
  const attached: Server[] = [];
  let closeFurther = async (): Promise<void> => undefined;
  return {
    app,
    async listen() {
      const listening = await listen(app, { host: config.HOST, port: config.PORT, furtherPorts: furtherPorts(config) });
      for (const server of listening.servers) {
        hub.attach(server);
        attached.push(server);
      }
      closeFurther = () => listening.close();
      return listening.urls;
    },
    connections: () => hub.stats().connections,
    async close() {
      await hub.close();
      await Promise.all([closeFurther(), app.close()]);
    },
  };
}
