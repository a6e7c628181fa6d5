import { parse } from 'csv-parse/sync';
import type { Fields } from './fields.ts';
import type { Table } from './formats/prowler-csv.ts';
import { reportLimits } from './limits.ts';
import { ReportRefused } from './report.ts';

/** Reads CSV with the delimiter that its first line shows; the first line names the columns. */
export function readTable(text: string): Table {
  const [first = ''] = text.split(/\r?\n/, 1);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  try {
    const rows = parse(text, { delimiter, columns: (names: string[]) => names.map((name) => name.trim().toUpperCase()), bom: true, skip_empty_lines: true, relax_column_count: true, relax_quotes: true, max_record_size: 1_048_576, to: reportLimits.findings + 1 }) as Fields[];
    return { columns: first.replace(/^\uFEFF/, '').split(delimiter).map((name) => name.trim().replaceAll('"', '').toUpperCase()), rows };
  } catch (error) {
    throw new ReportRefused('malformed', `The CSV cannot be read: ${error instanceof Error ? error.message.slice(0, 200) : 'not well formed'}`);
  }
}
