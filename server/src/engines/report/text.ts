import type { Comparison } from '../baseline.ts';
import type { ContractProfile } from '../profiles.ts';
import { confirmationLines } from './proof-text.ts';
import type { AnalyzeReport, Finding, Incomplete, Severity } from '../findings.ts';

/** How a report looks on a terminal. */
export interface TextOptions {
  /** ANSI colours; off by default. */
  colors?: boolean;
  /** File contents by path, for the lines around a finding; without them the finding's own snippet is shown. */
  sources?: ReadonlyMap<string, string>;
  durationMs?: number;
  /** Beside a baseline: what is new is marked, and what is gone is counted. */
  comparison?: Comparison;
}

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green' | 'magenta';
type Paint = (style: Style, text: string) => string;

const CODES: Readonly<Record<Style, string>> = {
  bold: '1', dim: '2', red: '31', green: '32', yellow: '33', blue: '34', magenta: '35', cyan: '36',
};
const SEVERITY_STYLE: Readonly<Record<Severity, Style>> = { critical: 'magenta', high: 'red', medium: 'yellow', low: 'blue', info: 'cyan' };
const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const CONTEXT_LINES = 1;
const MAX_FRAME_LINES = 8;
const WIDTH = 96;

/** The report for a terminal: each finding with its code, path and fix, then what is missing and a summary. */
export function toText(report: AnalyzeReport, options: TextOptions = {}): string {
  const paint: Paint = options.colors === true ? (style, text) => `\x1b[${CODES[style]}m${text}\x1b[0m` : (_, text) => text;
  const parts = report.findings.map((finding) => findingText(finding, options, paint));
  if (report.incomplete.length > 0) parts.push(incompleteText(report.incomplete, paint));
  parts.push(summaryText(report, options, paint));
  return `${parts.join('\n\n')}\n`;
}

function findingText(finding: Finding, options: TextOptions, paint: Paint): string {
  const style = SEVERITY_STYLE[finding.severity];
  const isNew = options.comparison?.added.has(finding.id) === true;
  const label = paint(style, `● ${isNew ? 'NEW ' : ''}${finding.severity.toUpperCase()}`);
  const place = [finding.contract, finding.function].filter((part) => part !== null).join('.');
  const lines = [
    `${label}  ${paint('bold', visible(finding.title))}  ${paint('dim', `${finding.detector}, ${finding.confidence} confidence`)}`,
    `  ${paint('cyan', visible(`${finding.file}:${finding.startLine}:${finding.startColumn}`))}${place === '' ? '' : paint('dim', visible(`  in ${place}`))}`,
    '',
    ...codeFrame(finding, options, paint),
    '',
    ...wrap(visible(finding.message), '  '),
  ];
  if (finding.path.length > 1) {
    lines.push(...finding.path.map(({ file, startLine, note }, at) => paint('dim', visible(`  ${at + 1}. ${file}:${startLine}  ${note}`))));
  }
  if (finding.confirmation) {
    const verdict = finding.confirmation.proof ? 'magenta' : 'dim';
    lines.push(...confirmationLines(finding.confirmation).map((line) => paint(verdict, `  ${visible(line)}`)));
  }
  lines.push(...wrap(visible(finding.fix), `  ${paint('green', 'fix')} `, '      '));
  return lines.join('\n');
}

function codeFrame(finding: Finding, options: TextOptions, paint: Paint): string[] {
  const source = options.sources?.get(finding.file)?.split(/\r?\n/);
  const first = source ? Math.max(1, finding.startLine - CONTEXT_LINES) : finding.startLine;
  const all = source ? source.slice(first - 1, finding.endLine + CONTEXT_LINES) : finding.snippet.split('\n');
  const shown = all.slice(0, MAX_FRAME_LINES);
  const width = String(first + shown.length).length;
  const frame = shown.map((line, at) => {
    const number = first + at;
    const isMarked = number >= finding.startLine && number <= finding.endLine;
    const marker = isMarked ? paint(SEVERITY_STYLE[finding.severity], '▌') : paint('dim', '│');
    return `  ${paint('dim', String(number).padStart(width))} ${marker} ${isMarked ? visible(line) : paint('dim', visible(line))}`;
  });
  if (all.length > shown.length) frame.push(paint('dim', `  ${' '.repeat(width)} … ${all.length - shown.length} more lines`));
  return frame;
}

