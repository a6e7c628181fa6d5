export type { Connection, Hub, HubOptions, SocketDefinition } from './types.ts';
