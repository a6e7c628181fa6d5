import type { AppError } from '../../platform/errors/index.ts';
import { type Dialect, type InvalidField, invalidFields, type ReplyMeta } from '../kit/index.ts';

/** The guide's names for codes that the server knows by another. */
const guideCodes: Readonly<Record<string, string>> = {
  INTERNAL: 'INTERNAL_ERROR',
  VALIDATION_ERROR: 'INVALID_PARAMETER',
};

/** `["body", "items", 0, "price"]`, as FastAPI locates a wrong field. */
function locationOf(field: InvalidField): (string | number)[] {
  const steps = field.field === '' ? [] : field.field.split('.');
  return [field.location, ...steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step))];
}

/** Where a form failed field by field the guide's framework answers a list, else a sentence. */
function detailOf(error: AppError): unknown {
  const fields = invalidFields(error);
  if (fields.length === 0) return error.message;
  return fields.map((field) => ({ loc: locationOf(field), msg: field.message, type: field.code }));
}

function failure(error: AppError, meta: ReplyMeta): unknown {
  const details = error.status < 500 ? error.details : { ...error.details, correlation_id: meta.requestId };
  return {
    detail: detailOf(error),
    message: error.message,
    error: { code: guideCodes[error.code] ?? error.code, message: error.message, details },
  };
}

const fieldSchema = {
  type: 'object',
  required: ['loc', 'msg', 'type'],
  properties: { loc: { type: 'array', items: { type: ['string', 'integer'] } }, msg: { type: 'string' }, type: { type: 'string' } },
};

/** Bare data on success; `detail` for FastAPI's readers, `error` for those of the guide's API documents. Source: tradeflow#update-your-backend-auth-endpoints. */
export const tradeflowDialect: Dialect = {
  name: 'tradeflow',
  validationStatus: 422,
  success: (data) => data,
  failure,
  envelope: (data) => data,
  failureSchema: {
    type: 'object',
    required: ['detail', 'message', 'error'],
    properties: {
      detail: { anyOf: [{ type: 'string' }, { type: 'array', items: fieldSchema }] },
      message: { type: 'string' },
      error: {
        type: 'object',
        required: ['code', 'message', 'details'],
        properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: ['object', 'null'] } },
      },
    },
  },
};
