import { isAllowed, type Principal } from '../../platform/context/index.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import type { Frame } from '../kit/index.ts';

/**
 * Channels by the guide's names, each with its topic for one caller: what belongs to a user has a topic per user, so that
 * nobody reads another's, and none for a caller who may not read it. Null where the guide names a channel that nothing feeds yet.
 */
export type Channels = Readonly<Record<string, ((caller: Principal) => string | null) | null>>;

/** A channel about the caller's own scans: none without `read:scans`, as over HTTP. */
export function scanChannel(topicOf: (userId: string) => string): (caller: Principal) => string | null {
  return (caller) => (isAllowed(caller, 'read:scans') ? topicOf(caller.userId) : null);
}

/** What a client asks with `{type: 'subscribe' | 'unsubscribe', …}`. */
export interface Wish {
  readonly type: 'subscribe' | 'unsubscribe';
  readonly known: readonly string[];
  readonly unknown: readonly string[];
}

/** The names in `{channel}`, `{channels}`, `{events}` or `{topics}`. */
function namesIn(frame: Frame): readonly string[] {
  const many: unknown = [frame.channels, frame.events, frame.topics].find(Array.isArray);
  const names: readonly unknown[] = Array.isArray(many) ? many.slice(0, 100) : [frame.channel];
  return names.flatMap((name) => (typeof name === 'string' ? [name.slice(0, 100)] : []));
}

/** Reads a subscription frame against the channels there are; null where the frame says something else. */
export function readWish(frame: Frame, channels: Channels): Wish | null {
  if (frame.type !== 'subscribe' && frame.type !== 'unsubscribe') return null;
  const names = namesIn(frame);
  const isKnown = (name: string): boolean => Object.hasOwn(channels, name);
  return { type: frame.type, known: names.filter(isKnown), unknown: names.filter((name) => !isKnown(name)) };
}

/** Subscribes the connection to channels by name, or takes it off them; only a known caller has channels. */
export function follow(connection: Connection, channels: Channels, wish: Pick<Wish, 'type' | 'known'>): void {
  if (connection.principal === null) return;
  for (const name of wish.known) {
    const topic = channels[name]?.(connection.principal) ?? null;
    if (topic === null) continue;
    if (wish.type === 'subscribe') connection.subscribe(topic);
    else connection.unsubscribe(topic);
  }
}

/** Subscribes the connection to everything there is. */
export function followAll(connection: Connection, channels: Channels): void {
  follow(connection, channels, { type: 'subscribe', known: Object.keys(channels) });
}

/**
 * Answers a subscription frame of guide scorpius with `{type: 'subscribed', channels}`, telling apart the channels that nothing
 * feeds yet, or with an error that names the channels there are.
 */
export function answerSubscription(connection: Connection, frame: Frame, channels: Channels): void {
  const wish = readWish(frame, channels);
  if (wish === null) return connection.send({ type: 'error', message: 'Expected {"type": "subscribe" | "unsubscribe", "channel": "…"}' });
  if (wish.unknown.length > 0 || wish.known.length === 0) {
    return connection.send({ type: 'error', message: `Unknown channel; there are: ${Object.keys(channels).join(', ')}` });
  }
  follow(connection, channels, wish);
  connection.send({ type: `${wish.type}d`, channels: wish.known, not_available: wish.known.filter((name) => channels[name] === null) });
}
