import { iso } from '../../lib/time.ts';
import { defineSocket, isFrame, type Live } from '../kit/index.ts';
import { scanChannel } from '../shared/channels.ts';
import { onScanChange } from '../shared/scan-changes.ts';

const guide = 'scorpius-x#websocket-integration';
const progressTopic = (userId: string): string => `scorpius-x:client:scan_progress:${userId}`;

const progressOf = scanChannel(progressTopic);

/** Pages of the published client open these without a credential; what is private flows only to a caller who shows one. */
const paths = {
  scanner: ['/ws/ws/scanner', '/ws/ws/ws/scanner'],
  unfed: ['/ws/ws/honeypot', '/ws/ws/ws/honeypot', '/ws/ws/mempool', '/ws/ws/ws/mempool', '/api/mempool/ws', '/api/v1/api/mempool/ws'],
} as const;

function isPing(frame: unknown): boolean {
  if (!isFrame(frame)) return false;
  return frame.type === 'ping' || (frame.type === 'message' && isFrame(frame.data) && frame.data.type === 'ping');
}

/** Declares the sockets that only the published client opens. */
export function defineClientSockets(live: Live): void {
  onScanChange(live.bus, ({ id, userId, percent, status, stage }) => {
    live.hub.publish(progressTopic(userId), {
      type: 'scan_progress',
      event: 'scan_progress',
      data: { scan_id: id, progress: percent, status, message: stage },
      timestamp: iso(Date.now()),
      id,
    });
  });
  for (const path of [...paths.scanner, ...paths.unfed]) {
    const isScanner = (paths.scanner as readonly string[]).includes(path);
    defineSocket(live, 'scorpius-x', {
      path,
      guide,
      access: 'optional',
      onOpen(connection) {
        const topic = isScanner && connection.principal !== null ? progressOf(connection.principal) : null;
        if (topic !== null) connection.subscribe(topic);
      },
      onFrame(connection, frame) {
        if (isPing(frame)) connection.send({ type: 'pong' });
      },
    });
  }
}
