import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type ServerOptions, type WebSocket } from 'ws';
import type { Principal } from '../context/index.ts';
import { textFrame } from './frame.ts';
import { FrameRate } from './frame-rate.ts';
import { Gate, type Admitted, type GateOptions } from './gate.ts';
import { DEFAULT_HUB_LIMITS, type HubLimits } from './limits.ts';
import { Outbox } from './outbox.ts';
import { Peer, type Shared } from './peer.ts';
import { Topics } from './topics.ts';
import type { Connection, Hub, SocketDefinition } from './types.ts';
import { chooseProtocol, protocolName } from './upgrade-request.ts';

/** As the hub's options, with limits that differ from `DEFAULT_HUB_LIMITS`. */
export interface CreateHubOptions extends Omit<GateOptions, 'limits'> {
  readonly limits?: Partial<HubLimits>;
}

function createWebSocketServer(limits: HubLimits): WebSocketServer {
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.maxFrameBytes,
    maxFragments: 256,
    maxBufferedChunks: 4096,
    closeTimeout: limits.closeWithinMs,
    handleProtocols: chooseProtocol,
  };
  return new WebSocketServer(options);
}

function parse(data: RawData, isBinary: boolean): unknown {
  if (isBinary) return undefined;
  try {
    // `ws` gives Buffers unless told otherwise.
    return JSON.parse((data as Buffer).toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

class RealtimeHub implements Hub {
  readonly #options: GateOptions;
  readonly #gate: Gate;
  readonly #server: WebSocketServer;
  readonly #shared: Shared;
  readonly #peers = new Set<Peer>();
  readonly #attached: Server[] = [];
  readonly #heartbeat: NodeJS.Timeout;

  constructor(options: GateOptions) {
    const { limits } = options;
    this.#options = options;
    this.#gate = new Gate(options);
    this.#server = createWebSocketServer(limits);
    this.#shared = {
      outbox: new Outbox(),
      topics: new Topics(),
      maxBufferedBytes: limits.maxBufferedBytes,
      maxTopics: limits.maxTopics,
      counts: { sent: 0, dropped: 0 },
    };
    this.#heartbeat = setInterval(() => {
      for (const peer of this.#peers) peer.beat();
    }, limits.heartbeatMs).unref();
  }

  define(socket: SocketDefinition): void {
    this.#gate.define(socket);
  }

  attach(server: Server): void {
    server.on('upgrade', this.#onUpgrade);
    this.#attached.push(server);
  }

  publish(topic: string, message: unknown): void {
    const readers = this.#shared.topics.readersOf(topic);
    if (readers.size === 0) return;
    const frame = textFrame(JSON.stringify(message));
    for (const peer of readers) this.#shared.outbox.push(peer, frame);
  }

  publishToAny(topics: readonly string[], message: unknown, accepts: (reader: Connection) => boolean): void {
    const readers = new Set(topics.flatMap((topic) => [...this.#shared.topics.readersOf(topic)]));
    const accepting = [...readers].filter(accepts);
    if (accepting.length === 0) return;
    const frame = textFrame(JSON.stringify(message));
    for (const peer of accepting) this.#shared.outbox.push(peer, frame);
  }

  hasSubscribers(topic: string): boolean {
    return this.#shared.topics.hasReaders(topic);
  }

  closeWhere(match: (principal: Principal) => boolean, reason: string): void {
    for (const peer of this.#peers) if (peer.principal !== null && match(peer.principal)) peer.close(1008, reason);
  }

  stats(): { connections: number; sent: number; dropped: number } {
    return { connections: this.#peers.size, ...this.#shared.counts };
  }

  async close(): Promise<void> {
    this.#gate.close();
    for (const server of this.#attached) server.off('upgrade', this.#onUpgrade);
    clearInterval(this.#heartbeat);
    const closed = [...this.#peers].map((peer) => peer.closed);
    for (const peer of this.#peers) peer.close(1001, 'The server is stopping');
    await Promise.all(closed);
  }

  readonly #onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    void this.#upgrade(request, stream, head);
  };

  async #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> {
    const admitted = await this.#gate.admit(request, stream);
    if (admitted === null) return;
    this.#server.handleUpgrade(request, stream, head, (ws) => {
      ws.on('error', () => undefined); // a breach of the protocol: ws itself closes with the right code
      if (admitted.principal === null && admitted.definition.access === 'required') ws.close(1008, 'Unauthorized');
      else this.#open(ws, stream, admitted);
    });
  }

  #open(ws: WebSocket, stream: Duplex, { definition, url, principal }: Admitted): void {
    const { limits } = this.#options;
    const rate = new FrameRate(definition.framesPerMinute ?? limits.framesPerMinute);
    const peer = new Peer({ ws, stream, url, subprotocol: protocolName(ws.protocol), principal, rate }, this.#shared);
    this.#peers.add(peer);
    const run = (step: () => void | Promise<void>): void => peer.enqueue(step, (error) => this.#onFault(peer, error));
    ws.on('message', (data: RawData, isBinary: boolean) => {
      if (peer.hear()) run(() => definition.onFrame?.(peer, parse(data, isBinary)));
    });
    ws.on('ping', () => peer.hear());
    ws.on('pong', () => peer.revive());
    const timer = definition.access === 'first-frame' ? setTimeout(() => this.#insistOnPrincipal(peer), limits.authenticateWithinMs).unref() : undefined;
    ws.on('close', () => {
      clearTimeout(timer);
      this.#peers.delete(peer);
      peer.leave();
      run(() => definition.onClose?.(peer));
    });
    run(() => definition.onOpen?.(peer));
  }

  #insistOnPrincipal(peer: Peer): void {
    if (peer.principal === null) peer.close(1008, 'Unauthorized');
  }

  #onFault(peer: Peer, err: unknown): void {
    this.#options.log.error({ err, path: peer.url.pathname, connection: peer.id }, 'A socket handler failed');
    peer.close(1011, 'Internal error');
  }
}

/**
 * The realtime hub on `ws`. Sockets are accepted after `attach`; what they may do is said by `define`.
 * Close codes: 1001 stopping, 1007 not UTF-8, 1008 unauthorized, logged out or flooding, 1009 too large, 1011 handler failed, 1013 reads too slowly.
 */
export function createHub(options: CreateHubOptions): Hub {
  return new RealtimeHub({ ...options, limits: { ...DEFAULT_HUB_LIMITS, ...options.limits } });
}
