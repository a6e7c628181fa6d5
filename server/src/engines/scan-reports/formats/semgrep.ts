import { createHash } from 'node:crypto';
import { type Fields, at, isFields, number, records, text, texts } from '../fields.ts';
import { gather, toFinding } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import { toPackage } from '../package-url.ts';
import type { FindingSeverity, ReportFinding } from '../report.ts';
import { severityOf } from '../severity.ts';
import type { JsonFormat, Parsed } from './format.ts';

/** Without an account the tool writes this in place of what it keeps for those who have one. */
const withheld = 'requires login';

/** The tool's INFO is its lowest severity for a fault, not a remark. */
function severityIn(word: string | null): FindingSeverity {
  return word?.toUpperCase() === 'INFO' ? 'low' : (severityOf(word) ?? 'medium');
}

function known(value: unknown, ...path: readonly string[]): string | null {
  const found = text(value, ...path);
  return found === withheld ? null : found;
}

function result(found: Fields): ReportFinding {
  const extra = at(found, 'extra');
  const metadata = at(extra, 'metadata');
  const rule = text(found, 'check_id');
  const file = text(found, 'path');
  const line = number(found, 'start', 'line');
  const code = known(extra, 'lines');
  const mark = known(extra, 'fingerprint') ?? (code === null ? String(line) : createHash('sha256').update(code.replaceAll(/\s+/g, ' ')).digest('hex'));
  return toFinding({
    identity: ['semgrep', rule, file, mark],
    ruleId: rule,
    title: rule?.split('.').pop()?.replaceAll('-', ' ') ?? null,
    description: [text(extra, 'message'), code].filter((part) => part !== null).join('\n\n'),
    severity: severityIn(text(extra, 'severity')),
    cwes: texts(metadata, 'cwe'),
    place: { file, line },
    remediation: text(extra, 'fix'),
    references: [text(metadata, 'source') ?? '', ...texts(metadata, 'references')],
    tags: [...texts(metadata, 'category'), ...texts(metadata, 'technology'), ...texts(metadata, 'owasp')],
    outcome: at(extra, 'is_ignored') === true ? 'suppressed' : 'open',
  });
}

/** A dependency that Semgrep Supply Chain holds to be vulnerable. */
function dependency(found: Fields): ReportFinding {
  const advisory = at(found, 'advisory');
  const file = text(found, 'dependencyFileLocation', 'path');
  const line = number(found, 'dependencyFileLocation', 'startLine');
  const name = text(found, 'dependencyName') ?? text(found, 'package', 'name');
  return toFinding({
    identity: ['semgrep', 'supply-chain', text(found, 'title'), file, name],
    ruleId: text(advisory, 'ruleId') ?? text(advisory, 'ghsaId'),
    title: text(found, 'title'),
    description: text(advisory, 'description'),
    severity: severityIn(text(advisory, 'severity')),
    id: texts(advisory, 'references', 'cveIds')[0] ?? text(advisory, 'ghsaId'),
    aliases: [...texts(advisory, 'references', 'cveIds'), text(advisory, 'ghsaId') ?? ''],
    cwes: texts(advisory, 'references', 'cweIds'),
    package: toPackage({ name, version: text(found, 'version') }),
    place: { file, line },
    references: texts(advisory, 'references', 'urls'),
  });
}

function read({ documents }: JsonDocuments): Parsed {
  const [report] = documents;
  const all = [...records(report, 'results').map(result), ...records(report, 'vulns').map(dependency)];
  const failed = records(report, 'errors').length;
  return {
    variant: 'JSON',
    tool: { name: 'Semgrep', version: text(report, 'version') },
    target: null,
    findings: gather(all, ({ ruleId, title, place }) => `${ruleId}\n${title}\n${place.file}\n${place.line}`),
    ...(failed > 0 && { notes: [`Semgrep reported ${failed} errors of its own: what it could not read is not in the report`] }),
  };
}

/** Semgrep, `--json`: code findings and supply-chain findings. */
export const semgrep: JsonFormat = {
  format: 'semgrep',
  recognises: (first) =>
    isFields(first) &&
    ((Array.isArray(first.results) && (records(first, 'results').some((each) => 'check_id' in each) || Array.isArray(first.errors))) || records(first, 'vulns').some((each) => isFields(each.advisory))),
  read,
};
