import { bestCvss, readCvss, severityOfCvss } from '../cvss.ts';
import { type Fields, at, isFields, list, records, text, texts } from '../fields.ts';
import { toFinding } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import { toPackage } from '../package-url.ts';
import type { ReportFinding } from '../report.ts';
import { severityOf } from '../severity.ts';
import type { JsonFormat, Parsed } from './format.ts';

/** Where the vulnerabilities of a package were found. */
interface Found {
  readonly file: string | null;
  readonly package: Fields;
  readonly groups: readonly Fields[];
}

/** Entries of one group are the same fault in several databases. */
function aliasesOf(id: string | null, vulnerability: Fields, groups: readonly Fields[]): readonly string[] {
  const group = groups.find((candidate) => id !== null && texts(candidate, 'ids').includes(id));
  return [...texts(vulnerability, 'aliases'), ...texts(group, 'aliases'), ...texts(group, 'ids')];
}

/** OSV schema: versions that an `affected` range ends with. */
function fixedVersions(vulnerability: Fields, name: string | null): string | null {
  const own = records(vulnerability, 'affected').filter((affected) => name === null || text(affected, 'package', 'name') === name);
  const events = own.flatMap((affected) => records(affected, 'ranges')).filter((range) => text(range, 'type') !== 'GIT').flatMap((range) => records(range, 'events'));
  return [...new Set(events.flatMap((event) => text(event, 'fixed') ?? []))].join(', ') || null;
}

function cwesOf(vulnerability: Fields): readonly unknown[] {
  const database = texts(vulnerability, 'database_specific', 'cwe_ids');
  return [...database, ...records(vulnerability, 'affected').flatMap((affected) => records(affected, 'database_specific', 'cwes').map((cwe) => text(cwe, 'cweId')))];
}

function toOne(found: Found, vulnerability: Fields): ReportFinding {
  const id = text(vulnerability, 'id');
  const name = text(found.package, 'name');
  const version = text(found.package, 'version');
  const cvss = bestCvss(records(vulnerability, 'severity').map((each) => readCvss(text(each, 'score'), text(each, 'type') === 'CVSS_V4' ? '4.0' : '3.1')));
  return toFinding({
    identity: ['osv-scanner', id, name, found.file],
    ruleId: id,
    title: text(vulnerability, 'summary') ?? `${id ?? 'Vulnerability'} in ${name ?? 'a package'}`,
    description: text(vulnerability, 'details'),
    severity: severityOf(text(vulnerability, 'database_specific', 'severity')) ?? severityOfCvss(cvss) ?? (id?.startsWith('MAL-') === true ? 'critical' : 'low'),
    id,
    aliases: aliasesOf(id, vulnerability, found.groups),
    relatedIds: texts(vulnerability, 'related'),
    cwes: cwesOf(vulnerability),
    cvss,
    package: toPackage({ name, version, ecosystem: text(found.package, 'ecosystem') }),
    fixedVersion: fixedVersions(vulnerability, name),
    place: { file: found.file },
    references: records(vulnerability, 'references').map((reference) => text(reference, 'url') ?? ''),
  });
}

function findingsOf(result: Fields): readonly ReportFinding[] {
  const file = text(result, 'source', 'path');
  return records(result, 'packages').flatMap((entry) => {
    const details = at(entry, 'package');
    const found: Found = { file, package: isFields(details) ? details : {}, groups: records(entry, 'groups') };
    return records(entry, 'vulnerabilities').map((vulnerability) => toOne(found, vulnerability));
  });
}

function read({ documents }: JsonDocuments): Parsed {
  return { variant: 'JSON', tool: { name: 'OSV-Scanner', version: null }, target: null, findings: records(documents[0], 'results').flatMap(findingsOf) };
}

/** Google's OSV-Scanner, JSON of version 1 and 2. */
export const osvScanner: JsonFormat = {
  format: 'osv-scanner',
  recognises: (first) =>
    isFields(first) && Array.isArray(first.results) && (records(first, 'results').some((result) => Array.isArray(result.packages)) || 'experimental_config' in first || (list(first, 'results').length === 0 && !('errors' in first))),
  read,
};
