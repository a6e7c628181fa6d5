import type { ClientFrame, ServerFrame, Topic } from '../api/types.ts';
import { createStore, type Store } from '../lib/store.ts';
import { reconnectDelay } from './backoff.ts';
import { parseFrame } from './frames.ts';

/** `refused`: the server closed for lack of a session. `paused`: the reader asked for quiet. `waiting`: lost, to be opened again. */
export type LiveState = 'connecting' | 'live' | 'paused' | 'waiting' | 'refused' | 'off';

const POLICY_VIOLATION = 1008;
const OPEN = 1;
const PING_EVERY_MS = 25_000;
const topics: Topic[] = ['scans', 'system', 'incidents', 'tasks'];

interface LiveOptions {
  readonly url: string;
  readonly onFrame: (frame: ServerFrame) => void;
  /** Called when following begins (connected, reconnected, resumed): what happened before must be read again. */
  readonly onGap: () => void;
  /** Opens the socket; a parameter so that tests bring their own. */
  readonly open?: (url: string) => WebSocket;
}

/** One socket that comes back by itself, can be paused, and tells its state. */
export class LiveConnection {
  readonly state: Store<LiveState> = createStore<LiveState>('off');
  readonly #options: LiveOptions;
  #socket: WebSocket | null = null;
  #attempt = 0;
  /** What happened before the first subscription was not heard either. */
  #hadGap = true;
  #isPaused = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ping: ReturnType<typeof setInterval> | undefined;

  constructor(options: LiveOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#socket === null) this.#connect();
  }

  stop(): void {
    clearTimeout(this.#retry);
    clearInterval(this.#ping);
    const closing = this.#socket;
    this.#socket = null;
    closing?.close(1000);
    this.state.set('off');
  }

  /** Leaves the topics, so that the page stands still and the server sends nothing. */
  pause(): void {
    this.#isPaused = true;
    this.#hadGap = true;
    this.#say({ type: 'unsubscribe', topics });
    if (this.#isOpen()) this.state.set('paused');
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#isOpen()) this.#follow();
  }

  #isOpen(): boolean {
    return this.#socket?.readyState === OPEN;
  }

  #say(frame: ClientFrame): void {
    if (this.#isOpen()) this.#socket?.send(JSON.stringify(frame));
  }

  #follow(): void {
    this.#say({ type: 'subscribe', topics });
    this.state.set('live');
    if (this.#hadGap) this.#options.onGap();
    this.#hadGap = false;
  }

  #connect(): void {
    const { url, onFrame, open = (address) => new WebSocket(address) } = this.#options;
    clearTimeout(this.#retry);
    this.state.set('connecting');
    const socket = open(url);
    this.#socket = socket;
    socket.addEventListener('open', () => {
      this.#attempt = 0;
      this.#ping = setInterval(() => this.#say({ type: 'ping' }), PING_EVERY_MS);
      if (this.#isPaused) this.state.set('paused');
      else this.#follow();
    });
    socket.addEventListener('message', (message) => {
      const frame = parseFrame(String(message.data));
      if (frame !== null && !this.#isPaused) onFrame(frame);
    });
    socket.addEventListener('close', (event) => this.#lost(socket, event.code));
  }

  #lost(closed: WebSocket, code: number): void {
    if (this.#socket !== closed) return;
    clearInterval(this.#ping);
    this.#socket = null;
    this.#hadGap = true;
    if (code === POLICY_VIOLATION) {
      this.state.set('refused');
      return;
    }
    this.#attempt += 1;
    this.state.set('waiting');
    this.#retry = setTimeout(() => this.#connect(), reconnectDelay(this.#attempt, spread()));
  }
}

/** A number in 0..1 that differs between browsers. */
function spread(): number {
  return (crypto.getRandomValues(new Uint8Array(1))[0] ?? 128) / 255;
}
