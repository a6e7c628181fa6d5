import type { Dialect } from '../kit/index.ts';

/** The console's dialect: bare data on success, one `error` object on failure. */
export const consoleDialect: Dialect = {
  name: 'console',
  validationStatus: 422,
  success: (data) => data,
  failure: (error, meta) => ({
    error: { code: error.code, message: error.message, details: error.details, requestId: meta.requestId },
  }),
  envelope: (data) => data,
  failureSchema: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message', 'details', 'requestId'],
        properties: {
          code: { type: 'string' },
          message: { type: 'string' },
          details: { type: ['object', 'null'] },
          requestId: { type: 'string' },
        },
      },
    },
  },
};
