import type { Clock } from '../context/index.ts';
import type { HistogramCell } from './histogram.ts';
import { createRecentLatencies, type LatencyQuantiles } from './recent-latencies.ts';
import type { Registry } from './registry.ts';

/** What one answered request was. */
export interface AnsweredRequest {
  readonly method: string;
  /** The route's pattern, such as `/api/scans/:id`; never the path itself, whose variety has no end. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Counts and durations of answered requests. */
export interface HttpMetrics {
  observe(request: AnsweredRequest): void;
  /** Of the last minute, in milliseconds; null when there was no request. */
  responseTimes(): LatencyQuantiles | null;
  /** Share of the last minute's requests that were answered 5xx, 0–100; null when there was no request. */
  errorPercent(): number | null;
}

/** Registers `bulwark_http_request_duration_seconds{method,route,status}`. */
export function createHttpMetrics(registry: Registry, clock: Clock): HttpMetrics {
  const histogram = registry.histogram({
    name: 'bulwark_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labels: ['method', 'route', 'status'],
  });
  const recent = createRecentLatencies(clock);
  // By status, then route, then method: finds the series without building a key for each request.
  const cells = new Map<number, Map<string, Map<string, HistogramCell>>>();
  const cellOf = ({ method, route, status }: AnsweredRequest): HistogramCell => {
    const known = cells.get(status)?.get(route)?.get(method);
    if (known !== undefined) return known;
    const routes = cells.get(status) ?? new Map<string, Map<string, HistogramCell>>();
    const methods = routes.get(route) ?? new Map<string, HistogramCell>();
    const cell = histogram.of([method, route, String(status)]);
    cells.set(status, routes.set(route, methods.set(method, cell)));
    return cell;
  };
  return {
    observe(request) {
      cellOf(request).observe(request.durationMs / 1000);
      recent.add(request.durationMs, request.status >= 500);
    },
    responseTimes: () => recent.quantiles(),
    errorPercent: () => recent.faultPercent(),
  };
}
