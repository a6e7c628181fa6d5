import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { iso } from '../../lib/time.ts';
import { AppError, errors, toAppError } from '../../platform/errors/index.ts';
import type { Dialect } from './dialect.ts';
import type { Edge } from './edge.ts';

/** Errors that Fastify raises before our handler, in our words. */
function fromFastify(error: FastifyError): AppError | null {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return errors.PAYLOAD_TOO_LARGE();
  if (error.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return errors.MALFORMED_JSON({ message: 'The body is not as long as Content-Length says' });
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return errors.UNSUPPORTED_MEDIA_TYPE();
  if (error.code === 'FST_ERR_BAD_URL' || error.code === 'FST_ERR_MAX_PARAM_LENGTH') return new AppError({ code: 'INVALID_ADDRESS', status: error.statusCode ?? 400, message: 'The address is too long or cannot be decoded' });
  const isClientFault = typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
  return isClientFault ? new AppError({ code: 'INVALID_REQUEST', status: error.statusCode ?? 400, message: 'The request is not valid' }) : null;
}

/** Renders any failure once, in the contract's dialect; unknown ones are logged with their stack and told as INTERNAL. */
export function sendFailure(at: { edge: Edge; dialect: Dialect; request: FastifyRequest; reply: FastifyReply }, thrown: unknown): FastifyReply {
  const { edge, dialect, request, reply } = at;
  const error = thrown instanceof AppError ? thrown : (fromFastify(thrown as FastifyError) ?? toAppError(thrown));
  // What is expected (not built, not configured, away) has no cause and needs no alarm.
  if (error.status === 500 || (error.status > 500 && error.cause !== undefined)) edge.log.error({ requestId: request.id, code: error.code, err: error.cause ?? error }, 'request failed');
  if (error.retryAfter !== null) reply.header('retry-after', error.retryAfter);
  const body = dialect.failure(error, { requestId: request.id, time: iso(edge.clock.now()) });
  return reply.code(error.status).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
}
