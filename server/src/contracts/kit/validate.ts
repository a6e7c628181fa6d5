import type { z } from 'zod';
import { AppError, errors } from '../../platform/errors/index.ts';
import type { Dialect, InvalidField } from './dialect.ts';

function toFields(location: InvalidField['location'], error: z.ZodError): InvalidField[] {
  return error.issues.slice(0, 50).map((issue) => ({ location, field: issue.path.map(String).join('.'), message: issue.message, code: issue.code }));
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
  return at;
}

/** Only short plain values are told back, so that an error never becomes an echo of a megabyte or a password. */
function tellable(value: unknown, field: string): unknown {
  if (/pass|secret|token|key/i.test(field)) return undefined;
  if (typeof value === 'string') return value.slice(0, 100);
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : undefined;
}

/** Validates one part of a request; what is wrong is told field by field in VALIDATION_ERROR. */
export function validate<S extends z.ZodType>(schema: S, value: unknown, at: { location: InvalidField['location']; dialect: Dialect }): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = toFields(at.location, parsed.error);
  const first = fields[0];
  const given = valueAt(value, parsed.error.issues[0]?.path ?? []);
  const message = `${first?.field || at.location}: ${first?.message ?? 'is not valid'}`;
  throw new AppError({ code: 'VALIDATION_ERROR', status: at.dialect.validationStatus, message }, {
    details: { field: first?.field ?? '', value: tellable(given, first?.field ?? ''), fields },
  });
}

/** Refuses NUL characters in path and query, which no text column can hold. */
export function refuseNul(url: string): void {
  if (url.includes('%00')) throw errors.VALIDATION_ERROR({ message: 'The address contains a NUL character' });
}
