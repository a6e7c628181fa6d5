import type { Connection, SocketDefinition } from '../../platform/realtime/index.ts';
import type { Live } from './live.ts';
import { type Frame, isFrame } from './ws-dialect.ts';

/** How long a client without a credential in its upgrade request may wait with its first frame. */
const firstFrameWithinMs = 2_000;

interface Handlers {
  readonly path: string;
  readonly guide: string;
  /** The caller is known. */
  onOpen?(connection: Connection): void | Promise<void>;
  /** Anything but a ping, which is answered already. */
  onFrame(connection: Connection, frame: Frame): void | Promise<void>;
}

/** The guides write a ping in three ways. */
function isPing(frame: Frame): boolean {
  const inner = isFrame(frame.data) ? frame.data.type : undefined;
  return frame.type === 'ping' || frame.action === 'ping' || (frame.type === 'message' && inner === 'ping');
}

/** The token of a first frame: `{token}` or `{data: {token}}`. */
export function tokenIn(frame: Frame): string | null {
  const inner = isFrame(frame.data) ? frame.data.token : undefined;
  const token = frame.token ?? inner;
  return typeof token === 'string' && token !== '' ? token : null;
}

/** Sets the caller from the token of a frame; false when it is not valid. */
export async function authenticateBy(live: Live, connection: Connection, frame: Frame): Promise<boolean> {
  const token = tokenIn(frame);
  connection.principal = token === null ? null : await live.modules.identity.authenticate({ token, cookie: null });
  return connection.principal !== null;
}

/**
 * A socket for known callers: by the upgrade request, or by the first frame as guides ops and scorpius-v1 allow.
 * A `ping` is always answered; without a valid credential the socket closes with 1008.
 */
export function authenticatedSocket(live: Live, handlers: Handlers): SocketDefinition {
  return {
    path: handlers.path,
    guide: handlers.guide,
    access: 'first-frame',
    onOpen(connection) {
      if (connection.principal !== null) return handlers.onOpen?.(connection);
      if (connection.url.searchParams.has('token')) return connection.close(1008, 'Unauthorized');
      setTimeout(() => {
        if (connection.principal === null) connection.close(1008, 'Unauthorized');
      }, firstFrameWithinMs).unref();
    },
    async onFrame(connection, frame) {
      if (!isFrame(frame)) return connection.send({ type: 'error', message: 'A frame must be a JSON object' });
      if (isPing(frame)) return connection.send({ type: 'pong' });
      if (connection.principal === null) {
        if (!(await authenticateBy(live, connection, frame))) return connection.close(1008, 'Unauthorized');
        await handlers.onOpen?.(connection);
      }
      await handlers.onFrame(connection, frame);
    },
  };
}
