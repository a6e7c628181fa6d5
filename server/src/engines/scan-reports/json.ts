import { assertShallow } from './limits.ts';
import { ReportRefused } from './report.ts';

/** JSON as found: one document, or one per line. */
export interface JsonDocuments {
  readonly documents: readonly unknown[];
  readonly isLines: boolean;
}

function reasonOf(error: unknown): string {
  // V8 quotes the text around the fault; a report may hold secrets, so only the place is told.
  const message = error instanceof Error ? error.message : '';
  if (/end of JSON|Unterminated/i.test(message)) return 'it ends too early (truncated?)';
  const place = /position \d+( \(line \d+ column \d+\))?/.exec(message)?.[0];
  return place === undefined ? 'it is not well formed' : `it is not well formed at ${place}`;
}

function parseLines(text: string): readonly unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2 || !/^\s*\{/.test(lines[0] ?? '')) return null;
  try {
    return lines.map((line) => JSON.parse(line) as unknown);
  } catch {
    return null;
  }
}

/**
 * Reads JSON or JSON lines.
 * @throws ReportRefused for what is neither, or nested too deep
 */
export function readJson(text: string): JsonDocuments {
  assertShallow(text);
  try {
    return { documents: [JSON.parse(text) as unknown], isLines: false };
  } catch (error) {
    const documents = parseLines(text);
    if (documents !== null) return { documents, isLines: true };
    throw new ReportRefused('malformed', `The JSON cannot be read: ${reasonOf(error)}`);
  }
}
