import { z } from 'zod';

const event = z.tuple([z.string(), z.unknown()]);

/** What travels: who sent it, its number, and events as `[name, payload]`; `gap` when earlier ones were lost. */
const envelope = z.object({ from: z.string(), number: z.number(), gap: z.boolean(), events: z.array(event) });
export type Envelope = z.output<typeof envelope>;

/** One event as JSON, serialised once. */
export function encodeEvent(name: string, payload: unknown): string {
  return JSON.stringify([name, payload ?? null]);
}

/** Envelopes of up to `limit` bytes, a larger single event in one of its own. */
export function pack(encoded: readonly string[], limit: number): string[][] {
  const packs: string[][] = [];
  let room = 0;
  for (const text of encoded) {
    const bytes = Buffer.byteLength(text) + 1;
    const last = packs.at(-1);
    if (last !== undefined && bytes <= room) last.push(text);
    else packs.push([text]);
    room = (last !== undefined && bytes <= room ? room : limit) - bytes;
  }
  return packs;
}

export function encodeEnvelope(head: Omit<Envelope, 'events'>, encoded: readonly string[]): string {
  return `${JSON.stringify(head).slice(0, -1)},"events":[${encoded.join(',')}]}`;
}

/** @throws when the text is not an envelope */
export function decodeEnvelope(text: string): Envelope {
  return envelope.parse(JSON.parse(text));
}
