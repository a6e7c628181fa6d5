import type { Bus } from '../../platform/bus/index.ts';
import type { Hub } from '../../platform/realtime/index.ts';
import type { Modules } from './modules.ts';

/** What a contract needs to speak live. */
export interface Live {
  readonly hub: Hub;
  readonly bus: Bus;
  readonly modules: Modules;
}
