import { analyze, type AnalyzeReport, type Finding } from '../../../src/engines/index.ts';
import { parse } from '../../../src/engines/solidity/syntax/parse.ts';
import { LineIndex } from '../../../src/engines/solidity/syntax/positions.ts';
import { walk } from '../../../src/engines/solidity/syntax/walk.ts';

/** What a set says about one contract: a fault of a category at these lines or in this function. */
export interface Label {
  category: string;
  lines: number[];
  functions: string[];
}

export interface Sample {
  name: string;
  source: string;
  labels: Label[];
}

export interface Result {
  sample: Sample;
  report: AnalyzeReport;
  /** CPU milliseconds from source to findings. */
  milliseconds: number;
  functionAt: (line: number) => { start: number; end: number } | null;
}

const NEAR = 5;

/** The text with comments blanked out, since the sets carry their labels in comments; lines stay where they are. */
export function withoutComments(source: string): string {
  const { tokens } = parse(source);
  let result = '';
  let last = 0;
  for (const { start, end } of tokens.comments) {
    result += source.slice(last, start) + source.slice(start, end).replace(/[^\r\n]/g, ' ');
    last = end;
  }
  return result + source.slice(last);
}

export function run(sample: Sample): Result {
  const content = withoutComments(sample.source);
  const start = process.cpuUsage();
  const report = analyze([{ path: 'contract.sol', content }]);
  const used = process.cpuUsage(start);
  return { sample, report, milliseconds: (used.user + used.system) / 1_000, functionAt: functionFinder(content) };
}

function functionFinder(source: string): Result['functionAt'] {
  const lines = new LineIndex(source);
  const ranges: { start: number; end: number }[] = [];
  walk(parse(source).unit, (node) => {
    if (node.type !== 'FunctionDefinition' && node.type !== 'ModifierDefinition') return true;
    ranges.push({ start: lines.at(node.start).line, end: lines.at(node.end).line });
    return false;
  });
  return (line) => ranges.find((range) => range.start <= line && line <= range.end) ?? null;
}

/** True where a finding lies in the labelled function or within five lines of a labelled one. */
export function isAt(finding: Finding, label: Label, result: Result): boolean {
  if (finding.function !== null && label.functions.includes(finding.function)) return true;
  return label.lines.some((line) => {
    const range = result.functionAt(line);
    const first = Math.min(line - NEAR, range?.start ?? line);
    const last = Math.max(line + NEAR, range?.end ?? line);
    return finding.startLine <= last && finding.endLine >= first;
  });
}

export function isHighOrMedium(finding: Finding): boolean {
  return finding.severity === 'critical' || finding.severity === 'high' || finding.severity === 'medium';
}
