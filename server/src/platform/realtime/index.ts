export { createHub, type CreateHubOptions } from './create-hub.ts';
export { DEFAULT_HUB_LIMITS, type HubLimits } from './limits.ts';
export type { Connection, Hub, HubOptions, SocketDefinition } from './types.ts';
