import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Principal } from '../context/index.ts';
import { newUuid } from '../ids.ts';
import { textFrame } from './frame.ts';
import type { FrameRate } from './frame-rate.ts';
import type { Outbox, Outlet } from './outbox.ts';
import type { Run } from './run.ts';
import type { Topics } from './topics.ts';
import type { Connection } from './types.ts';

/** What all sockets of a hub share. */
export interface Shared {
  readonly outbox: Outbox;
  readonly topics: Topics<Peer>;
  /** Bytes that may wait for a slow reader. */
  readonly maxBufferedBytes: number;
  readonly maxTopics: number;
  readonly counts: { sent: number; dropped: number };
}

/** What belongs to one socket. */
export interface PeerParts {
  readonly ws: WebSocket;
  /** The stream under `ws`: frames that are already built are written to it directly. */
  readonly stream: Duplex;
  readonly url: URL;
  readonly subprotocol: string;
  readonly principal: Principal | null;
  readonly rate: FrameRate;
}

/** One open socket. */
export class Peer implements Connection, Outlet {
  readonly id = newUuid();
  readonly url: URL;
  readonly subprotocol: string;
  principal: Principal | null;
  state: unknown = undefined;
  pending: Run | null = null;
  /** Settles when the socket is gone. */
  readonly closed: Promise<void>;
  readonly #ws: WebSocket;
  readonly #stream: Duplex;
  readonly #shared: Shared;
  readonly #rate: FrameRate;
  /** Heard from since the last heartbeat. */
  #isAlive = true;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: PeerParts, shared: Shared) {
    this.url = parts.url;
    this.subprotocol = parts.subprotocol;
    this.principal = parts.principal;
    this.#rate = parts.rate;
    this.#ws = parts.ws;
    this.#stream = parts.stream;
    this.#shared = shared;
    this.closed = new Promise((resolve) => void parts.ws.once('close', () => resolve()));
  }

  get topics(): ReadonlySet<string> {
    return this.#shared.topics.topicsOf(this);
  }

  get isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN;
  }

  subscribe(topic: string): void {
    // A handler that was still at work when its socket closed must not leave a subscription behind.
    if (!this.isOpen) return;
    if (this.topics.size >= this.#shared.maxTopics) this.close(1008, 'Too many subscriptions');
    else this.#shared.topics.add(this, topic);
  }

  unsubscribe(topic: string): void {
    this.#shared.topics.remove(this, topic);
  }

  send(message: unknown): void {
    if (this.isOpen) this.#shared.outbox.push(this, textFrame(JSON.stringify(message)));
  }

  write(frames: Buffer, count: number): void {
    if (!this.isOpen) return;
    if (this.#stream.writableLength > this.#shared.maxBufferedBytes) {
      this.#shared.counts.dropped += 1;
      this.close(1013, 'Reading too slowly');
      return;
    }
    this.#stream.write(frames);
    this.#shared.counts.sent += count;
  }

  close(code: number, reason: string): void {
    if (!this.isOpen) return;
    this.#shared.outbox.drain(this);
    this.leave();
    this.#ws.close(code, clip(reason));
  }

  /** Gives up all subscriptions. */
  leave(): void {
    this.#shared.topics.drop(this);
  }

  /** Notes a frame of the peer; false when it is not to be handled, because the peer floods or is being closed. */
  hear(): boolean {
    if (!this.isOpen) return false;
    this.revive();
    if (this.#rate.take(performance.now())) return true;
    this.close(1008, 'Too many messages');
    return false;
  }

  /** Notes a sign of life. */
  revive(): void {
    this.#isAlive = true;
  }

  /** Asks for a sign of life, or gives up on a peer that gave none since the last time. */
  beat(): void {
    if (this.#isAlive && this.isOpen) this.#ws.ping();
    else if (!this.#isAlive) this.#ws.terminate();
    this.#isAlive = false;
  }

  /** Runs handlers of this socket one after the other, in the order of its frames; `onFault` hears of a throw. */
  enqueue(step: () => void | Promise<void>, onFault: (error: unknown) => void): void {
    this.#work = this.#work.then(step).catch(onFault);
  }
}

/** The protocol leaves 123 bytes for the reason. */
function clip(reason: string): string {
  return Buffer.byteLength(reason) <= 123 ? reason : reason.slice(0, 40);
}
