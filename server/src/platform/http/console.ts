import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const apiPath = /^\/(api|c|ws|openapi|metrics|health|auth|license|analytics|errors)(\/|$)/;

/** True for a browser that asks for a page of the console rather than for data. */
export function wantsPage(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '/';
  return request.method === 'GET' && !apiPath.test(path) && (request.headers.accept ?? '').includes('text/html');
}

/**
 * Serves the built console from `folder`: hashed assets for ever, the page itself always fresh.
 * Returns a function that sends the page for any of its routes, or null when it has not been built.
 */
export async function serveConsole(app: FastifyInstance, folder: string): Promise<((reply: FastifyReply) => FastifyReply) | null> {
  if (!existsSync(join(folder, 'index.html'))) return null;
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    cacheControl: false,
    setHeaders(reply, path) {
      reply.header('cache-control', path.includes(join(folder, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (reply) => reply.sendFile('index.html');
}
