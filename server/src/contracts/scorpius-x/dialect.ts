import type { AppError } from '../../platform/errors/index.ts';
import type { Dialect, ReplyMeta } from '../kit/index.ts';

/** The guide's model with `error` as a string, and FastAPI's `detail` beside it for clients that read that. */
function failure(error: AppError, meta: ReplyMeta): unknown {
  return {
    success: false,
    data: null,
    message: error.message,
    error: error.message,
    detail: error.message,
    code: error.code,
    details: error.details,
    timestamp: meta.time,
  };
}

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };

/** `APIResponse<T>` around everything. Source: scorpius-x#core-response-model. */
export const scorpiusXDialect: Dialect = {
  name: 'scorpius-x',
  validationStatus: 422,
  success: (data, meta) => ({ success: true, data, message: null, error: null, timestamp: meta.time }),
  failure,
  envelope: (data) => ({
    type: 'object',
    required: ['success', 'data', 'message', 'error', 'timestamp'],
    properties: { success: { const: true }, data, message: { type: ['string', 'null'] }, error: { type: 'null' }, timestamp: time },
  }),
  failureSchema: {
    type: 'object',
    required: ['success', 'data', 'message', 'error', 'detail', 'code', 'details', 'timestamp'],
    properties: {
      success: { const: false },
      data: { type: 'null' },
      message: text,
      error: text,
      detail: text,
      code: text,
      details: { type: ['object', 'null'] },
      timestamp: time,
    },
  },
};
