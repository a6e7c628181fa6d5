import type { Bus } from '../../platform/bus/index.ts';
import type { Hub } from '../../platform/realtime/index.ts';
import type { Dialect } from './dialect.ts';
import type { Endpoint } from './endpoint.ts';
import type { Modules } from './modules.ts';

/** What a contract needs to speak live. */
export interface Live {
  readonly hub: Hub;
  readonly bus: Bus;
  readonly modules: Modules;
}

/** A guide as the server speaks it. */
export interface Contract {
  /** Folder name, also the prefix `/c/<name>`. */
  readonly name: string;
  readonly title: string;
  readonly dialect: Dialect;
  readonly endpoints: readonly Endpoint[];
  /** Requests per minute and caller where an endpoint sets no limit of its own; the server's default when absent. */
  readonly ratePerMinute?: number;
  /** Declares sockets and turns events into frames. */
  live?(live: Live): void;
}
