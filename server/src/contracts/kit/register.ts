import type { FastifyInstance } from 'fastify';
import { errors } from '../../platform/errors/index.ts';
import type { Contract } from './contract.ts';
import type { Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';
import { sendFailure } from './failure.ts';
import { fallbackDialect } from './fallback-dialect.ts';
import { makeGuard } from './guard.ts';
import { makeHandler } from './handler.ts';
import { allowedMethods, assertNoClash, routerPath } from './paths.ts';

const jsonLimit = 1_048_576;
const formLimit = 12 * 1_048_576;

function limitOf(endpoint: Endpoint): number {
  return endpoint.maxBytes ?? (endpoint.consumes === 'multipart' ? formLimit : jsonLimit);
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

/** What a guide shares with others, so that it is served under that guide's own prefix as well. */
function sharedWith(name: string, shared: readonly Contract[]): Contract[] {
  const isOurs = (endpoint: Endpoint): boolean => endpoint.guide.split(' ').some((guide) => guide.startsWith(`${name}#`));
  return shared.map((contract) => ({ ...contract, endpoints: contract.endpoints.filter(isOurs) }));
}

/**
 * Serves contracts at their native paths and again under `/c/<contract>`.
 * `shared` holds the paths where guides meet. Throws when two contracts own the same method and path.
 */
export async function registerContracts(app: FastifyInstance, edge: Edge, { contracts, shared }: { contracts: readonly Contract[]; shared: readonly Contract[] }): Promise<void> {
  const all = [...contracts, ...shared];
  assertNoClash(all);
  app.decorateRequest('principal', null);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => sendFailure({ edge, dialect: fallbackDialect, request, reply }, error));
  for (const contract of all) await app.register((scope) => mount(scope, edge, contract));
  for (const contract of contracts) {
    for (const part of [contract, ...sharedWith(contract.name, shared)]) await app.register((scope) => mount(scope, edge, part), { prefix: `/c/${contract.name}` });
  }
}

/** The answer to a path that nobody owns, or that is owned with other methods. */
export function notFound(contracts: readonly Contract[], path: string): Error {
  const methods = allowedMethods(contracts, path);
  return methods.length === 0 ? errors.NOT_FOUND() : errors.METHOD_NOT_ALLOWED({ details: { allow: methods } });
}
