import type { AppError } from '../../platform/errors/index.ts';
import type { Dialect, ReplyMeta } from '../kit/index.ts';

/** The guide's names for codes that the server knows by another. */
const guideCodes: Readonly<Record<string, string>> = {
  INTERNAL: 'INTERNAL_ERROR',
  MALFORMED_JSON: 'INVALID_REQUEST',
};

function failure(error: AppError, meta: ReplyMeta): unknown {
  const body = {
    code: guideCodes[error.code] ?? error.code,
    message: error.message,
    details: error.details,
    timestamp: meta.time,
    request_id: meta.requestId,
  };
  return { error: error.retryAfter === null ? body : { ...body, retry_after: error.retryAfter } };
}

/** Bare data on success, `{error:{…}}` on failure. Source: ops#pattern-2-error-handling. */
export const opsDialect: Dialect = {
  name: 'ops',
  validationStatus: 422,
  success: (data) => data,
  failure,
  envelope: (data) => data,
  failureSchema: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message', 'details', 'timestamp', 'request_id'],
        properties: {
          code: { type: 'string' },
          message: { type: 'string' },
          details: { type: ['object', 'null'] },
          timestamp: { type: 'string', format: 'date-time' },
          request_id: { type: 'string' },
          retry_after: { type: 'integer', description: 'Seconds' },
        },
      },
    },
  },
};
