/** Extra facts that one occurrence of an error may carry. */
export interface ErrorFacts {
  /** Replaces the catalogue's sentence where the case can be told more exactly. */
  message?: string;
  /** Safe for the caller to read; never secrets, never a stack. */
  details?: Readonly<Record<string, unknown>>;
  /** Seconds after which another try makes sense; becomes `Retry-After`. */
  retryAfter?: number;
  cause?: unknown;
}

/** The one error that crosses layers: a code of the catalogue and an HTTP status; a dialect renders it once. */
export class AppError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly retryAfter: number | null;

  constructor({ code, status, message }: { code: string; status: number; message: string }, facts: ErrorFacts = {}) {
    super(facts.message ?? message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = 'AppError';
    this.code = code;
    this.status = status;
    this.details = facts.details ?? null;
    this.retryAfter = facts.retryAfter ?? null;
  }
}