/** Control and direction characters in a source must not reach the terminal as such. */
function visible(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll('\t', '    ').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd').slice(0, 400);
}

function incompleteText(incomplete: Incomplete[], paint: Paint): string {
  const lines = incomplete.slice(0, 50).map(({ file, line, reason }) => {
    const place = file === '' ? '' : `${file}${line === null ? '' : `:${line}`}  `;
    return `  ${paint('cyan', visible(place))}${visible(reason)}`;
  });
  if (incomplete.length > lines.length) lines.push(paint('dim', `  … and ${incomplete.length - lines.length} more`));
  return [paint('yellow', `○ INCOMPLETE  ${incomplete.length} part${incomplete.length === 1 ? ' was' : 's were'} not analysed`), ...lines].join('\n');
}

function summaryText(report: AnalyzeReport, options: TextOptions, paint: Paint): string {
  const counts = SEVERITIES.map((severity) => ({ severity, count: report.findings.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => paint(SEVERITY_STYLE[severity], `${count} ${severity}`));
  const lines = report.files.reduce((sum, file) => sum + file.lines, 0);
  const time = options.durationMs === undefined ? '' : ` in ${options.durationMs} ms`;
  const suppressed = report.suppressed?.length ?? 0;
  const verdict = counts.length > 0 ? counts.join(', ') : report.incomplete.length > 0 ? 'nothing found in what could be read' : paint('green', 'nothing found');
  return [
    paint('dim', '─'.repeat(WIDTH)),
    ...(report.gasFindings ? [gasText(report.gasFindings)] : []),
    ...(report.profiles ?? []).flatMap(profileText),
    ...(options.comparison ? [comparisonText(options.comparison)] : []),
    `${verdict}${suppressed > 0 ? paint('dim', `, ${suppressed} suppressed`) : ''}`,
    `${paint('bold', `security score ${report.securityScore}`)} of 100; ${report.files.length} file${report.files.length === 1 ? '' : 's'}, ${lines} lines, ${report.detectorsRun.length} detectors${time}`,
  ].join('\n');
}

/** The places by advice; each of them is told in full by --format json. */
function gasText(findings: readonly Finding[]): string {
  const byAdvice = Map.groupBy(findings, ({ detector }) => detector);
  const lines = [...byAdvice].map(([id, places]) => `  ${id}: ${visible(places[0]?.title ?? '')} (${places.slice(0, 5).map(({ file, startLine }) => visible(`${file}:${startLine}`)).join(', ')}${places.length > 5 ? ` and ${places.length - 5} more` : ''})`);
  return [`gas: ${findings.length} places`, ...lines].join('\n');
}

/** One line for what is worth saying of a contract. */
function profileText({ contract, standards, quantum }: ContractProfile): string[] {
  const kept = standards.map(({ standard, isConformant, checks }) => (isConformant ? `keeps ${standard}` : `breaks ${standard} in ${checks.filter(({ isMet }) => !isMet).length} of ${checks.length} points`));
  const rests = quantum.level === 'none' ? [] : [`rests on ${[...new Set(quantum.uses.map(({ primitive }) => primitive))].join(', ')}`];
  return kept.length + rests.length === 0 ? [] : [`${visible(contract)} ${[...kept, ...rests].join(', ')}`];
}

function comparisonText({ added, unchanged, fixed, unverified }: Comparison): string {
  const unknown = unverified.length === 0 ? '' : `, ${unverified.length} not known (their files were not analysed completely)`;
  return `against the baseline: ${added.size} new, ${unchanged.size} unchanged, ${fixed.length} fixed${unknown}`;
}

function wrap(text: string, first: string, rest = first): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > WIDTH - 6) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((one, at) => `${at === 0 ? first : rest}${one}`);
}
