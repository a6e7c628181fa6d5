import type { ScanSnapshot } from '../../modules/scanner/index.ts';
import { type Live, publishEverySecond, type WsDialect } from '../kit/index.ts';
import { answerSubscription, type Channels, scanChannel } from '../shared/channels.ts';
import { onScanChange, withReport } from '../shared/scan-changes.ts';
import { presentScanResult } from '../shared/scan-result.ts';
import { presentMetrics, presentServices } from './monitoring.words.ts';
import { presentProgress } from './realtime.words.ts';

const progressTopic = (userId: string): string => `scorpius:scan_progress:${userId}`;
const resultsTopic = (userId: string): string => `scorpius:scan_results:${userId}`;
const healthTopic = 'scorpius:system_health';
const metricsTopic = 'scorpius:performance_metrics';

/** The channels of the published client; null where nothing feeds one yet. */
const channels: Channels = {
  scan_progress: scanChannel(progressTopic),
  scan_results: scanChannel(resultsTopic),
  system_health: () => healthTopic,
  performance_metrics: () => metricsTopic,
  dashboard_stats: null, network_data: null, security_alerts: null, vulnerability_alerts: null,
  mev_opportunities: null, mev_strategy_updates: null, mev_profit_updates: null,
  mempool_data: null, transaction_alerts: null, gas_price_updates: null,
  threat_alerts: null, zero_day_updates: null, risk_score_updates: null, system_alerts: null,
  job_updates: null, job_results: null, schedule_changes: null,
  training_progress: null, simulation_updates: null, achievement_unlocked: null,
  bounty_submissions: null, bounty_status_updates: null, bounty_leaderboard: null,
};

async function publishResult({ hub, modules }: Live, scan: ScanSnapshot): Promise<void> {
  const topic = resultsTopic(scan.userId);
  if (!hub.hasSubscribers(topic)) return;
  hub.publish(topic, { type: 'scan_results', payload: presentScanResult(await withReport(modules, scan)) });
}

/** Feeds the channels of the shared socket. */
export function feedChannels(live: Live): void {
  const { hub, bus, modules } = live;
  publishEverySecond(hub, metricsTopic, () => ({ type: 'performance_metrics', payload: presentMetrics(modules.system.metrics()) }));
  publishEverySecond(hub, healthTopic, async () => {
    const health = await modules.system.health();
    return { type: 'system_health', payload: { status: health.isHealthy ? 'healthy' : 'degraded', services: presentServices(health) } };
  });
  onScanChange(bus, (scan) => {
    hub.publish(progressTopic(scan.userId), { type: 'scan_progress', payload: presentProgress(scan) });
    if (scan.status !== 'queued' && scan.status !== 'running') void publishResult(live, scan);
  });
}

/** Guide scorpius's published client on the shared socket: it names one `channel` in a frame. */
export const socket: WsDialect = {
  name: 'scorpius',
  recognises: (frame) => typeof frame.channel === 'string',
  onFrame: (_live, connection, frame) => answerSubscription(connection, frame, channels),
};
