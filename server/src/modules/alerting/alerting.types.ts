/** How a value is held against its limit. */
export const operators = ['>', '<', '>=', '<=', '==', '!='] as const;
/** One of them. */
export type Operator = (typeof operators)[number];

/** What a metric is about. */
export type MetricType = 'infrastructure' | 'application' | 'security' | 'cost';
/** How bad it is when a limit is passed. */
export type AlertSeverity = 'critical' | 'high' | 'medium' | 'low';

/** A metric that thresholds can name. */
export interface Metric {
  /** `cpu_usage`. */
  readonly name: string;
  /** Other names that mean the same. */
  readonly aliases?: readonly string[];
  readonly type: MetricType;
  /** `percent`, `milliseconds`, `count`, a currency … */
  readonly unit: string;
  readonly about: string;
  /**
   * Measures now, for one environment or, with `all`, over all of them. Null when there is nothing to measure:
   * no data is not a breach.
   */
  read(environment: string): Promise<number | null>;
}

/** A metric and what it says now. */
export interface MetricReading extends Omit<Metric, 'read'> {
  readonly value: number | null;
}

/** A limit on a metric. */
export interface Threshold {
  /** UUID. */
  readonly id: string;
  readonly metricName: string;
  readonly metricType: MetricType;
  readonly operator: Operator;
  /** As it was written: `>` or `greater_than`. */
  readonly operatorGiven: string;
  readonly thresholdValue: number;
  readonly severity: AlertSeverity;
  /** An environment's name, or `all`. */
  readonly environment: string;
  readonly enabled: boolean;
  readonly notificationChannels: readonly string[];
  /** After an alert was raised, no further one for so long. */
  readonly cooldownMinutes: number;
  readonly description: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** What the last evaluation measured; null when nothing was. */
  readonly lastValue: number | null;
  readonly evaluatedAt: Date | null;
}

/** A limit to be set. */
export interface NewThreshold {
  readonly metricName: string;
  /** The metric's own type when absent. */
  readonly metricType?: MetricType | undefined;
  readonly operator: Operator;
  readonly operatorGiven: string;
  readonly thresholdValue: number;
  readonly severity: AlertSeverity;
  readonly environment: string;
  readonly enabled: boolean;
  readonly notificationChannels: readonly string[];
  readonly cooldownMinutes: number;
  readonly description: string;
}

/** Changes of a limit; what is absent stays. */
export type ThresholdChanges = { readonly [K in keyof NewThreshold]?: NewThreshold[K] | undefined };

/** Which limits; all conditions hold together. */
export interface ThresholdFilter {
  readonly environment?: string | undefined;
  readonly metricName?: string | undefined;
  readonly severity?: AlertSeverity | undefined;
  readonly enabled?: boolean | undefined;
}

/** Where an alert stands. */
export type AlertStatus = 'open' | 'acknowledged' | 'resolved';

/** A limit that was passed. */
export interface Alert {
  /** UUID. */
  readonly id: string;
  /** Null when the threshold was removed since. */
  readonly thresholdId: string | null;
  readonly metricName: string;
  readonly operator: Operator;
  readonly thresholdValue: number;
  /** At the moment it was raised. */
  readonly value: number;
  readonly lastValue: number;
  readonly severity: AlertSeverity;
  readonly environment: string;
  readonly status: AlertStatus;
  readonly description: string;
  readonly triggeredAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
  readonly resolvedAt: Date | null;
  /** Null when it resolved by itself. */
  readonly resolvedBy: string | null;
}

/** Which alerts. */
export interface AlertFilter {
  readonly status?: AlertStatus | undefined;
  /** True: everything but resolved ones. */
  readonly isOpen?: boolean | undefined;
  readonly severity?: AlertSeverity | undefined;
  readonly environment?: string | undefined;
  readonly limit: number;
  readonly offset: number;
}
