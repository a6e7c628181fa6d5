/** Reading of values whose shape is not known: what is missing or of another type is null or empty, never an error. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for an object that is neither null nor an array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value behind a path of keys; undefined when the way breaks off. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (!isFields(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** A text that says something; numbers and booleans as text; else null. */
export function text(value: unknown, ...path: readonly string[]): string | null {
  const found = at(value, ...path);
  if (typeof found === 'number' || typeof found === 'boolean') return String(found);
  return typeof found === 'string' && found.trim() !== '' ? found : null;
}

/** The first of several fields that is a text that says something. */
export function firstText(value: unknown, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const found = text(value, key);
    if (found !== null) return found;
  }
  return null;
}

/** A finite number, from a number or a text that is one. */
export function number(value: unknown, ...path: readonly string[]): number | null {
  const found = at(value, ...path);
  if (typeof found === 'number') return Number.isFinite(found) ? found : null;
  if (typeof found !== 'string' || !/^-?\d+(\.\d+)?$/.test(found.trim())) return null;
  return Number(found);
}

/** A list; empty when there is none. */
export function list(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/** The objects of a list; what is none is passed over. */
export function records(value: unknown, ...path: readonly string[]): readonly Fields[] {
  return list(value, ...path).filter(isFields);
}

/** The texts of a list, or the one text that stands in its place. */
export function texts(value: unknown, ...path: readonly string[]): readonly string[] {
  const found = at(value, ...path);
  if (typeof found === 'string') return found.trim() === '' ? [] : [found];
  return list(found).flatMap((item) => (typeof item === 'string' && item.trim() !== '' ? [item] : []));
}

/** Keys of an object; none when it is none. */
export function entries(value: unknown, ...path: readonly string[]): readonly (readonly [string, unknown])[] {
  const found = at(value, ...path);
  return isFields(found) ? Object.entries(found) : [];
}
