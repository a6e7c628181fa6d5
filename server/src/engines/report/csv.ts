import type { AnalyzeReport, Finding } from '../findings.ts';

const COLUMNS: readonly [string, (finding: Finding) => string | number][] = [
  ['id', (finding) => finding.id],
  ['detector', (finding) => finding.detector],
  ['severity', (finding) => finding.severity],
  ['confidence', (finding) => finding.confidence],
  ['title', (finding) => finding.title],
  ['file', (finding) => finding.file],
  ['contract', (finding) => finding.contract ?? ''],
  ['function', (finding) => finding.function ?? ''],
  ['start_line', (finding) => finding.startLine],
  ['end_line', (finding) => finding.endLine],
  ['message', (finding) => finding.message],
  ['fix', (finding) => finding.fix],
  ['swc', (finding) => finding.categories.swc.join(' ')],
  ['cwe', (finding) => finding.categories.cwe.join(' ')],
  ['fingerprint', (finding) => finding.fingerprint],
];

/**
 * The findings as CSV (RFC 4180, CRLF, header line). Cells that a spreadsheet would run as a formula begin with an
 * apostrophe.
 */
export function toCsv(report: AnalyzeReport): string {
  const rows = [COLUMNS.map(([name]) => name), ...report.findings.map((finding) => COLUMNS.map(([, read]) => read(finding)))];
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

const FORMULA = /^[\s]*[=+\-@\t\r]/;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
