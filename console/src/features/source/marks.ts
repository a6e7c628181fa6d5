import type { Finding, Severity } from '../../api/types.ts';

/** What the gutter shows beside a line. */
export interface LineMark {
  readonly line: number;
  readonly severity: Severity;
  /** Findings that start here, the most severe first. */
  readonly findingIds: readonly string[];
  /** Words for the tooltip and for screen readers. */
  readonly label: string;
}

const rank: Record<Severity, number> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

export const bySeverity = (a: Finding, b: Finding): number => rank[a.severity] - rank[b.severity] || a.startLine - b.startLine;

/** One mark for each line of the file on which findings start. */
export function lineMarks(findings: readonly Finding[], path: string): readonly LineMark[] {
  const byLine = Map.groupBy(findings.filter(({ file }) => file === path), ({ startLine }) => startLine);
  return [...byLine].sort(([a], [b]) => a - b).flatMap(([line, here]) => {
    const sorted = here.toSorted(bySeverity);
    const [worst] = sorted;
    if (worst === undefined) return [];
    return [{ line, severity: worst.severity, findingIds: sorted.map(({ id }) => id), label: sorted.map(({ severity, title }) => `${severity}: ${title}`).join('; ') }];
  });
}

/** Files in the order a reader wants them: those with the worst findings first, then by name. */
export function orderFiles(paths: readonly string[], findings: readonly Finding[]): readonly { path: string; count: number; worst: Severity | null }[] {
  return paths
    .map((path) => {
      const here = findings.filter(({ file }) => file === path).toSorted(bySeverity);
      return { path, count: here.length, worst: here[0]?.severity ?? null };
    })
    .sort((a, b) => (a.worst === null ? 9 : rank[a.worst]) - (b.worst === null ? 9 : rank[b.worst]) || a.path.localeCompare(b.path));
}
