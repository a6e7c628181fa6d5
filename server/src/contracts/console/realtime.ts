import { iso } from '../../lib/time.ts';
import {
  scanCancelled, scanCompleted, scanDeleted, scanFailed, scanProgressed, scanQueued, type ScanSnapshot,
} from '../../modules/scanner/index.ts';
import { incidentCreated, incidentDeleted, incidentUpdated } from '../../modules/incidents/index.ts';
import { taskCreated, taskDeleted, taskUpdated } from '../../modules/tasks/index.ts';
import type { EventType } from '../../platform/bus/types.ts';
import { isAllowed } from '../../platform/context/index.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import type { Live } from '../kit/index.ts';
import { scanChannel } from '../shared/channels.ts';
import { presentIncident } from './incidents.present.ts';
import { presentScan } from './scans.present.ts';
import { presentTask } from './tasks.endpoints.ts';
import { clientFrame, type ServerFrame, type Topic } from './live.wire.ts';

const METRICS_EVERY_MS = 2_000;
const SYSTEM_TOPIC = 'console:system';
/** What everybody hears who may read it. */
const sharedTopics = { incidents: { name: 'console:incidents', permission: 'read:incidents' }, tasks: { name: 'console:tasks', permission: 'read:tasks' } } as const;

const incidentEvents = [['created', incidentCreated], ['updated', incidentUpdated], ['deleted', incidentDeleted]] as const;
const taskEvents = [['created', taskCreated], ['updated', taskUpdated], ['deleted', taskDeleted]] as const;

const scanEvents = [
  ['queued', scanQueued],
  ['progressed', scanProgressed],
  ['completed', scanCompleted],
  ['failed', scanFailed],
  ['cancelled', scanCancelled],
] as const satisfies readonly (readonly [string, EventType<ScanSnapshot>])[];

/** The console's one socket: a caller's own scans and the server's metrics, each to be left and joined again. */
export function consoleLive({ hub, bus, modules }: Live): void {
  hub.define({
    path: '/api/console/v1/live',
    guide: 'console#live',
    access: 'required',
    onOpen(connection) {
      tell(connection, { topic: 'live', event: 'ready', data: { topics: [] } });
    },
    onFrame: answer,
  });

  const publish = (topic: string, frame: ServerFrame): void => {
    if (hub.hasSubscribers(topic)) hub.publish(topic, frame);
  };
  for (const [event, type] of scanEvents) {
    bus.subscribe(type, (scan) => publish(scansTopic(scan.userId), { topic: 'scans', event, data: presentScan(scan) }));
  }
  bus.subscribe(scanDeleted, ({ id, userId }) => publish(scansTopic(userId), { topic: 'scans', event: 'deleted', data: { id } }));

  for (const [event, type] of incidentEvents) bus.subscribe(type, ({ incident }) => publish(sharedTopics.incidents.name, { topic: 'incidents', event, data: presentIncident(incident) }));
  for (const [event, type] of taskEvents) bus.subscribe(type, ({ task }) => publish(sharedTopics.tasks.name, { topic: 'tasks', event, data: presentTask(task) }));

  setInterval(() => {
    if (!hub.hasSubscribers(SYSTEM_TOPIC)) return;
    hub.publish(SYSTEM_TOPIC, { topic: 'system', event: 'metrics', data: { ...modules.system.metrics(), at: iso(Date.now()) } } satisfies ServerFrame);
  }, METRICS_EVERY_MS).unref();
}

function answer(connection: Connection, received: unknown): void {
  const parsed = clientFrame.safeParse(received);
  if (!parsed.success) {
    tell(connection, { topic: 'live', event: 'error', data: { code: 'VALIDATION_ERROR', message: 'The frame is not understood' } });
    return;
  }
  const frame = parsed.data;
  if (frame.type === 'ping') {
    tell(connection, { topic: 'live', event: 'pong', data: null });
    return;
  }
  for (const topic of frame.topics) {
    const name = hubTopic(topic, connection);
    if (name === null) continue;
    if (frame.type === 'subscribe') connection.subscribe(name);
    else connection.unsubscribe(name);
  }
  tell(connection, { topic: 'live', event: frame.type === 'subscribe' ? 'subscribed' : 'unsubscribed', data: { topics: frame.topics } });
}

function hubTopic(topic: Topic, connection: Connection): string | null {
  if (topic === 'system') return SYSTEM_TOPIC;
  if (connection.principal === null) return null;
  if (topic === 'scans') return scansOf(connection.principal);
  const { name, permission } = sharedTopics[topic];
  return isAllowed(connection.principal, permission) ? name : null;
}

const scansTopic = (userId: string): string => `console:scans:${userId}`;
const scansOf = scanChannel(scansTopic);
const tell = (connection: Connection, frame: ServerFrame): void => connection.send(frame);
