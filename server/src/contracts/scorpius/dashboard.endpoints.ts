import { z } from 'zod';
import { isoOrNull } from '../../lib/time.ts';
import type { UserCtx } from '../../platform/context/index.ts';
import { endpoint, type Endpoint, type Modules, planned } from '../kit/index.ts';
import { newestFirst } from '../shared/paging.ts';
import { dashboardFigures, measureDashboard } from './realtime.words.ts';

const guide = 'scorpius#dashboard-routes-apidashboard';

/** The tiles that the published client reads, with the live figures beside them; what no engine computes yet is null. */
const dashboardStats = dashboardFigures.extend({
  /** Critical and high findings in the caller's scans. */
  threatsDetected: z.int(),
  /** The caller's scans that wait or run. */
  activeScans: z.int(),
  activeBots: z.null(),
  /** Seconds. */
  systemUptime: z.number(),
  lastScanTime: z.iso.datetime().nullable(),
  totalTransactions: z.null(),
  mevOpportunities: z.null(),
  /** 0–100, mean of the caller's completed scans, 100 is best; null without any. */
  securityScore: z.number().nullable(),
});

async function measureStats(modules: Modules, ctx: UserCtx): Promise<z.input<typeof dashboardStats>> {
  const [figures, counted, latest] = await Promise.all([
    measureDashboard(modules),
    modules.scanner.statistics(ctx),
    modules.scanner.listScans(ctx, { ...newestFirst, limit: 1, offset: 0 }),
  ]);
  return {
    ...figures,
    threatsDetected: counted.findings.critical + counted.findings.high,
    activeScans: counted.scansRunning + counted.scansQueued,
    activeBots: null,
    systemUptime: modules.system.info().uptimeSeconds,
    lastScanTime: isoOrNull(latest.items[0]?.createdAt ?? null),
    totalTransactions: null,
    mevOpportunities: null,
    securityScore: counted.averageRiskScore === null ? null : Math.round(10 * (100 - counted.averageRiskScore)) / 10,
  };
}

/** Dashboard: figures, notifications, alerts. */
export const dashboardEndpoints: readonly Endpoint[] = [
  endpoint('GET /api/dashboard/stats', { guide, summary: 'Figures of the dashboard tiles', reply: dashboardStats, run: measureStats, present: (stats) => stats }),
  endpoint('GET /api/dashboard/live-stats', { guide, summary: 'Figures that change every second', reply: dashboardFigures, run: measureDashboard, present: (figures) => figures }),
  planned('POST /api/dashboard/live-monitor', { guide, summary: 'Switches live updates on or off (page section 1, missing in the route list)' }),
  planned('GET /api/dashboard/notifications', { guide, summary: 'Notifications of the caller' }),
  planned('POST /api/dashboard/notifications/toggle', { guide, summary: 'Switches notifications; without a body the setting flips' }),
  planned('POST /api/dashboard/alerts/{id}/read', { guide, summary: 'Marks an alert as read (page section 1: POST /api/dashboard/alerts/{alert_id}/read)' }),
  planned('DELETE /api/dashboard/alerts/{id}', { guide, summary: 'Removes an alert (page section 1: DELETE /api/dashboard/alerts/{alert_id})' }),
  planned('GET /api/dashboard/network-analysis', { guide, summary: 'Network analysis, asked by the published client' }),
  endpoint('POST /api/dashboard/refresh', { guide, summary: 'Measures the dashboard figures anew, asked by the published client', reply: dashboardStats, run: measureStats, present: (stats) => stats }),
];
