import { AppError, type ErrorFacts } from './app-error.ts';

/** `[HTTP status, sentence for the caller]`. */
export type ErrorEntry = readonly [status: number, message: string];
/** Makes the error of one code. */
export type ErrorFactory = (facts?: ErrorFacts) => AppError;

const catalogue = new Map<string, ErrorEntry>();

/**
 * Declares error codes of one module and returns a factory for each.
 * A code may be declared once in the whole program, so that a code always means one thing.
 */
export function defineErrors<const T extends Record<string, ErrorEntry>>(entries: T): Readonly<Record<keyof T, ErrorFactory>> {
  const factories: Record<string, ErrorFactory> = {};
  for (const [code, entry] of Object.entries(entries)) {
    if (catalogue.has(code)) throw new Error(`error code ${code} is declared twice`);
    catalogue.set(code, entry);
    const [status, message] = entry;
    factories[code] = (facts) => new AppError({ code, status, message }, facts);
  }
  return factories as Record<keyof T, ErrorFactory>;
}

/** Every declared code with its status and sentence, sorted; source of `docs/reference/errors.md`. */
export function errorCatalogue(): readonly { code: string; status: number; message: string }[] {
  return [...catalogue]
    .map(([code, [status, message]]) => ({ code, status, message }))
    .sort((a, b) => a.code.localeCompare(b.code));
}
