import { z } from 'zod';
import { iso } from '../../lib/time.ts';
import type { Frame, Live, WsDialect } from '../kit/index.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import { environmentName, opsTopic } from './channels.ts';
import type { LiveFilters } from './live.ts';

const maxChannels = 100;
const channels = z.array(z.string().min(1).max(100)).max(maxChannels);
const filters = z.object({ environment: z.string().max(100).transform(environmentName).optional(), squad: z.string().max(100).optional() });
const words = ['subscribe', 'unsubscribe', 'ping'] as const;

/** The guide writes `{type, channels}`; the documents it points to write `{action, topics, filters}`. */
const frameSchema = z.union([
  z.object({ type: z.enum(words), channels: channels.optional() }).transform((frame) => ({ word: frame.type, channels: frame.channels ?? [], filters: undefined })),
  z.object({ action: z.enum(words), topics: channels.optional(), filters: filters.optional() }).transform((frame) => ({ word: frame.action, channels: frame.topics ?? [], filters: frame.filters })),
]);

function refuse(connection: Connection, message: string): void {
  connection.send({ type: 'error', action: 'created', message, data: { code: 'INVALID_MESSAGE', message }, timestamp: iso(Date.now()) });
}

function subscribe(connection: Connection, wanted: readonly string[]): void {
  const topics = wanted.map(opsTopic);
  const added = new Set(topics.filter((topic) => !connection.topics.has(topic)));
  if (connection.topics.size + added.size > maxChannels) return refuse(connection, `At most ${maxChannels} channels per connection`);
  for (const topic of added) connection.subscribe(topic);
  connection.send({ type: 'subscribed', channels: wanted });
}

function unsubscribe(connection: Connection, unwanted: readonly string[]): void {
  for (const channel of unwanted) connection.unsubscribe(opsTopic(channel));
  connection.send({ type: 'unsubscribed', channels: unwanted });
}

function onFrame(_live: Live, connection: Connection, frame: Frame): void {
  const read = frameSchema.safeParse(frame);
  if (!read.success) return refuse(connection, 'Expected {"type": "subscribe" | "unsubscribe" | "ping", "channels": [...]}');
  if (read.data.word === 'ping') return connection.send({ type: 'pong' });
  // The last filters said hold for all that the connection reads.
  if (read.data.filters !== undefined) connection.state = read.data.filters satisfies LiveFilters;
  return read.data.word === 'subscribe' ? subscribe(connection, read.data.channels) : unsubscribe(connection, read.data.channels);
}

/** Guide ops on the shared socket. Source: ops#websocket-implementation. */
export const opsSocket: WsDialect = {
  name: 'ops',
  // The documents that the guide refers to name this path.
  ownPaths: ['/api/ws'],
  recognises: (frame) => Array.isArray(frame.channels) || Array.isArray(frame.topics),
  onFrame,
};
