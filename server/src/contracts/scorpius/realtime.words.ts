import { z } from 'zod';
import type { ScanSnapshot } from '../../modules/scanner/index.ts';
import type { Modules } from '../kit/index.ts';
import { metrics, presentMetrics, presentServices } from './monitoring.words.ts';

/** The live figures of the dashboard; what no engine computes yet is null. Source: scorpius#1-live-dashboard-updates. */
export const dashboardFigures = metrics.extend({
  active_threats: z.null(),
  /** Of all users. */
  scans_running: z.int(),
  mev_profit: z.null(),
  /** Percent of the server's parts that are healthy. */
  system_health: z.number(),
});

/** Measures what `metrics_update` carries. */
export async function measureDashboard({ scanner, system }: Modules): Promise<z.input<typeof dashboardFigures>> {
  const [health, running] = await Promise.all([system.health(), scanner.countRunning()]);
  const services = presentServices(health);
  const healthy = services.filter(({ status }) => status === 'healthy').length;
  return {
    active_threats: null,
    scans_running: running,
    mev_profit: null,
    system_health: Math.round((100 * healthy) / services.length),
    ...presentMetrics(system.metrics()),
  };
}

/** Where a scan is, under the names of the guide and of its client. */
export function presentProgress(scan: ScanSnapshot): Record<string, unknown> {
  return {
    scan_id: scan.id,
    scanId: scan.id,
    status: scan.status,
    progress: scan.percent,
    stage: scan.stage,
    filename: scan.title,
    risk_score: scan.riskScore,
    error: scan.error,
  };
}
