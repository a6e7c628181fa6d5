type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Sorted keys, lower-case hex, no undefined: equal values give equal text. */
export function canonical(value: unknown): Json {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.startsWith('0x') ? value.toLowerCase() : value;
  if (typeof value !== 'object') return value as Json;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key.toLowerCase().startsWith('0x') ? key.toLowerCase() : key, canonical(item)]));
}

const ACTION_FIELDS: Readonly<Record<string, readonly string[]>> = {
  call: ['callType', 'from', 'gas', 'input', 'to', 'value'],
  create: ['creationMethod', 'from', 'gas', 'init', 'value'],
  suicide: ['address', 'balance', 'refundAddress'],
};
const RESULT_FIELDS: Readonly<Record<string, readonly string[]>> = {
  call: ['gasUsed', 'output'], create: ['address', 'code', 'gasUsed'], suicide: [],
};

function pick(from: unknown, fields: readonly string[]): Record<string, unknown> {
  const source = (from ?? {}) as Record<string, unknown>;
  return Object.fromEntries(fields.filter((field) => source[field] !== undefined && source[field] !== '0x').map((field) => [field, source[field]]));
}

/**
 * Flat traces as go-ethereum's own test compares them: the files were written by several programs, some of which fill in
 * zero addresses, empty output or the block, and those fields are not compared.
 */
export function canonicalFlat(value: unknown): Json {
  if (!Array.isArray(value)) return canonical(value);
  return value.map((entry: Record<string, unknown>) => {
    const type = String(entry['type']);
    return canonical({
      type,
      action: pick(entry['action'], ACTION_FIELDS[type] ?? []),
      result: pick(entry['result'], RESULT_FIELDS[type] ?? []),
      error: entry['error'],
      subtraces: entry['subtraces'],
      traceAddress: entry['traceAddress'],
    });
  });
}
