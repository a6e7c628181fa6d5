import type { UserCtx } from '../../platform/context/index.ts';
import type { Alert, AlertFilter, MetricReading, NewThreshold, Threshold, ThresholdChanges, ThresholdFilter } from './alerting.types.ts';

/**
 * Limits on what is measured, and the alerts they raise. Reading needs `read:alerts`, acknowledging and resolving
 * `write:alerts`, limits `admin:operations`; without it FORBIDDEN. Source: ops#documentation-references.
 */
export interface Alerting {
  listThresholds(ctx: UserCtx, filter: ThresholdFilter): Promise<readonly Threshold[]>;
  /** A metric that nothing measures is accepted and stays without data: `lastValue` tells. */
  createThreshold(ctx: UserCtx, input: NewThreshold): Promise<Threshold>;
  /** Errors: THRESHOLD_NOT_FOUND. */
  updateThreshold(ctx: UserCtx, id: string, changes: ThresholdChanges): Promise<Threshold>;
  /** Its alerts stay. Errors: THRESHOLD_NOT_FOUND. */
  removeThreshold(ctx: UserCtx, id: string): Promise<void>;
  /** Metrics that thresholds can name, with what they say now. */
  listMetrics(ctx: UserCtx): Promise<readonly MetricReading[]>;
  /** Newest first. */
  listAlerts(ctx: UserCtx, filter: AlertFilter): Promise<{ readonly items: readonly Alert[]; readonly total: number }>;
  /** Errors: ALERT_NOT_FOUND, ALERT_ALREADY_RESOLVED. */
  acknowledgeAlert(ctx: UserCtx, id: string): Promise<Alert>;
  /** By hand, before the metric is back. Errors: ALERT_NOT_FOUND, ALERT_ALREADY_RESOLVED. */
  resolveAlert(ctx: UserCtx, id: string): Promise<Alert>;
  /** One round over all enabled thresholds, as the job does each minute; returns how many alerts were raised. */
  evaluate(): Promise<number>;
  /** Has the job run each minute. */
  schedule(): Promise<void>;
}
