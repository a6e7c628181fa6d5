import { FocusError } from './problem.ts';

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** One record of a CSV text with the line it begins on. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: string[];
}

interface Cursor {
  at: number;
  line: number;
}

function refuse(line: number, message: string): FocusError {
  return new FocusError([{ code: 'NOT_CSV', line, column: null, message }]);
}

/** Reads a quoted field; the cursor stands on its opening quote and ends behind the closing one. */
function readQuoted(text: string, cursor: Cursor): string {
  const startLine = cursor.line;
  let value = '';
  let from = cursor.at + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close === -1) throw refuse(startLine, 'a quoted field is never closed');
    value += text.slice(from, close);
    if (text.charCodeAt(close + 1) !== quote) {
      cursor.at = close + 1;
      break;
    }
    value += '"';
    from = close + 2;
  }
  for (let at = value.indexOf('\n'); at !== -1; at = value.indexOf('\n', at + 1)) cursor.line += 1;
  return value;
}

function readPlain(text: string, cursor: Cursor): string {
  const from = cursor.at;
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === comma || code === lineFeed || code === carriageReturn) break;
    if (code === quote) throw refuse(cursor.line, 'a quote stands inside a field that is not quoted');
  }
  cursor.at = at;
  return text.slice(from, at);
}

/** Steps over what ends a field; true when the record ends with it. */
function endField(text: string, cursor: Cursor): boolean {
  if (cursor.at >= text.length) return true;
  const code = text.charCodeAt(cursor.at);
  cursor.at += 1;
  if (code === comma) return false;
  if (code === carriageReturn && text.charCodeAt(cursor.at) === lineFeed) cursor.at += 1;
  else if (code !== lineFeed && code !== carriageReturn) throw refuse(cursor.line, 'something follows the closing quote of a field');
  cursor.line += 1;
  return true;
}

/**
 * Records of a CSV text (RFC 4180: commas, quotes doubled, LF or CRLF), which must begin at a record's start. Empty lines
 * are skipped. Throws FocusError with the line.
 */
export function* readCsv(text: string, firstLine = 1): Generator<CsvRecord> {
  const cursor: Cursor = { at: 0, line: firstLine };
  while (cursor.at < text.length) {
    const { line } = cursor;
    const fields: string[] = [];
    for (let isEnd = false; !isEnd;) {
      fields.push(text.charCodeAt(cursor.at) === quote ? readQuoted(text, cursor) : readPlain(text, cursor));
      isEnd = endField(text, cursor);
    }
    if (fields.length > 1 || fields[0] !== '') yield { line, fields };
  }
}

/** One record as a line with CRLF; what holds a comma, quote or line break is quoted. */
export function toCsvLine(fields: readonly (string | null)[]): string {
  const printed = fields.map((field) => {
    if (field === null) return '';
    return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
  });
  return `${printed.join(',')}\r\n`;
}
