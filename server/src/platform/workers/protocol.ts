import { AppError } from '../errors/index.ts';

/** What the pool sends to a thread. */
export interface Order {
  readonly input: unknown;
}

/** What a thread sends back: once `ready`, then for each order any number of messages and one end. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'message'; readonly value: unknown }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error as plain data: classes do not survive the way between threads. */
export interface Failure {
  readonly message: string;
  readonly stack: string;
  readonly app: { readonly code: string; readonly status: number; readonly details: AppError['details'] } | null;
}

export function toFailure(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const app = error instanceof AppError ? { code: error.code, status: error.status, details: error.details } : null;
  return { message: error.message, stack: error.stack ?? '', app };
}

export function fromFailure({ message, stack, app }: Failure): Error {
  const error = app === null ? new Error(message) : new AppError({ code: app.code, status: app.status, message }, app.details === null ? {} : { details: app.details });
  error.stack = stack;
  return error;
}
