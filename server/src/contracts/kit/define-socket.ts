import type { SocketDefinition } from '../../platform/realtime/index.ts';
import type { Live } from './live.ts';

/** Serves a socket at its native path and under `/c/<contract>`, as endpoints are. */
export function defineSocket({ hub }: Live, contract: string, socket: SocketDefinition): void {
  hub.define(socket);
  hub.define({ ...socket, path: `/c/${contract}${socket.path}` });
}
