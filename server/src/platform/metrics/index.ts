export type { MetricNames } from './cells.ts';
export type { HistogramCell } from './histogram.ts';
export { createHttpMetrics, type AnsweredRequest, type HttpMetrics } from './http-metrics.ts';
export { registerProcessMetrics } from './process-metrics.ts';
export type { LatencyQuantiles } from './recent-latencies.ts';
export { createRegistry, type CounterCell, type GaugeCell, type Metric, type Registry } from './registry.ts';
export { createSystemSampler, type SystemMetrics, type SystemSampler, type SystemSamplerOptions } from './system-sampler.ts';
export { METRICS_CONTENT_TYPE } from './text-format.ts';
