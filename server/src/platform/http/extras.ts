import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What the paths outside the contracts need. */
export interface ExtrasOptions {
  /** Prometheus text. */
  metricsText(): string;
  readonly metricsContentType: string;
  /** True when the caller may read metrics. */
  mayReadMetrics(request: FastifyRequest): Promise<boolean>;
  /** Sends the console's page; null when it is not built. */
  readonly sendPage: ((reply: FastifyReply) => FastifyReply) | null;
  wantsPage(request: FastifyRequest): boolean;
  /** Any other unknown path. */
  sendNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

/** What is not part of a contract: metrics for Prometheus, the console's pages, unknown paths. */
export function registerExtras(app: FastifyInstance, options: ExtrasOptions): void {
  app.get('/metrics', async (request, reply) => {
    if (!(await options.mayReadMetrics(request))) return options.sendNotFound(request, reply);
    return reply.header('content-type', options.metricsContentType).send(options.metricsText());
  });
  app.setNotFoundHandler((request, reply) => {
    if (options.sendPage !== null && options.wantsPage(request)) return options.sendPage(reply.code(200));
    return options.sendNotFound(request, reply);
  });
}
