import type { ServerFrame } from '../api/types.ts';

const topics = new Set(['scans', 'system', 'incidents', 'tasks', 'live']);

/** A text frame as a server frame, null when it is none of ours: a newer server may say more than we know. */
export function parseFrame(text: string): ServerFrame | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { topic, event } = value as Record<string, unknown>;
  if (typeof topic !== 'string' || !topics.has(topic) || typeof event !== 'string' || !('data' in value)) return null;
  return value as ServerFrame;
}
