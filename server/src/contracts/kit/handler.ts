import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import { errors } from '../../platform/errors/index.ts';
import { readBody } from './body.ts';
import type { Dialect, ReplyMeta } from './dialect.ts';
import type { Edge } from './edge.ts';
import type { Cookie, Endpoint, Input } from './endpoint.ts';
import { FileBody } from './files.ts';
import { RequestContext } from './request-context.ts';
import { refuseNul, validate } from './validate.ts';

const noBody = Buffer.alloc(0);
const noInput = { body: undefined, files: [] };
const anyParams = z.record(z.string(), z.string().min(1).max(200));
const jsonType = 'application/json; charset=utf-8';

/** In both spellings: `{id}` and `:id`. */
function hasParams(path: string): boolean {
  return path.includes('{') || path.includes(':');
}

/** What was sent, validated; at once where there is no body to decode. */
function readInput(endpoint: Endpoint, dialect: Dialect, request: FastifyRequest): Input | Promise<Input> {
  refuseNul(request.url);
  const raw = Buffer.isBuffer(request.body) ? request.body : noBody;
  const params = hasParams(endpoint.path) ? validate(endpoint.params ?? anyParams, request.params, { location: 'path', dialect }) : request.params;
  const query = endpoint.query === undefined ? undefined : validate(endpoint.query, request.query, { location: 'query', dialect });
  const withBody = (read: { body: unknown; files: Input['files'] }): Input => {
    const body = endpoint.body === undefined ? undefined : validate(endpoint.body, read.body === undefined ? {} : read.body, { location: 'body', dialect });
    return { params, query, body, files: read.files, raw, header: (name) => headerOf(request, name) };
  };
  return raw.length === 0 ? withBody(noInput) : readBody(endpoint, request.headers['content-type'] ?? '', raw).then(withBody);
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function cookieHeader(cookie: Cookie, isSecure: boolean): string {
  const secure = isSecure ? '; Secure' : '';
  return `${cookie.name}=${cookie.value}; Path=${cookie.path}; Max-Age=${cookie.maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

function applyEffects(endpoint: Endpoint, result: unknown, at: { input: Input; request: FastifyRequest; reply: FastifyReply }): void {
  if (endpoint.effects === undefined) return;
  const { status, headers, cookies } = endpoint.effects(result, at.input);
  if (status !== undefined) at.reply.code(status);
  if (headers !== undefined) at.reply.headers(headers);
  for (const cookie of cookies ?? []) at.reply.header('set-cookie', cookieHeader(cookie, at.request.protocol === 'https'));
}

function checkReply(endpoint: Endpoint, data: unknown): void {
  const checked = endpoint.reply.safeParse(data);
  if (!checked.success) throw errors.INTERNAL({ cause: new Error(`${endpoint.line} does not keep its reply schema: ${checked.error.message}`) });
}

/** Many dialects never print the time, so it is only written when asked for. */
class Meta implements ReplyMeta {
  readonly requestId: string;
  readonly #edge: Edge;

  constructor(edge: Edge, requestId: string) {
    this.#edge = edge;
    this.requestId = requestId;
  }

  get time(): string {
    return iso(this.#edge.clock.now());
  }
}

function sendFile(reply: FastifyReply, file: FileBody): FastifyReply {
  return reply.header('content-type', file.contentType).header('content-disposition', file.contentDisposition).send(file.content);
}

type Handler = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined | Promise<FastifyReply | undefined>;

/**
 * The whole life of a request after the guard: validate, run one operation, present, send.
 * Nothing waits that need not: what answers at once is sent at once. JSON is complete when `send` returns, so there
 * is nothing more to hand to Fastify; a file may still be streaming, so its reply is.
 */
export function makeHandler(edge: Edge, endpoint: Endpoint, dialect: Dialect): Handler {
  const status = endpoint.status ?? 200;
  const finish = (result: unknown, at: { input: Input; request: FastifyRequest; reply: FastifyReply }): FastifyReply | undefined => {
    const { input, request, reply } = at;
    reply.code(status);
    applyEffects(endpoint, result, at);
    const data = endpoint.present(result, input);
    if (data instanceof FileBody) return sendFile(reply, data);
    if (edge.isCheckingReplies) checkReply(endpoint, data);
    if (status === 204) return reply.send();
    const body = endpoint.isBare === true ? data : dialect.success(data, new Meta(edge, request.id));
    reply.header('content-type', jsonType).send(JSON.stringify(body));
    return undefined;
  };
  const run = (input: Input, request: FastifyRequest, reply: FastifyReply): ReturnType<Handler> => {
    const running = endpoint.run(edge.modules, new RequestContext(request, request.principal, edge.clock), input);
    return running instanceof Promise ? running.then((result) => finish(result, { input, request, reply })) : finish(running, { input, request, reply });
  };
  return (request, reply) => {
    const reading = readInput(endpoint, dialect, request);
    return reading instanceof Promise ? reading.then((input) => run(input, request, reply)) : run(reading, request, reply);
  };
}
