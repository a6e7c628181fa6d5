/** A request that failed: what the server said, or that it could not be reached. */
export class ApiError extends Error {
  readonly code: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly requestId: string | null;

  constructor(facts: { code: string; message: string; status: number; details?: Readonly<Record<string, unknown>> | null; requestId?: string | null }) {
    super(facts.message);
    this.name = 'ApiError';
    this.code = facts.code;
    this.status = facts.status;
    this.details = facts.details ?? null;
    this.requestId = facts.requestId ?? null;
  }
}

/** An error body of the console's dialect as an ApiError; anything else becomes one by its status. */
export function errorFromBody(status: number, body: unknown): ApiError {
  const error = isRecord(body) ? body.error : undefined;
  if (isRecord(error) && typeof error.code === 'string' && typeof error.message === 'string') {
    const { code, message, details, requestId } = error;
    return new ApiError({ code, message, status, details: isRecord(details) ? details : null, requestId: typeof requestId === 'string' ? requestId : null });
  }
  return new ApiError({ code: `HTTP_${status}`, message: `The server answered ${status}`, status });
}

export const offline = (): ApiError => new ApiError({ code: 'OFFLINE', message: 'The server cannot be reached', status: 0 });

/** Words for a person. */
export function describeError(error: unknown): { title: string; detail: string | null; requestId: string | null } {
  if (!(error instanceof ApiError)) return { title: 'Something went wrong in the console', detail: error instanceof Error ? error.message : null, requestId: null };
  if (error.code === 'OFFLINE') return { title: error.message, detail: 'Check that Bulwark is running; this page tries again by itself.', requestId: null };
  const fields = fieldErrors(error);
  const detail = Object.entries(fields).map(([field, message]) => (field === '' ? message : `${field}: ${message}`)).join(' · ');
  return { title: error.message, detail: detail === '' ? null : detail, requestId: error.status >= 500 ? error.requestId : null };
}

/** Messages by field of a request that did not validate. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError) || !Array.isArray(error.details?.fields)) return {};
  const found: Record<string, string> = {};
  for (const item of error.details.fields as unknown[]) {
    if (isRecord(item) && typeof item.field === 'string' && typeof item.message === 'string') found[item.field] ??= item.message;
  }
  return found;
}

/** Environment variables that would make an integration work, as the server names them. */
export function missingVariables(error: unknown): readonly string[] {
  if (!(error instanceof ApiError) || error.code !== 'INTEGRATION_NOT_CONFIGURED') return [];
  const named = error.details?.variables ?? error.details?.variable;
  const list: unknown[] = Array.isArray(named) ? named : [named];
  return list.filter((name): name is string => typeof name === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
