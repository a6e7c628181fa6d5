import { iso } from '../../lib/time.ts';
import { incidentCreated, incidentDeleted, incidentUpdated, jiraDeliveryFailed } from '../../modules/incidents/index.ts';
import { taskCreated, taskDeleted, taskUpdated } from '../../modules/tasks/index.ts';
import type { EventType } from '../../platform/bus/types.ts';
import { isAllowed } from '../../platform/context/index.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import type { Live } from '../kit/index.ts';
import { opsTopic } from './channels.ts';
import { deliveryFailure, incidentEvent, taskEvent } from './infra.live.ts';

/** What one must be allowed to read to hear of it; null: anybody who is signed in. */
const permissionOf = {
  incident: 'read:incidents',
  task: 'read:tasks',
  asset: 'read:assets',
  alert: 'read:alerts',
  notification: 'read:notifications',
  metric: null,
} as const satisfies Record<string, string | null>;

/** An event in the words of the guide. Source: ops#server-implementation-example-pythonfastapi. */
export interface OpsEvent {
  readonly type: keyof typeof permissionOf;
  readonly action: 'created' | 'updated' | 'deleted';
  /** The model as the endpoints print it. */
  readonly data: object;
  /** `incidents`, `production`, `squad:Platform`: whoever reads one of them gets the event, once. */
  readonly channels: readonly string[];
  /** Who did it, where that is known. */
  readonly actorId?: string | null;
  /** The only user who may hear of it, where it is personal. */
  readonly readerId?: string;
}

/** Turns something that happens on the server into frames, from start-up on. */
export type Feed = (live: Live) => void;

/** What a connection asked to be narrowed to with `filters`. */
export interface LiveFilters {
  readonly environment?: string | undefined;
  readonly squad?: string | undefined;
}

function passes(filters: LiveFilters, data: object): boolean {
  const facts = data as LiveFilters;
  return (['environment', 'squad'] as const).every((name) => filters[name] === undefined || facts[name] === undefined || facts[name] === filters[name]);
}

/** Sends the event to everybody here who reads one of its channels and may read its kind. */
export function tell({ hub }: Pick<Live, 'hub'>, event: OpsEvent): void {
  const permission = permissionOf[event.type];
  const accepts = ({ principal, state }: Connection): boolean =>
    principal !== null &&
    (permission === null || isAllowed(principal, permission)) &&
    (event.readerId === undefined || event.readerId === principal.userId) &&
    passes(state ?? {}, event.data);
  const frame = { type: event.type, action: event.action, data: event.data, timestamp: iso(Date.now()), ...(event.actorId != null && { user_id: event.actorId }) };
  hub.publishToAny(event.channels.map(opsTopic), frame, accepts);
}

/** A line of the bridge: an event of the bus and how it reads in this guide, or null where it is none of its business. */
export function feed<P>(type: EventType<P>, present: (payload: P) => OpsEvent | null): Feed {
  return (live) =>
    void live.bus.subscribe(type, (payload) => {
      const event = present(payload);
      if (event !== null) tell(live, event);
    });
}

/** Everything that guide ops hears of; each module adds its lines. The bus brings events to every process. */
const feeds: readonly Feed[] = [
  feed(incidentCreated, incidentEvent('created')),
  feed(incidentUpdated, incidentEvent('updated')),
  feed(incidentDeleted, incidentEvent('deleted')),
  feed(jiraDeliveryFailed, deliveryFailure),
  feed(taskCreated, taskEvent('created')),
  feed(taskUpdated, taskEvent('updated')),
  feed(taskDeleted, taskEvent('deleted')),
];

/** Starts the feeds. */
export function feedOps(live: Live): void {
  for (const start of feeds) start(live);
}
