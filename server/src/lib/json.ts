/** Parses JSON from outside; null where it is none, so that a schema can tell what is wrong. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
