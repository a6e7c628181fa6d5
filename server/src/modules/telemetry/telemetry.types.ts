/** What a number is about. */
export type MetricKind = 'cpu' | 'memory' | 'disk' | 'network' | 'custom';

/** One measured number. */
export interface Sample {
  /** UUID. */
  readonly id: string;
  /** `cpu_usage`. */
  readonly name: string;
  readonly kind: MetricKind;
  readonly value: number;
  readonly unit: string;
  readonly environment: string;
  readonly service: string;
  readonly host: string;
  readonly measuredAt: Date;
}

/** How the numbers of one span of a series become one. */
export type Aggregation = 'avg' | 'sum' | 'min' | 'max' | 'count';

/** Which samples, newest first. */
export interface SampleQuery {
  readonly environment?: string | undefined;
  readonly kind?: MetricKind | undefined;
  readonly from: Date;
  readonly limit: number;
}

/** Which series: `points` spans of equal length between two moments. */
export interface SeriesQuery {
  readonly name: string;
  readonly environment?: string | undefined;
  readonly from: Date;
  readonly to: Date;
  readonly aggregation: Aggregation;
  readonly points: number;
}

/** One point of a series; spans without samples have none. */
export interface SeriesPoint {
  readonly at: Date;
  readonly value: number;
}
