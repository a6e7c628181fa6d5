import { labelText } from './text-format.ts';

/** The cells of one metric, one for each combination of label values. */
export interface Cells<Cell> {
  /** The cell of these label values, made when new; keep it where the same labels come often. */
  of(values: readonly string[]): Cell;
  entries(): Iterable<{ values: readonly string[]; cell: Cell }>;
  /** `name{labels}` */
  title(values: readonly string[], suffix?: string): string;
}

/** What a metric is called. */
export interface MetricNames {
  /** `bulwark_http_requests_total`: base units and a unit suffix. */
  readonly name: string;
  readonly help: string;
  /** Names of the labels; their values must come from a small set, never from callers. */
  readonly labels?: readonly string[];
}

export function createCells<Cell>({ name, labels = [] }: MetricNames, create: () => Cell): Cells<Cell> {
  const cells = new Map<string, { values: readonly string[]; cell: Cell }>();
  return {
    of(values) {
      const key = values.length === 1 ? (values[0] ?? '') : values.join('\u0000');
      let entry = cells.get(key);
      if (entry === undefined) {
        if (values.length !== labels.length) throw new Error(`metric ${name} has the labels ${labels.join(', ')}`);
        entry = { values: [...values], cell: create() };
        cells.set(key, entry);
      }
      return entry.cell;
    },
    entries: () => cells.values(),
    title: (values, suffix = '') => `${name}${suffix}${labelText(labels, values)}`,
  };
}
