export { createHub, type CreateHubOptions } from './create-hub.ts';
export type { HubLimits } from './limits.ts';
export type { Connection, Hub, HubOptions, SocketDefinition } from './types.ts';
