import { z } from 'zod';
import type { IncidentRow } from './incidents.wire.ts';
import type { ScanRow } from './scans.wire.ts';
import type { SystemMetrics } from './system.wire.ts';
import type { TaskRow } from './tasks.wire.ts';

/** Frames of the console's socket `/api/console/v1/live`. */

/** What a client may follow: its own scans, the server's metrics, and the incidents and tasks of all for those who may read them. */
const topic = z.enum(['scans', 'system', 'incidents', 'tasks']);

/** What a client may say. A `ping` is answered by `{topic:'live', event:'pong', data:null}`. */
export const clientFrame = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('subscribe'), topics: z.array(topic).min(1).max(20) }),
  z.strictObject({ type: z.literal('unsubscribe'), topics: z.array(topic).min(1).max(20) }),
  z.strictObject({ type: z.literal('ping') }),
]);

export type Topic = z.output<typeof topic>;
export type ClientFrame = z.input<typeof clientFrame>;

export type ScanFrame =
  | { topic: 'scans'; event: 'queued' | 'progressed' | 'completed' | 'failed' | 'cancelled'; data: ScanRow }
  | { topic: 'scans'; event: 'deleted'; data: { id: string } };

export type IncidentFrame = { topic: 'incidents'; event: 'created' | 'updated' | 'deleted'; data: IncidentRow };
export type TaskFrame = { topic: 'tasks'; event: 'created' | 'updated' | 'deleted'; data: TaskRow };

export type SystemFrame = { topic: 'system'; event: 'metrics'; data: SystemMetrics & { at: string } };

type LiveFrame =
  | { topic: 'live'; event: 'ready' | 'subscribed' | 'unsubscribed'; data: { topics: Topic[] } }
  | { topic: 'live'; event: 'pong'; data: null }
  | { topic: 'live'; event: 'error'; data: { code: string; message: string } };

/** Everything the server sends. */
export type ServerFrame = ScanFrame | SystemFrame | IncidentFrame | TaskFrame | LiveFrame;
