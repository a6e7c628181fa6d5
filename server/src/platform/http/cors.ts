import type { FastifyInstance, FastifyReply } from 'fastify';

const exposedHeaders = [
  'X-RateLimit-Limit', 'X-RateLimit-Remaining', 'X-RateLimit-Reset', 'Retry-After',
  'X-Total-Count', 'X-Page-Count', 'Link', 'X-Request-Id', 'Content-Disposition',
].join(', ');

const PREFLIGHT_SECONDS = '600';

function allow(reply: FastifyReply, origin: string): void {
  reply.header('access-control-allow-origin', origin);
  reply.header('access-control-allow-credentials', 'true');
  reply.header('access-control-expose-headers', exposedHeaders);
}

/**
 * Cross-origin calls with credentials from the listed origins, and from no other.
 * A request without an Origin header costs one lookup; `vary: origin` stands among the static headers.
 */
export function addCors(app: FastifyInstance, origins: readonly string[]): void {
  const allowed = new Set(origins);
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    if (origin !== undefined && allowed.has(origin)) allow(reply, origin);
    done();
  });
  app.options('*', (request, reply) => {
    if (!allowed.has(request.headers.origin ?? '')) return reply.code(204).send();
    return reply
      .code(204)
      .header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
      .header('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '')
      .header('access-control-max-age', PREFLIGHT_SECONDS)
      .send();
  });
}
