import { z } from 'zod';

/** `contractAddress` → `contract_address`. */
function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function respell(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const entries = Object.entries(body).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(entries.map(([key, value]) => [snakeCase(key), value]));
}

/**
 * A body whose fields may be written in snake_case (the guides) or camelCase (their published clients);
 * a blank or null field counts as left out. What is not an object is refused by the schema behind it.
 */
export function spelledEitherWay<S extends z.ZodType>(schema: S): z.ZodPreprocess<S> {
  return z.preprocess(respell, schema);
}
