import type { IncomingMessage, Server } from 'node:http';
import type { Principal } from '../context/index.ts';

/** One open socket, as a contract sees it. */
export interface Connection {
  readonly id: string;
  /** Null until authenticated, on sockets that allow the first frame to do so. */
  principal: Principal | null;
  /** Path and query of the upgrade request. */
  readonly url: URL;
  readonly subprotocol: string;
  /** Topics this connection receives. */
  readonly topics: ReadonlySet<string>;
  subscribe(topic: string): void;
  unsubscribe(topic: string): void;
  /** Sends one frame to this connection only. */
  send(message: unknown): void;
  close(code: number, reason: string): void;
  /** Free for the dialect: per-connection state. */
  state: unknown;
}

/** How one socket path behaves. Handlers never block; a throw closes the connection with 1011 and is logged. */
export interface SocketDefinition {
  /** `/ws/dashboard`. */
  readonly path: string;
  /** Guide and section that asks for it. */
  readonly guide: string;
  /** `required`: no valid credential at the upgrade → close 1008. `first-frame`: `onFrame` may authenticate. `optional`: anonymous is fine. */
  readonly access: 'required' | 'first-frame' | 'optional';
  /** Messages one client may send a minute, all at once if it likes; the hub's default when absent. More closes with 1008. */
  readonly framesPerMinute?: number;
  onOpen?(connection: Connection): void | Promise<void>;
  /** A JSON text frame, already parsed; what does not parse arrives as `undefined`. */
  onFrame?(connection: Connection, frame: unknown): void | Promise<void>;
  onClose?(connection: Connection): void;
}

/** How the hub tells callers and origins apart. */
export interface HubOptions {
  /** Bearer token, `?token=` or cookie of an upgrade request → principal, or null. */
  authenticate(request: IncomingMessage, token: string | null): Promise<Principal | null>;
  /** Origins that may open sockets; requests without an Origin header are not browsers and pass. */
  isOriginAllowed(origin: string): boolean;
}

/** Topics, subscribers and back-pressure. A message is serialised once, however many read it. */
export interface Hub {
  define(socket: SocketDefinition): void;
  /** Takes the `upgrade` event of an HTTP server. */
  attach(server: Server): void;
  /** Sends to every local subscriber of the topic; other processes publish their own from the bus. */
  publish(topic: string, message: unknown): void;
  /** Sends once to every local connection that reads any of the topics and that `accepts` lets have it. */
  publishToAny(topics: readonly string[], message: unknown, accepts: (reader: Connection) => boolean): void;
  /** True when somebody here reads the topic: lets a publisher skip work. */
  hasSubscribers(topic: string): boolean;
  /** Closes every socket of a login session or user (logout, disable) with 1008. */
  closeWhere(match: (principal: Principal) => boolean, reason: string): void;
  stats(): { connections: number; sent: number; dropped: number };
  close(): Promise<void>;
}
