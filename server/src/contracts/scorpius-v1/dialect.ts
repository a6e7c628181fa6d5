import type { AppError } from '../../platform/errors/index.ts';
import type { Dialect, ReplyMeta } from '../kit/index.ts';

/** `error` is an object in this guide; its published sign-in pages read `detail` instead. */
function failure(error: AppError, meta: ReplyMeta): unknown {
  return {
    success: false,
    error: { code: error.code, message: error.message, details: error.details ?? {} },
    detail: error.message,
    timestamp: meta.time,
  };
}

const time = { type: 'string', format: 'date-time' };

/** `ApiResponse<T>` around everything. Source: scorpius-v1#response-format. */
export const scorpiusV1Dialect: Dialect = {
  name: 'scorpius-v1',
  validationStatus: 422,
  success: (data, meta) => ({ success: true, data, timestamp: meta.time }),
  failure,
  envelope: (data) => ({
    type: 'object',
    required: ['success', 'data', 'timestamp'],
    properties: { success: { const: true }, data, timestamp: time },
  }),
  failureSchema: {
    type: 'object',
    required: ['success', 'error', 'detail', 'timestamp'],
    properties: {
      success: { const: false },
      error: {
        type: 'object',
        required: ['code', 'message', 'details'],
        properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'object' } },
      },
      detail: { type: 'string' },
      timestamp: time,
    },
  },
};
