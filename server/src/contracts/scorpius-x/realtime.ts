import { iso } from '../../lib/time.ts';
import type { ScanSnapshot } from '../../modules/scanner/index.ts';
import { isAllowed } from '../../platform/context/index.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import { type Frame, type Live, publishEverySecond, type WsDialect } from '../kit/index.ts';
import { contextOf } from '../shared/background-context.ts';
import { type Channels, follow, followAll, readWish, scanChannel } from '../shared/channels.ts';
import { newestFirst } from '../shared/paging.ts';
import { onScanChange, withReport } from '../shared/scan-changes.ts';
import { presentScan } from './scan.words.ts';
import { presentSystemMetrics } from './system.words.ts';

const metricsTopic = 'scorpius-x:system_metrics';
const resultsTopic = (userId: string): string => `scorpius-x:scan_results:${userId}`;

/** The nine events of the guide; null where nothing feeds one yet. Source: scorpius-x#websocket-events. */
const events: Channels = {
  system_metrics: () => metricsTopic,
  scan_results: scanChannel(resultsTopic),
  system_alerts: null,
  trading_stats: null,
  trading_bots: null,
  trading_transactions: null,
  bridge_metrics: null,
  bridge_transfers: null,
  cluster_metrics: null,
};

/** An event as the guide's handler writes it. */
function eventFrame(event: string, data: unknown): unknown {
  return { event, data, timestamp: iso(Date.now()) };
}

async function publishResult({ hub, modules }: Live, scan: ScanSnapshot): Promise<void> {
  const topic = resultsTopic(scan.userId);
  if (hub.hasSubscribers(topic)) hub.publish(topic, eventFrame('scan_results', [presentScan(await withReport(modules, scan))]));
}

/** Feeds the events of the shared socket. */
export function feedEvents(live: Live): void {
  const { hub, bus, modules } = live;
  publishEverySecond(hub, metricsTopic, () => eventFrame('system_metrics', presentSystemMetrics(modules.system.metrics())));
  onScanChange(bus, (scan) => void publishResult(live, scan));
}

/** Everything is pushed until the client narrows it with `{type: 'subscribe', events: […]}`. */
function onFrame(_live: Live, connection: Connection, frame: Frame): void {
  const wish = readWish(frame, events);
  if (wish === null || wish.known.length === 0) return;
  if (wish.type === 'subscribe') follow(connection, events, { type: 'unsubscribe', known: Object.keys(events) });
  follow(connection, events, wish);
  connection.send(eventFrame(`${wish.type}d`, { events: wish.known }));
}

async function onOpen({ modules }: Live, connection: Connection): Promise<void> {
  if (connection.principal === null) return;
  followAll(connection, events);
  connection.send(eventFrame('system_metrics', presentSystemMetrics(modules.system.metrics())));
  if (!isAllowed(connection.principal, 'read:scans')) return;
  const { items } = await modules.scanner.listReports(contextOf(connection.principal), { ...newestFirst, limit: 10, offset: 0 });
  connection.send(eventFrame('scan_results', items.map((scan) => presentScan(scan))));
}

/** Guide scorpius-x on the shared socket: its client only listens, so silence chooses it. */
export const socket: WsDialect = {
  name: 'scorpius-x',
  recognises(frame) {
    const wish = readWish(frame, events);
    return wish !== null && wish.known.length > 0 && wish.unknown.length === 0;
  },
  onOpen,
  onFrame,
};
