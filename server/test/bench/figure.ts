/** One measured figure of a benchmark and what it should be. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  /** `×`, `ms`, `requests/CPU s` … */
  readonly unit: string;
  /** What was promised; absent for figures that only explain others. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
  /** How it was measured, or against which versions. */
  readonly note?: string;
}

/** What every `*.bench.ts` exports under the name `bench`. */
export interface Bench {
  readonly title: string;
  measure(): Promise<readonly Figure[]>;
}

export function isMet({ measured, target }: Figure): boolean {
  if (target === undefined) return true;
  return 'atLeast' in target ? measured >= target.atLeast : measured <= target.atMost;
}

function numberText(value: number): string {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(3)));
}

function targetText({ target, unit }: Figure): string {
  if (target === undefined) return '';
  return 'atLeast' in target ? `≥ ${numberText(target.atLeast)} ${unit}` : `≤ ${numberText(target.atMost)} ${unit}`;
}

function verdict(figure: Figure): string {
  if (figure.target === undefined) return '';
  return isMet(figure) ? 'met' : 'MISSED';
}

/** The figures as a table of aligned columns. */
export function tableOf(title: string, figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [figure.what, `${numberText(figure.measured)} ${figure.unit}`, targetText(figure), verdict(figure), figure.note ?? '']);
  const all = [['figure', 'measured', 'target', '', 'how'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd());
  return [`\n${title}`, '-'.repeat(title.length), ...lines, ''].join('\n');
}

/** Middle value; of an even number the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? Number.NaN) + upper) / 2;
}
