import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Config } from '../config/index.ts';
import type { Log } from '../log/index.ts';
import { addCors } from './cors.ts';
import { PlainResponse } from './plain-response.ts';
import { requestIdOf } from './request-id.ts';
import { securityHeaders } from './security-headers.ts';

/** What the HTTP app is made of. */
export interface AppOptions {
  readonly config: Pick<Config, 'TRUST_PROXY' | 'origins'>;
  readonly log: Log;
  /** Told of every finished request, for metrics. */
  onFinished(request: { method: string; route: string; status: number; durationMs: number }): void;
  /** Answers an address that cannot be decoded or is too long: no route and no hook sees such a request. */
  onBadAddress(error: Error, request: FastifyRequest, reply: FastifyReply): void;
}

function addHeaders(request: FastifyRequest, reply: FastifyReply): void {
  // A real response adds them by itself; one that is injected is not of our class.
  if (!(reply.raw instanceof PlainResponse)) reply.headers(securityHeaders);
  reply.header('x-request-id', request.id);
}

/** Fastify with what every reply of the server has: request id, security headers, CORS by list, one log line. */
export function createApp({ config, log, onFinished, onBadAddress }: AppOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    http: { ServerResponse: PlainResponse },
    genReqId: requestIdOf,
    trustProxy: config.TRUST_PROXY,
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    frameworkErrors(error, request, reply) {
      const bad = { request: request as FastifyRequest, reply: reply as FastifyReply };
      addHeaders(bad.request, bad.reply);
      onBadAddress(error, bad.request, bad.reply);
    },
  });
  app.addHook('onRequest', (request, reply, done) => {
    addHeaders(request, reply);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const finished = { method: request.method, route, status: reply.statusCode, durationMs: reply.elapsedTime };
    onFinished(finished);
    log.info({ requestId: request.id, ...finished }, 'request');
    done();
  });
  addCors(app, config.origins);
  return app;
}
