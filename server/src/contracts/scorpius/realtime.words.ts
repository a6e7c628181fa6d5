import type { z } from 'zod';
import type { ScanSnapshot } from '../../modules/scanner/index.ts';
import type { Modules } from '../kit/index.ts';
import { type metrics, presentMetrics, presentServices } from './monitoring.words.ts';

/** The live figures of the dashboard; what no engine computes yet is null. Source: scorpius#1-live-dashboard-updates. */
export interface DashboardFigures extends z.input<typeof metrics> {
  readonly active_threats: null;
  readonly scans_running: null;
  readonly mev_profit: null;
  /** Percent of the server's parts that are healthy. */
  readonly system_health: number;
}

/** Measures what `metrics_update` carries. */
export async function measureDashboard({ system }: Modules): Promise<DashboardFigures> {
  const services = presentServices(await system.health());
  const healthy = services.filter(({ status }) => status === 'healthy').length;
  return {
    active_threats: null,
    scans_running: null,
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
