import { AppError } from './app-error.ts';
import { defineErrors } from './define-errors.ts';

export { AppError, type ErrorFacts } from './app-error.ts';
export { defineErrors, errorCatalogue, type ErrorFactory } from './define-errors.ts';

/** Errors that belong to no module: the edge, the database, what is not configured or not built. */
export const errors = defineErrors({
  INTERNAL: [500, 'Something went wrong on our side'],
  VALIDATION_ERROR: [422, 'The request is not valid'],
  MALFORMED_JSON: [400, 'The body is not valid JSON'],
  MALFORMED_FORM: [400, 'The form is not well formed'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'The content type is not accepted here'],
  PAYLOAD_TOO_LARGE: [413, 'The body is larger than allowed'],
  NOT_FOUND: [404, 'Not found'],
  METHOD_NOT_ALLOWED: [405, 'The method is not allowed here'],
  UNAUTHORIZED: [401, 'Authentication required'],
  FORBIDDEN: [403, 'Insufficient permissions'],
  CONFLICT: [409, 'The request conflicts with the current state'],
  RATE_LIMIT_EXCEEDED: [429, 'Too many requests'],
  SERVICE_UNAVAILABLE: [503, 'The service is not available right now'],
  DATABASE_UNAVAILABLE: [503, 'The database is not available right now'],
  INTEGRATION_NOT_CONFIGURED: [503, 'This feature needs an integration that is not configured'],
  NOT_IMPLEMENTED: [501, 'This endpoint is declared but not built yet'],
  CANCELLED: [499, 'The request was cancelled'],
});

/** Turns anything thrown into an AppError; what is unknown becomes INTERNAL with the cause kept for the log. */
export function toAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : errors.INTERNAL({ cause: thrown });
}
