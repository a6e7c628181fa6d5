import { columnNamed, focusColumns } from './columns.ts';
import { type CsvRecord, readCsv } from './csv.ts';
import { FocusError, type FocusNotice, type FocusProblem } from './problem.ts';

/** Where each column stands in the records of a file. Plain data, so that it can travel to a worker. */
export interface Layout {
  /** Names as the file has them. */
  readonly header: readonly string[];
  /** Index by FOCUS name; columns that are not there are absent. */
  readonly at: Readonly<Record<string, number>>;
  readonly notices: readonly FocusNotice[];
}

const maxColumns = 500;

function looksSeparatedBy(record: CsvRecord): string | null {
  const [only = ''] = record.fields;
  if (record.fields.length > 1) return null;
  return only.includes(';') ? 'semicolons' : only.includes('\t') ? 'tabs' : null;
}

function* problemsOf(header: readonly string[], line: number): Generator<FocusProblem> {
  const seen = new Set<string>();
  for (const name of header) {
    if (columnNamed(name) !== undefined && seen.has(name)) yield { code: 'DUPLICATE_COLUMN', line, column: name, message: 'the column is there twice' };
    seen.add(name);
  }
  for (const { name, need } of focusColumns) {
    if (need === 'essential' && !seen.has(name)) yield { code: 'MISSING_COLUMN', line, column: name, message: 'the column is missing: a FOCUS 1.0 file must have it' };
  }
}

/** Reads the first record of a file. Throws FocusError naming every essential column that is missing. Source: FOCUS 1.0. */
export function readLayout(text: string): Layout {
  const first = readCsv(text.replace(/^\uFEFF/, '')).next().value as CsvRecord | undefined;
  if (first === undefined) throw new FocusError([{ code: 'NO_ROWS', line: 1, column: null, message: 'the file is empty' }]);
  const separator = looksSeparatedBy(first);
  if (separator !== null) throw new FocusError([{ code: 'NOT_CSV', line: 1, column: null, message: `the columns are separated by ${separator}; FOCUS files use commas` }]);
  if (first.fields.length > maxColumns) throw new FocusError([{ code: 'NOT_CSV', line: 1, column: null, message: `the file has ${first.fields.length} columns, at most ${maxColumns} are read` }]);
  const header = first.fields.map((name) => name.trim());
  const problems = [...problemsOf(header, first.line)].slice(0, 20);
  if (problems.length > 0) throw new FocusError(problems);
  const missing = focusColumns.filter(({ name, need }) => need === 'mandatory' && !header.includes(name));
  return {
    header,
    at: Object.fromEntries(header.map((name, index) => [name, index])),
    notices: missing.map(({ name }) => ({ column: name, message: 'the column is missing although FOCUS 1.0 demands it', count: 1, firstLine: 1 })),
  };
}
