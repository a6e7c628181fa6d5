import type { FastifyReply, FastifyRequest } from 'fastify';
import { isAllowed, type Principal } from '../../platform/context/index.ts';
import { errors } from '../../platform/errors/index.ts';
import { addressKey } from '../../platform/limits/index.ts';
import type { Edge } from './edge.ts';
import type { Endpoint } from './endpoint.ts';

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | null;
  }
}

const cookieName = 'session_token';

function bearerOf(request: FastifyRequest): string | null {
  const header = request.headers.authorization;
  if (header !== undefined && header.length > 7 && header.slice(0, 7).toLowerCase() === 'bearer ') return header.slice(7).trim();
  const key = request.headers['x-api-key'];
  return typeof key === 'string' && key !== '' ? key : null;
}

/** Value of the session cookie. */
export function cookieOf(header: string | undefined): string | null {
  if (header === undefined) return null;
  for (const part of header.split(';')) {
    const [name, value] = part.split('=', 2);
    if (name?.trim() === cookieName && value !== undefined && value !== '') return value.trim();
  }
  return null;
}

/** A cookie travels by itself, so a change made with one must come from a page of ours or of a listed origin (CSRF). */
function refuseForeignOrigin(edge: Edge, request: FastifyRequest): void {
  const origin = request.headers.origin;
  if (request.method === 'GET' || request.method === 'HEAD' || origin === undefined) return;
  const isOwn = origin === `${request.protocol}://${request.host}`;
  if (!isOwn && !edge.origins.includes(origin)) throw errors.FORBIDDEN({ message: 'This origin may not act with a session cookie' });
}

/** At once where the credential is known already, which is nearly always. */
function identify(edge: Edge, request: FastifyRequest): Principal | null | Promise<Principal | null> {
  const token = bearerOf(request);
  const cookie = token === null ? cookieOf(request.headers.cookie) : null;
  if (token === null && cookie === null) return null;
  return edge.authenticate({ token, cookie });
}

function countRequest(edge: Edge, reply: FastifyReply, bucket: { key: string; limit: number; windowMs: number }): void {
  const taken = edge.limiter.take(bucket.key, bucket);
  reply.header('x-ratelimit-limit', taken.limit);
  reply.header('x-ratelimit-remaining', taken.remaining);
  reply.header('x-ratelimit-reset', Math.ceil(taken.resetAtMs / 1000));
  if (taken.allowed) return;
  reply.header('retry-after', taken.retryAfterSeconds);
  throw errors.RATE_LIMIT_EXCEEDED({ retryAfter: taken.retryAfterSeconds });
}

/**
 * Counts, authenticates and authorises before the body is read. Errors: RATE_LIMIT_EXCEEDED, UNAUTHORIZED, FORBIDDEN.
 * With a known credential it calls back, so that the request passes without waiting a turn; else it promises.
 */
export function makeGuard(edge: Edge, endpoint: Endpoint, ratePerMinute: number): (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void) => void | Promise<void> {
  const own = endpoint.rate;
  const admit = (request: FastifyRequest, reply: FastifyReply, principal: Principal | null): void => {
    request.principal = principal;
    const caller = principal === null ? addressKey(request.ip) : principal.userId;
    countRequest(edge, reply, { key: `${ratePerMinute} ${caller}`, limit: ratePerMinute, windowMs: 60_000 });
    if (own !== undefined) countRequest(edge, reply, { key: `${endpoint.line} ${own.by === 'user' ? caller : addressKey(request.ip)}`, limit: own.limit, windowMs: own.windowMs });
    if (principal?.via === 'cookie') refuseForeignOrigin(edge, request);
    if (endpoint.access === 'public') return;
    if (principal === null) throw errors.UNAUTHORIZED();
    if (endpoint.permission !== null && !isAllowed(principal, endpoint.permission)) {
      throw errors.FORBIDDEN({ details: { permission: endpoint.permission } });
    }
  };
  return (request, reply, done) => {
    try {
      const answer = identify(edge, request);
      if (answer instanceof Promise) return answer.then((principal) => admit(request, reply, principal));
      admit(request, reply, answer);
    } catch (error) {
      return done(error as Error);
    }
    done();
    return undefined;
  };
}
