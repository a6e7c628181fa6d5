import type { Connection } from '../../platform/realtime/index.ts';
import type { Live } from './live.ts';

/** A JSON object from a client, not yet checked any further. */
export type Frame = Readonly<Record<string, unknown>>;

/**
 * How one guide speaks on the socket path `/ws` that several guides share.
 * The shared socket authenticates the caller, answers `ping` and picks the dialect; from then on every frame goes to it.
 * `connection.principal` is set and `connection.state` belongs to the dialect.
 */
export interface WsDialect {
  /** Name of the contract; also the WebSocket subprotocol that asks for it. */
  readonly name: string;
  /** Paths beside `/ws` at which only this dialect is spoken. */
  readonly ownPaths?: readonly string[];
  /** True when a first frame is written in this dialect. */
  recognises(frame: Frame): boolean;
  /** The dialect was picked for this connection; called once, before `onFrame`. */
  onOpen?(live: Live, connection: Connection): void | Promise<void>;
  onFrame(live: Live, connection: Connection, frame: Frame): void | Promise<void>;
  onClose?(live: Live, connection: Connection): void;
}

/** Narrows what a socket received to a JSON object. */
export function isFrame(value: unknown): value is Frame {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
