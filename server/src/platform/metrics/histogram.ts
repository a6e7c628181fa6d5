import { createCells, type MetricNames } from './cells.ts';
import { headText, labelText, numberText } from './text-format.ts';

/** Upper bounds in seconds that suit requests to a server: 1 ms to 10 s. */
export const LATENCY_BUCKETS: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** One series of a histogram. */
export interface HistogramCell {
  observe(value: number): void;
}

interface Counts extends HistogramCell {
  readonly counts: readonly number[];
  sum(): number;
}

function createCell(bounds: readonly number[]): Counts {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  return {
    counts,
    sum: () => sum,
    observe(value) {
      let index = 0;
      while (index < bounds.length && value > (bounds[index] ?? Infinity)) index += 1;
      counts[index] = (counts[index] ?? 0) + 1;
      sum += value;
    },
  };
}

/** Distribution of a quantity over fixed buckets; an observation costs a short walk over the bounds. */
export function createHistogram(names: MetricNames, bounds: readonly number[]) {
  const cells = createCells(names, () => createCell(bounds));
  const bucketLabels = [...(names.labels ?? []), 'le'];
  const seriesText = (values: readonly string[], cell: Counts): string => {
    let total = 0;
    let text = '';
    for (const [index, count] of cell.counts.entries()) {
      total += count;
      text += `${names.name}_bucket${labelText(bucketLabels, [...values, numberText(bounds[index] ?? Infinity)])} ${total}\n`;
    }
    return `${text}${cells.title(values, '_sum')} ${numberText(cell.sum())}\n${cells.title(values, '_count')} ${total}\n`;
  };
  return {
    of: (values: readonly string[] = []): HistogramCell => cells.of(values),
    text(): string {
      let text = headText(names.name, names.help, 'histogram');
      for (const { values, cell } of cells.entries()) text += seriesText(values, cell);
      return text;
    },
  };
}
