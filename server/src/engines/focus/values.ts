const time = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?\s?(Z|UTC|[+-]\d\d:?\d\d)?)?$/;

function offsetMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z' || zone === 'UTC') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

/** A UTC moment of its parts; null where the calendar has no such day, which would silently become another. */
function momentOf(parts: readonly number[]): number | null {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1990 && year < 2200;
  return isDay && hour < 24 && minute < 60 && second < 60 ? date.getTime() : null;
}

/**
 * Milliseconds since the epoch of a FOCUS time; null where it is none. Without a zone it is UTC, as the specification
 * wants it and as exports that write a space for the `T` mean it.
 */
export function parseTime(text: string): number | null {
  const [, ...parts] = time.exec(text) ?? [];
  if (parts.length === 0) return null;
  const moment = momentOf(parts.slice(0, 6).map((part: string | undefined) => Number(part ?? 0)));
  return moment === null ? null : moment - offsetMinutes(parts[6]) * 60_000;
}

/** Null for what exports write where they mean nothing. */
export function presentOrNull(field: string | undefined): string | null {
  return field === undefined || field === '' || field === 'NULL' || field === 'null' ? null : field;
}

/** A tag column as an object; null where it is no JSON object. Values stay text. */
export function parseTags(text: string): Record<string, string> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.fromEntries(Object.entries(value).slice(0, 200).map(([key, item]) => [key, typeof item === 'string' ? item : JSON.stringify(item)]));
  } catch {
    return null;
  }
}
