import { iso } from '../../lib/time.ts';
import type { ScanSnapshot } from '../../modules/scanner/index.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import { authenticateBy, defineSocket, type Frame, isFrame, type Live, publishEverySecond, type WsDialect } from '../kit/index.ts';
import { type Channels, follow, scanChannel } from '../shared/channels.ts';
import { onScanChange } from '../shared/scan-changes.ts';
import { stageOf } from './scanner.words.ts';

const guide = 'scorpius-v1#websocket-protocol';
const systemTopic = 'scorpius-v1:system';
const scannerTopic = (userId: string): string => `scorpius-v1:scanner:${userId}`;

/** The guide's services; null where nothing feeds one yet. */
const services: Channels = { scanner: scanChannel(scannerTopic), system: () => systemTopic, honeypot: null, mempool: null, forensics: null };

function message(type: string, service: string, data: unknown): unknown {
  return { type, service, data, timestamp: iso(Date.now()) };
}

function progressMessage(scan: ScanSnapshot): unknown {
  return message('scan_progress', 'scanner', { scanId: scan.id, progress: scan.percent, currentPlugin: null, stage: stageOf(scan), status: scan.status });
}

/** Services asked for; kept until the caller is known, and joined then. */
function wantedBy(connection: Connection): Set<string> {
  if (!(connection.state instanceof Set)) connection.state = new Set<string>();
  return connection.state as Set<string>;
}

/** A new caller on a socket must not go on reading what was the former one's. */
async function authenticate(live: Live, connection: Connection, frame: Frame): Promise<void> {
  for (const topic of connection.topics) connection.unsubscribe(topic);
  if (!(await authenticateBy(live, connection, frame))) {
    connection.send(message('auth_error', 'auth', { authenticated: false, message: 'The token is not valid' }));
    return connection.close(1008, 'Unauthorized');
  }
  follow(connection, services, { type: 'subscribe', known: [...wantedBy(connection)] });
  connection.send(message('auth_success', 'auth', { authenticated: true }));
}

function subscribe(connection: Connection, service: string, isOn: boolean): void {
  if (!Object.hasOwn(services, service)) {
    return connection.send(message('error', 'system', { message: `Unknown service; there are: ${Object.keys(services).join(', ')}` }));
  }
  if (isOn) wantedBy(connection).add(service);
  else wantedBy(connection).delete(service);
  follow(connection, services, { type: isOn ? 'subscribe' : 'unsubscribe', known: [service] });
  connection.send(message(isOn ? 'subscription_confirmed' : 'subscription_cancelled', service, { service, subscribed: isOn }));
}

/** The guide writes `scanner|honeypot|…` where one of the services stands; several are taken one by one. */
function servicesIn(frame: Frame): readonly string[] {
  return typeof frame.service === 'string' ? frame.service.split('|').slice(0, 10) : [];
}

async function onFrame(live: Live, connection: Connection, frame: Frame): Promise<void> {
  switch (frame.type) {
    case 'authenticate':
      return await authenticate(live, connection, frame);
    case 'heartbeat':
      return connection.send(message('heartbeat_response', 'system', { timestamp: iso(Date.now()) }));
    case 'subscribe':
    case 'unsubscribe':
      for (const service of servicesIn(frame)) subscribe(connection, service, frame.type === 'subscribe');
      return;
    case 'update_settings':
      return connection.send({ type: 'settings_updated', payload: { success: false, message: 'Settings cannot be changed over a socket' }, timestamp: Date.now() });
    case 'ping':
      return connection.send({ type: 'pong' });
    default:
      return connection.send(message('error', 'system', { message: 'The frame is not understood' }));
  }
}

function welcome(connection: Connection): void {
  connection.send(message('connection_established', 'system', { message: 'Connected to Python WebSocket server', serverMode: 'python' }));
}

/** Declares `/api/v1/ws` and feeds its services. Anybody may connect; what is private flows only to a caller who authenticated. */
export function defineSockets(live: Live): void {
  const { hub, bus, modules } = live;
  publishEverySecond(hub, systemTopic, () => message('system_update', 'system', modules.system.metrics()));
  onScanChange(bus, (scan) => hub.publish(scannerTopic(scan.userId), progressMessage(scan)));
  defineSocket(live, 'scorpius-v1', {
    path: '/api/v1/ws',
    guide,
    access: 'optional',
    onOpen: welcome,
    onFrame: (connection, frame) => (isFrame(frame) ? onFrame(live, connection, frame) : connection.send(message('error', 'system', { message: 'A frame must be a JSON object' }))),
  });
}

/** The same protocol on the shared socket, where the guide's published client opens it after sign-in. */
export const socket: WsDialect = {
  name: 'scorpius-v1',
  recognises: (frame) => typeof frame.service === 'string' || frame.type === 'update_settings',
  onOpen: (_live, connection) => welcome(connection),
  onFrame,
};
