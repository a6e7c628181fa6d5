import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../../platform/errors/index.ts';
import { basesOf, sharedWith } from './bases.ts';
import type { Contract } from './contract.ts';
import type { Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import { sendFailure } from './failure.ts';
import { fallbackDialect } from './fallback-dialect.ts';
import { makeGuard } from './guard.ts';
import { makeHandler } from './handler.ts';
import { allowedMethods, assertNoClash, dialectAt, routerPath } from './paths.ts';

const jsonLimit = 1_048_576;
const formLimit = 12 * 1_048_576;

function limitOf(endpoint: Endpoint): number {
  return endpoint.maxBytes ?? (endpoint.consumes === 'multipart' ? formLimit : jsonLimit);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '/';
}

/** Mounts endpoints in one encapsulated scope that fails in the contract's dialect. */
async function mount(scope: FastifyInstance, edge: Edge, contract: Contract): Promise<void> {
  scope.setErrorHandler((error, request, reply) => sendFailure({ edge, dialect: contract.dialect, request, reply }, error));
  for (const endpoint of contract.endpoints) {
    scope.route({
      method: endpoint.method,
      url: routerPath(endpoint.path),
      bodyLimit: limitOf(endpoint),
      onRequest: makeGuard(edge, endpoint, contract.ratePerMinute ?? edge.ratePerMinute),
      handler: makeHandler(edge, endpoint, contract.dialect),
    });
  }
}


/**
 * Serves contracts at their native paths and again under `/c/<contract>`.
 * `shared` holds the paths where guides meet. Throws when two contracts own the same method and path.
 */
export async function registerContracts(app: FastifyInstance, edge: Edge, { contracts, shared }: { contracts: readonly Contract[]; shared: readonly Contract[] }): Promise<void> {
  const based = contracts.flatMap((contract) => basesOf(contract, shared));
  const all = [...contracts, ...shared, ...based];
  assertNoClash(all);
  app.decorateRequest('principal', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => sendFailure({ edge, dialect: fallbackDialect, request, reply }, error));
  for (const contract of all) await app.register((scope) => mount(scope, edge, contract));
  for (const contract of contracts) {
    for (const part of [contract, ...sharedWith(contract, shared), ...basesOf(contract, shared)]) await app.register((scope) => mount(scope, edge, part), { prefix: `/c/${contract.name}` });
  }
}

/** The answer to a path that nobody owns, or that is owned with other methods, in the words of the guide it is nearest to. */
export function sendNotFound(at: { edge: Edge; contracts: readonly Contract[]; request: FastifyRequest; reply: FastifyReply }): FastifyReply {
  const { contracts, request, reply } = at;
  const path = pathOf(request);
  const methods = allowedMethods(contracts, path.replace(/^\/c\/[^/]+/, ''));
  if (methods.length > 0) reply.header('allow', methods.join(', '));
  const error = methods.length === 0 ? errors.NOT_FOUND() : errors.METHOD_NOT_ALLOWED({ details: { allow: methods } });
  return sendFailure({ ...at, dialect: dialectAt(contracts, path) ?? fallbackDialect }, error);
}

/** The answer to an address that cannot be decoded or is too long, in the words of the guide it is nearest to. */
export function sendBadAddress(at: { edge: Edge; contracts: readonly Contract[]; request: FastifyRequest; reply: FastifyReply }, error: Error): FastifyReply {
  return sendFailure({ ...at, dialect: dialectAt(at.contracts, pathOf(at.request)) ?? fallbackDialect }, error);
}
