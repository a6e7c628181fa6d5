const BYTES = 200;

/** A message of 200 bytes as JSON, with its running number. */
export function message(n: number): { type: string; n: number; data: string } {
  const bare = { type: 'metrics_update', n, data: '' };
  return { ...bare, data: 'x'.repeat(BYTES - JSON.stringify(bare).length) };
}
