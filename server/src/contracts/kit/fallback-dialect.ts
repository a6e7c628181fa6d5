import type { Dialect } from './dialect.ts';

/** Speaks where no guide does: unknown paths and shared addresses. Its errors can be read by every guide's client. */
export const fallbackDialect: Dialect = {
  name: 'fallback',
  validationStatus: 422,
  success: (data) => data,
  failure: (error, meta) => ({
    success: false,
    error: { code: error.code, message: error.message, details: error.details, timestamp: meta.time, request_id: meta.requestId },
    message: error.message,
    detail: error.message,
    timestamp: meta.time,
  }),
  envelope: (data) => data,
  failureSchema: {
    type: 'object',
    required: ['error', 'message', 'detail', 'timestamp'],
    properties: {
      success: { const: false },
      error: { type: 'object', required: ['code', 'message'], properties: { code: { type: 'string' }, message: { type: 'string' } } },
      message: { type: 'string' },
      detail: { type: 'string' },
      timestamp: { type: 'string', format: 'date-time' },
    },
  },
};
