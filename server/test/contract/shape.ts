import assert from 'node:assert/strict';

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function assertLike(actual: unknown, example: unknown, place: { readonly at: string; readonly nullable: readonly string[] }): void {
  const { at, nullable } = place;
  if (actual === null && nullable.includes(at.split('.').pop() ?? at)) return;
  assert.equal(kindOf(actual), kindOf(example), `${at} is ${JSON.stringify(actual)}, the guide shows ${JSON.stringify(example)}`);
  if (Array.isArray(example)) {
    if (example.length > 0) for (const [index, item] of (actual as unknown[]).entries()) assertLike(item, example[0], { at: `${at}[${index}]`, nullable });
  } else if (kindOf(example) === 'object') {
    for (const [key, value] of Object.entries(example as object)) {
      assert.ok(Object.hasOwn(actual as object, key), `${at}.${key} is missing`);
      assertLike((actual as Record<string, unknown>)[key], value, { at: `${at}.${key}`, nullable });
    }
  }
}

/**
 * Every field that a guide's example prints is there with a value of the same kind. Further fields may stand beside it.
 * `nullable` names fields (by their last name) that may be null where the example shows a value.
 */
export function assertShape(actual: unknown, example: unknown, nullable: readonly string[] = []): void {
  assertLike(actual, example, { at: 'reply', nullable });
}

/** UTC ISO 8601 with Z. */
export function assertTimestamp(value: unknown): void {
  assert.match(String(value), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
}
