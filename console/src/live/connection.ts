import type { ClientFrame, ServerFrame, Topic } from '../api/types.ts';
import { createStore, type Store } from '../lib/store.ts';
import { reconnectDelay } from './backoff.ts';
import { parseFrame } from './frames.ts';

/** `refused`: the server closed for lack of a session. `paused`: the reader asked for quiet. */
export type LiveState = 'connecting' | 'live' | 'paused' | 'waiting' | 'refused' | 'off';

const POLICY_VIOLATION = 1008;
const PING_EVERY_MS = 25_000;
const topics: Topic[] = ['scans', 'system'];

interface LiveOptions {
  readonly url: string;
  readonly onFrame: (frame: ServerFrame) => void;
  /** Called after every gap (reconnected, resumed): what happened meanwhile must be read again. */
  readonly onGap: () => void;
  /** Opens the socket; a parameter so that tests bring their own. */
  readonly open?: (url: string) => WebSocket;
}

/** One socket that comes back by itself, can be paused, and tells its state. */
export interface LiveConnection {
  readonly state: Store<LiveState>;
  start(): void;
  stop(): void;
  pause(): void;
  resume(): void;
}

export function createLiveConnection({ url, onFrame, onGap, open = (address) => new WebSocket(address) }: LiveOptions): LiveConnection {
  const state = createStore<LiveState>('off');
  let socket: WebSocket | null = null;
  let attempt = 0;
  let hadGap = false;
  let isPaused = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let ping: ReturnType<typeof setInterval> | undefined;

  const say = (frame: ClientFrame): void => {
    if (socket?.readyState === 1) socket.send(JSON.stringify(frame));
  };
  const catchUp = (): void => {
    if (hadGap) onGap();
    hadGap = false;
  };

  function connect(): void {
    clearTimeout(retry);
    state.set('connecting');
    const opened = open(url);
    socket = opened;
    opened.addEventListener('open', () => {
      attempt = 0;
      ping = setInterval(() => say({ type: 'ping' }), PING_EVERY_MS);
      if (isPaused) {
        state.set('paused');
        return;
      }
      say({ type: 'subscribe', topics });
      state.set('live');
      catchUp();
    });
    opened.addEventListener('message', (message) => {
      const frame = parseFrame(String(message.data));
      if (frame !== null && !isPaused) onFrame(frame);
    });
    opened.addEventListener('close', (event) => lost(opened, event.code));
  }

  function lost(closed: WebSocket, code: number): void {
    if (socket !== closed) return;
    clearInterval(ping);
    socket = null;
    hadGap = true;
    if (code === POLICY_VIOLATION) {
      state.set('refused');
      return;
    }
    attempt += 1;
    state.set('waiting');
    retry = setTimeout(connect, reconnectDelay(attempt, spread()));
  }

  return {
    state,
    start() {
      if (socket === null) connect();
    },
    stop() {
      clearTimeout(retry);
      clearInterval(ping);
      const closing = socket;
      socket = null;
      closing?.close(1000);
      state.set('off');
    },
    pause() {
      isPaused = true;
      hadGap = true;
      say({ type: 'unsubscribe', topics });
      if (socket?.readyState === 1) state.set('paused');
    },
    resume() {
      isPaused = false;
      if (socket?.readyState !== 1) return;
      say({ type: 'subscribe', topics });
      state.set('live');
      catchUp();
    },
  };
}

/** A number in 0..1 that differs between browsers. */
function spread(): number {
  return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 128) / 255;
}
