import { type Dialect, fallbackDialect } from '../../kit/index.ts';

/** The pages that only a guide's list of results can have: `{data, pagination}`. */
function isPaged(data: unknown): data is { data: unknown; pagination: unknown } {
  return typeof data === 'object' && data !== null && 'data' in data && 'pagination' in data;
}

/**
 * What the published client of guide ops reads: `{success, data}`, and on failure `error` as text, because it renders
 * it as it comes. Source: ops#frontend-code-reference.
 */
export const compatDialect: Dialect = {
  name: 'ops-compat',
  validationStatus: 422,
  success: (data) => (isPaged(data) ? { success: true, ...data } : { success: true, data }),
  failure: (error, meta) => ({
    ...(fallbackDialect.failure(error, meta) as object),
    error: error.message,
    code: error.code,
    details: error.details,
    ...(error.retryAfter !== null && { retry_after: error.retryAfter }),
  }),
  envelope: (data) => ({ type: 'object', required: ['success', 'data'], properties: { success: { const: true }, data } }),
  failureSchema: {
    type: 'object',
    required: ['success', 'error', 'message', 'code', 'details', 'timestamp'],
    properties: {
      success: { const: false },
      error: { type: 'string' },
      message: { type: 'string' },
      code: { type: 'string' },
      details: { type: ['object', 'null'] },
      timestamp: { type: 'string', format: 'date-time' },
      retry_after: { type: 'integer', description: 'Seconds' },
    },
  },
};
