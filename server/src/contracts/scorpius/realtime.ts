import { iso } from '../../lib/time.ts';
import type { Connection } from '../../platform/realtime/index.ts';
import { authenticatedSocket, defineSocket, type Frame, type Live, publishEverySecond } from '../kit/index.ts';
import { answerSubscription, type Channels, followAll, scanChannel } from '../shared/channels.ts';
import { onScanChange } from '../shared/scan-changes.ts';
import { measureDashboard, presentProgress } from './realtime.words.ts';
import { isCaller } from './scanner.operations.ts';

const guide = 'scorpius#real-time-data-streams';
const metricsTopic = 'scorpius:dashboard:metrics';
const progressTopic = (userId: string): string => `scorpius:dashboard:scan_progress:${userId}`;

const dashboard: Channels = {
  system_metrics: () => metricsTopic,
  scan_progress: scanChannel(progressTopic),
  threat_alerts: null,
  transaction_monitoring: null,
};

/** The sockets whose sources are not built: they take subscriptions, say that nothing feeds them, and stay silent. */
const unfed: Readonly<Record<string, Channels>> = {
  '/ws/mempool': { pending_transactions: null, mev_opportunities: null, gas_price_updates: null },
  '/ws/mev': { strategy_performance: null, arbitrage_opportunities: null, liquidation_alerts: null },
};

function onDashboardFrame(connection: Connection, frame: Frame): void {
  if (frame.type !== 'subscribe_dashboard') return answerSubscription(connection, frame, dashboard);
  const { user_id: userId = 'current_user' } = frame;
  const isOwn = connection.principal !== null && isCaller(connection.principal, userId);
  if (isOwn) followAll(connection, dashboard);
  else connection.send({ type: 'error', message: 'Only your own dashboard can be followed' });
}

/** Declares the guide's three sockets. Figures and scans flow on the dashboard unasked, as the guide's own handler sends them. */
export function defineSockets(live: Live): void {
  const { hub, bus, modules } = live;
  const frame = (type: string, data: unknown): unknown => ({ type, timestamp: iso(Date.now()), data });
  publishEverySecond(hub, metricsTopic, async () => frame('metrics_update', await measureDashboard(modules)));
  onScanChange(bus, (scan) => hub.publish(progressTopic(scan.userId), frame('scan_progress', presentProgress(scan))));

  defineSocket(live, 'scorpius', authenticatedSocket(live, { path: '/ws/dashboard', guide, onOpen: (connection) => followAll(connection, dashboard), onFrame: onDashboardFrame }));
  for (const [path, channels] of Object.entries(unfed)) {
    defineSocket(live, 'scorpius', authenticatedSocket(live, { path, guide, onFrame: (connection, received) => answerSubscription(connection, received, channels) }));
  }
}
