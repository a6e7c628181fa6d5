import { createHash } from 'node:crypto';
import type { Detector, Issue } from '../detectors/detector.ts';
import type { Finding, PathStep, StateInvolved } from '../findings.ts';
import type { FileUnit } from './project/model.ts';
import type { StateUse } from './explain/state.ts';
import { tokenize } from './syntax/lexer.ts';
import type { Range } from './syntax/tokens.ts';

const MAX_SNIPPET_LINES = 12;

/** Turns what a detector reports into a finding with lines, text and fingerprint. Its id is set when all are known. */
export function describeIssue(detector: Detector, issue: Issue & { state?: StateUse[] }): Finding {
  const { file, range } = issue;
  const start = file.lines.at(range.start);
  const end = file.lines.at(Math.max(range.start, range.end - 1));
  const contract = issue.contract?.name ?? null;
  const name = functionName(issue);
  const code = normalise(file.source.slice(range.start, range.end));
  return {
    id: '',
    detector: detector.id,
    title: detector.title,
    severity: issue.severity ?? detector.severity,
    confidence: issue.confidence ?? detector.confidence,
    categories: detector.categories,
    file: file.path,
    contract,
    function: name,
    startLine: start.line,
    endLine: end.line,
    startColumn: start.column,
    endColumn: end.column + 1,
    message: issue.message,
    explanation: `${detector.why}${issue.scenario ? `\n\n${issue.scenario}` : ''}`,
    fix: issue.fix ?? detector.fix,
    path: issue.path.map(describeStep),
    state: (issue.state ?? []).map(describeState),
    snippet: snippetOf(file, start.line, end.line),
    fingerprint: createHash('sha256').update([detector.id, contract ?? '', name ?? '', code].join('\0')).digest('hex'),
  };
}

function functionName({ code }: Issue): string | null {
  if (!code) return null;
  if (code.name !== '') return code.name;
  return 'kind' in code ? code.kind : null;
}

function describeStep({ file, range, note }: { file: FileUnit; range: Range; note: string }): PathStep {
  const start = file.lines.at(range.start);
  const end = file.lines.at(Math.max(range.start, range.end - 1));
  return { file: file.path, startLine: start.line, endLine: end.line, startColumn: start.column, endColumn: end.column + 1, note };
}

function describeState({ variable, isRead, isWritten, writers }: StateUse): StateInvolved {
  const { name, file, node } = variable;
  return { variable: name, file: file.path, line: file.lines.at(node.start).line, isRead, isWritten, writers };
}

/** The code without white space and comments, so that formatting does not change the fingerprint. */
function normalise(code: string): string {
  const { texts } = tokenize(code).tokens;
  return texts.filter((text) => text !== '').join(' ');
}

function snippetOf(file: FileUnit, first: number, last: number): string {
  const shown = Math.min(last, first + MAX_SNIPPET_LINES - 1);
  const lines = Array.from({ length: shown - first + 1 }, (_, at) => file.lines.text(first + at));
  return lines.map((line) => (line.length > 500 ? `${line.slice(0, 499)}…` : line)).join('\n');
}
