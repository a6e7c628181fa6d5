import { AppError, errors } from '../errors/index.ts';

// Node's codes for a server that cannot be reached, and PostgreSQL's for one that is going or coming.
const connectionCodes = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN',
  '57P01', '57P02', '57P03', '57P05', '53300',
]);
// node-postgres gives these no code.
const connectionMessages = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

function causes(thrown: unknown): Error[] {
  const chain: Error[] = [];
  for (let error = thrown; error instanceof Error && chain.length < 5; error = error.cause) chain.push(error);
  return chain;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function isConnectionError(error: Error): boolean {
  const code = codeOf(error);
  return connectionCodes.has(code) || code.startsWith('08') || connectionMessages.test(error.message);
}

/** True when the statement failed because the database could not be reached. */
export function isDatabaseUnavailable(thrown: unknown): boolean {
  return causes(thrown).some((error) => isConnectionError(error) || (error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE'));
}

/** Turns a lost or refused connection into DATABASE_UNAVAILABLE (503, retry after a second); all else passes. */
export function mapUnavailable(thrown: unknown): unknown {
  const isMapped = thrown instanceof AppError || !isDatabaseUnavailable(thrown);
  return isMapped ? thrown : errors.DATABASE_UNAVAILABLE({ cause: thrown, retryAfter: 1 });
}

function hasSqlState(thrown: unknown, state: string, constraint?: string): boolean {
  return causes(thrown).some((error) => codeOf(error) === state && (constraint === undefined || ('constraint' in error && error.constraint === constraint)));
}

/** True when a unique constraint (that one, if named) refused the row. */
export function isUniqueViolation(thrown: unknown, constraint?: string): boolean {
  return hasSqlState(thrown, '23505', constraint);
}

/** True when a foreign key (that one, if named) refused the row. */
export function isForeignKeyViolation(thrown: unknown, constraint?: string): boolean {
  return hasSqlState(thrown, '23503', constraint);
}
