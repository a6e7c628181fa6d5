import type { Base } from './bases.ts';
import type { Dialect } from './dialect.ts';
import type { Endpoint } from './endpoint.ts';
import type { Live } from './live.ts';
import type { WsDialect } from './ws-dialect.ts';

/** A guide as the server speaks it. */
export interface Contract {
  /** Folder name, also the prefix `/c/<name>`. */
  readonly name: string;
  readonly title: string;
  readonly dialect: Dialect;
  readonly endpoints: readonly Endpoint[];
  /** Requests per minute and caller where an endpoint sets no limit of its own; the server's default when absent. */
  readonly ratePerMinute?: number;
  /** Further base paths that serve the same endpoints in another dialect. */
  readonly bases?: readonly Base[];
  /** Declares sockets and turns events into frames. */
  live?(live: Live): void;
  /** How the guide speaks on the shared socket `/ws`, where it does. */
  readonly socket?: WsDialect;
}
