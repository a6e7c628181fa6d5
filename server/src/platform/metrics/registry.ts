import { createCells, type MetricNames } from './cells.ts';
import { createHistogram, LATENCY_BUCKETS, type HistogramCell } from './histogram.ts';
import { headText, numberText } from './text-format.ts';

/** One series of a counter; only grows. */
export interface CounterCell {
  inc(by?: number): void;
}

/** One series of a gauge. */
export interface GaugeCell {
  set(value: number): void;
}

/** A metric with one series for each combination of label values. */
export interface Metric<Cell> {
  /** The series of these label values in the declared order; keep it where it is used often. */
  of(values?: readonly string[]): Cell;
}

/** The metrics of the process. */
export interface Registry {
  counter(names: MetricNames): Metric<CounterCell>;
  gauge(names: MetricNames): Metric<GaugeCell>;
  histogram(names: MetricNames & { readonly buckets?: readonly number[] }): Metric<HistogramCell>;
  /** Called before each exposition, to set gauges whose value is looked up. */
  onCollect(collect: () => void): void;
  /** Prometheus text exposition format 0.0.4. */
  text(): string;
}

function createSeries(names: MetricNames, type: 'counter' | 'gauge') {
  const cells = createCells(names, () => ({ value: 0, inc(by = 1) { this.value += by; }, set(value: number) { this.value = value; } }));
  return {
    of: (values: readonly string[] = []) => cells.of(values),
    text(): string {
      let text = headText(names.name, names.help, type);
      for (const { values, cell } of cells.entries()) text += `${cells.title(values)} ${numberText(cell.value)}\n`;
      return text;
    },
  };
}

/** A registry of its own: tests and several servers in one process do not share counts. */
export function createRegistry(): Registry {
  const metrics = new Map<string, { text(): string }>();
  const collectors: (() => void)[] = [];
  const add = <M extends { text(): string }>(name: string, metric: M): M => {
    if (metrics.has(name)) throw new Error(`metric ${name} is declared twice`);
    metrics.set(name, metric);
    return metric;
  };
  return {
    counter: (names) => add(names.name, createSeries(names, 'counter')),
    gauge: (names) => add(names.name, createSeries(names, 'gauge')),
    histogram: (names) => add(names.name, createHistogram(names, names.buckets ?? LATENCY_BUCKETS)),
    onCollect: (collect) => void collectors.push(collect),
    text() {
      for (const collect of collectors) collect();
      return [...metrics.values()].map((metric) => metric.text()).join('');
    },
  };
}
