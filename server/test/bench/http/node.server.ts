import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { parse as parseQuery } from 'node:querystring';
import { isAllowed, systemClock } from '../../../src/platform/context/index.ts';
import { securityHeaders } from '../../../src/platform/http/index.ts';
import { requestIdOf } from '../../../src/platform/http/request-id.ts';
import { createLimiter } from '../../../src/platform/limits/index.ts';
import { createLog } from '../../../src/platform/log/index.ts';
import { createHttpMetrics, createRegistry } from '../../../src/platform/metrics/index.ts';
import { authenticate, cpuSeconds, LIST_PATH, listIncidents, listQuery, presentPage, RATE_PER_MINUTE, settle } from './list.ts';

/** The benchmark's endpoint written by hand on node:http, with the same building blocks and nothing in between. */
const log = createLog({ LOG_LEVEL: 'info' });
const limiter = createLimiter({ clock: systemClock });
const metrics = createHttpMetrics(createRegistry(), systemClock);
const rule = { limit: RATE_PER_MINUTE, windowMs: 60_000 };
const origins = new Set(['http://localhost:5173']);

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: unknown;
}

function list(request: IncomingMessage, search: string): Reply {
  if (search.includes('%00')) return { status: 422, headers: {}, body: { error: 'VALIDATION_ERROR' } };
  const bearer = request.headers.authorization;
  const principal = authenticate(bearer?.startsWith('Bearer ') === true ? bearer.slice(7) : null);
  const taken = limiter.take(principal?.userId ?? request.socket.remoteAddress ?? '', rule);
  const headers = { 'x-ratelimit-limit': taken.limit, 'x-ratelimit-remaining': taken.remaining, 'x-ratelimit-reset': Math.ceil(taken.resetAtMs / 1000) };
  if (!taken.allowed) return { status: 429, headers: { ...headers, 'retry-after': taken.retryAfterSeconds }, body: { error: 'RATE_LIMIT_EXCEEDED' } };
  if (principal === null) return { status: 401, headers, body: { error: 'UNAUTHORIZED' } };
  if (!isAllowed(principal, 'read:incidents')) return { status: 403, headers, body: { error: 'FORBIDDEN' } };
  const query = listQuery.safeParse(parseQuery(search));
  if (!query.success) return { status: 422, headers, body: { error: 'VALIDATION_ERROR', fields: query.error.issues } };
  return { status: 200, headers, body: presentPage(listIncidents(query.data), query.data) };
}

function answer(request: IncomingMessage): Reply {
  const [path, search = ''] = (request.url ?? '/').split('?', 2);
  if (request.method === 'GET' && path === LIST_PATH) return list(request, search);
  if (path === '/cpu') return { status: 200, headers: {}, body: { cpuSeconds: cpuSeconds() } };
  return { status: 404, headers: {}, body: { error: 'NOT_FOUND' } };
}

function handle(request: IncomingMessage, response: ServerResponse): void {
  const startedAt = performance.now();
  const requestId = requestIdOf(request);
  const { status, headers, body } = answer(request);
  const { origin } = request.headers;
  const cors = origin !== undefined && origins.has(origin) ? { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' } : undefined;
  const text = JSON.stringify(body);
  response.writeHead(status, {
    ...securityHeaders, ...headers, ...cors, 'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text),
  });
  response.end(text);
  const finished = { method: request.method ?? '', route: LIST_PATH, status, durationMs: performance.now() - startedAt };
  metrics.observe(finished);
  log.info({ requestId, ...finished }, 'request');
}

settle();
createServer(handle).listen(Number(process.argv.at(-1)), '127.0.0.1');
