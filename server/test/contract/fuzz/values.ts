import fc from 'fast-check';
import type { JsonSchema } from '../../../src/contracts/kit/index.ts';

/** Values that break careless code: limits of numbers, unicode at its edges, prototype names, injections. */
const nasty: readonly unknown[] = [
  null, true, 0, -1, 0.5, 1e308, -1e308, 2 ** 53, 2 ** 63, '', ' ', 'NaN', 'null', 'undefined', '0x', '-0', '1e999', '9'.repeat(400),
  'a'.repeat(10_000), '\u202etxt', '\ud800', 'a\udfffb', '\ufeff', '\u0001', '👩‍👩‍👧‍👦', '../../../../etc/passwd', '%00', "'; DROP TABLE users; --", '<script>alert(1)</script>',
  '${7*7}', '__proto__', 'constructor', '2024-02-31T25:61:00Z', '0000-00-00', '1'.repeat(39), [], {}, [[[[[]]]]], [null], { toString: 1, length: -1 }, { $ref: '#' },
];

/** Anything JSON can say, with a taste for the nasty. */
export const junk: fc.Arbitrary<unknown> = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...nasty) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) });

/** A string for a path or a query. */
export const junkText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('0', '-1', '1', '9007199254740993', '1e9', 'NaN', 'null', 'undefined', 'true', '', ' ', '*', '..', 'a'.repeat(250), '💥', "'", '"', '\\', '%', ';', '{id}', ':id', '[]', '{}', '0x'),
  fc.uuid(),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);

const address = '0x1111111111111111111111111111111111111111';
const source = 'pragma solidity ^0.8.0; contract A { function f() public {} }';

function textFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { format, pattern, minLength = 0, maxLength = 40 } = schema as { format?: string; pattern?: string; minLength?: number; maxLength?: number };
  if (format === 'uuid') return fc.uuid();
  if (format === 'date-time') return fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString());
  if (format === 'date') return fc.constantFrom('2024-02-29', '1970-01-01', '2030-12-31');
  if (format === 'email') return fc.constantFrom('someone@example.test', 'admin@bulwark.local');
  // The only address that a test may reach: nothing listens there.
  if (format === 'uri') return fc.constant('http://127.0.0.1:1/');
  if (pattern?.includes('0x') === true) return fc.constant(address);
  return fc.oneof(fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) }), fc.constantFrom(source, address, 'high', 'full', 'json').filter((text) => text.length >= minLength));
}

function numberFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { minimum = -1000, maximum = 1000 } = schema as { minimum?: number; maximum?: number };
  const range = { min: Math.ceil(Math.max(minimum, -1e9)), max: Math.floor(Math.min(maximum, 1e9)) };
  return schema.type === 'integer' ? fc.integer(range) : fc.double({ ...range, noNaN: true });
}

/** An object whose fields are mostly right, sometimes absent, sometimes junk, sometimes joined by strangers. */
function objectFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = new Set((schema.required ?? []) as readonly string[]);
  const absent = Symbol('absent');
  const fields = properties.map(([name, property]) => {
    const rare = required.has(name) ? 1 : 8;
    const value = fc.oneof({ weight: 12, arbitrary: valueFor(property) }, { weight: rare, arbitrary: fc.constant(absent) }, { weight: 1, arbitrary: junk });
    return value.map((chosen): [string, unknown] => [name, chosen]);
  });
  const strangers = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: fc.dictionary(fc.string(), junk, { maxKeys: 3 }) });
  return fc.tuple(fc.tuple(...fields), strangers).map(([chosen, extra]) => ({ ...extra, ...Object.fromEntries(chosen.filter(([, value]) => value !== absent)) }));
}

const byType: Readonly<Record<string, (schema: JsonSchema) => fc.Arbitrary<unknown>>> = {
  string: textFor,
  number: numberFor,
  integer: numberFor,
  boolean: () => fc.boolean(),
  array: (schema) => fc.array(valueFor((schema.items ?? {}) as JsonSchema), { maxLength: 3 }),
  object: objectFor,
};

/** Values that mostly satisfy a JSON Schema. */
export function valueFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const options = (schema.anyOf ?? schema.oneOf) as readonly JsonSchema[] | undefined;
  if (options !== undefined && options.length > 0) return fc.oneof(...options.map(valueFor));
  if (Array.isArray(schema.allOf)) return valueFor(schema.allOf[0] as JsonSchema);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if ('const' in schema) return fc.constant(schema.const);
  return byType[String(schema.type)]?.(schema) ?? junk;
}
