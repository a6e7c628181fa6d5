import type { Vulnerability } from './secops.types.ts';

type Cell = string | number | null;

const columns: readonly (readonly [string, (row: Vulnerability) => Cell])[] = [
  ['id', ({ id }) => id], ['asset', ({ hostname }) => hostname], ['environment', ({ environment }) => environment], ['severity', ({ severity }) => severity], ['status', ({ status }) => status],
  ['cve', ({ cveId }) => cveId], ['aliases', ({ aliases }) => aliases.join(' ')], ['title', ({ title }) => title], ['cvss', ({ cvssScore }) => cvssScore], ['package', ({ packageName }) => packageName],
  ['version', ({ packageVersion }) => packageVersion], ['fixed_version', ({ fixedVersion }) => fixedVersion], ['place', ({ place }) => place.file ?? place.url ?? place.resource], ['line', ({ place }) => place.line],
  ['assignee', ({ assignee }) => assignee], ['discovered_at', ({ discoveredAt }) => discoveredAt.toISOString()], ['last_seen_at', ({ lastSeenAt }) => lastSeenAt.toISOString()],
  ['resolved_at', ({ resolvedAt }) => resolvedAt?.toISOString() ?? null], ['accepted_until', ({ acceptedUntil }) => acceptedUntil?.toISOString() ?? null],
];

/** RFC 4180; a leading `=`, `+`, `-` or `@` would be a formula to a spreadsheet. */
function cell(value: Cell): string {
  if (value === null) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Vulnerabilities as CSV, one line each. */
export function toCsv(rows: readonly Vulnerability[]): string {
  return [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, read]) => cell(read(row))))].map((line) => `${line.join(',')}\r\n`).join('');
}
