import { once } from 'node:events';
import { WebSocket } from 'ws';

export type LiveFrame = Record<string, unknown>;

/** A client of a socket that keeps every frame it got. */
export interface LiveClient {
  readonly ws: WebSocket;
  readonly frames: readonly LiveFrame[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  send(frame: unknown): void;
  /** The first frame, from now back to the start, that the test is waiting for. */
  next(isIt: (frame: LiveFrame) => boolean): Promise<LiveFrame>;
}

/** Opens a socket; `url` is the server's `http://…` address. */
export async function openLive(url: string, path: string, options: { protocols?: string[]; token?: string } = {}): Promise<LiveClient> {
  const query = options.token === undefined ? '' : `?token=${options.token}`;
  const ws = new WebSocket(`${url.replace(/^http/, 'ws')}${path}${query}`, options.protocols ?? [], { perMessageDeflate: false });
  const frames: LiveFrame[] = [];
  ws.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as LiveFrame));
  const closed = once(ws, 'close').then(([code]) => code as number);
  await once(ws, 'open');
  return {
    ws,
    frames,
    closed,
    send: (frame) => ws.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    async next(isIt) {
      for (;;) {
        const found = frames.find(isIt);
        if (found !== undefined) return found;
        await Promise.race([once(ws, 'message'), closed.then((code) => Promise.reject(new Error(`closed with ${code}; got ${JSON.stringify(frames)}`)))]);
      }
    },
  };
}
