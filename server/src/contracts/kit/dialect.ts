import type { AppError } from '../../platform/errors/index.ts';

/** What a dialect may print beside the data. */
export interface ReplyMeta {
  readonly requestId: string;
  /** UTC ISO 8601 with Z. */
  readonly time: string;
}

/** A JSON Schema, as OpenAPI 3.1 uses it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** How success and failure look in one guide. */
export interface Dialect {
  readonly name: string;
  /** Status of a request that does not validate. */
  readonly validationStatus: 400 | 422;
  success(data: unknown, meta: ReplyMeta): unknown;
  failure(error: AppError, meta: ReplyMeta): unknown;
  /** The schema of `success` around the schema of the data, for OpenAPI. */
  envelope(data: JsonSchema): JsonSchema;
  /** The schema of `failure`, for OpenAPI. */
  readonly failureSchema: JsonSchema;
}

/** One field that did not validate. */
export interface InvalidField {
  readonly location: 'body' | 'query' | 'path';
  /** `scan_options.depth`; empty for the whole body. */
  readonly field: string;
  readonly message: string;
  readonly code: string;
}

/** The invalid fields of a VALIDATION_ERROR, none for other errors. */
export function invalidFields(error: AppError): readonly InvalidField[] {
  const fields = error.details?.fields;
  return Array.isArray(fields) ? (fields as InvalidField[]) : [];
}
