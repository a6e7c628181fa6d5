import type { AppError } from '../../platform/errors/index.ts';
import type { Dialect, ReplyMeta } from '../kit/index.ts';

/** `error` is the boolean true in this guide; `details` always names a field and its value, null where the error is not about one. */
function failure(error: AppError, meta: ReplyMeta): unknown {
  return {
    error: true,
    message: error.message,
    code: error.code,
    details: { ...error.details, field: error.details?.field ?? null, value: error.details?.value ?? null },
    timestamp: meta.time,
  };
}

/** Bare data on success. Source: scorpius#backend-error-responses-required. */
export const scorpiusDialect: Dialect = {
  name: 'scorpius',
  validationStatus: 422,
  success: (data) => data,
  failure,
  envelope: (data) => data,
  failureSchema: {
    type: 'object',
    required: ['error', 'message', 'code', 'details', 'timestamp'],
    properties: {
      error: { const: true },
      message: { type: 'string' },
      code: { type: 'string' },
      details: { type: 'object', required: ['field', 'value'], properties: { field: { type: ['string', 'null'] }, value: {} } },
      timestamp: { type: 'string', format: 'date-time' },
    },
  },
};
