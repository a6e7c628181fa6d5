import { bestCvss, readCvss } from '../cvss.ts';
import { type Fields, at, isFields, records, text, texts } from '../fields.ts';
import { gather, toFinding, toTarget } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import { toPackage } from '../package-url.ts';
import type { Cvss, ReportFinding, ReportTarget } from '../report.ts';
import { severityOf } from '../severity.ts';
import type { JsonFormat, Parsed } from './format.ts';

function vectors(vulnerability: unknown): readonly (Cvss | null)[] {
  return records(vulnerability, 'cvss').map((cvss) => readCvss(text(cvss, 'vector')));
}

function toOne(match: Fields): ReportFinding {
  const vulnerability = at(match, 'vulnerability');
  const artifact = at(match, 'artifact');
  const related = records(match, 'relatedVulnerabilities');
  const id = text(vulnerability, 'id');
  const name = text(artifact, 'name');
  const version = text(artifact, 'version');
  const own = vectors(vulnerability).filter((cvss) => cvss !== null);
  return toFinding({
    identity: ['grype', id, name],
    ruleId: id,
    title: `${id ?? 'Vulnerability'} in ${name ?? 'a package'}${version === null ? '' : ` ${version}`}`,
    description: text(vulnerability, 'description') ?? related.map((other) => text(other, 'description')).find((found) => found !== null) ?? null,
    severity: severityOf(text(vulnerability, 'severity')) ?? 'info',
    id,
    aliases: related.flatMap((other) => text(other, 'id') ?? []),
    cvss: bestCvss(own.length > 0 ? own : related.flatMap(vectors)),
    package: toPackage({ name, version, ecosystem: text(artifact, 'type'), purl: text(artifact, 'purl') }),
    fixedVersion: texts(vulnerability, 'fix', 'versions').join(', '),
    place: { file: records(artifact, 'locations').map((location) => text(location, 'path')).find((path) => path !== null) ?? null },
    references: [text(vulnerability, 'dataSource') ?? '', ...texts(vulnerability, 'urls'), ...related.map((other) => text(other, 'dataSource') ?? '')],
    tags: [text(vulnerability, 'fix', 'state') ?? '', text(vulnerability, 'namespace') ?? ''],
  });
}

function targetOf(report: unknown): ReportTarget | null {
  const source = at(report, 'source');
  const distro = at(report, 'distro');
  if (text(source, 'type') === 'image') return toTarget('image', text(source, 'target', 'userInput'), { os: text(distro, 'name'), osVersion: text(distro, 'version') });
  const path = text(source, 'target')?.replaceAll('"', '') ?? null;
  return path === null || /^\.{0,2}\/?$/.test(path) ? null : toTarget('application', path);
}

function read({ documents }: JsonDocuments): Parsed {
  const [report] = documents;
  // The same package found at two paths is one finding: its files say nothing about the fault.
  const findings = gather(records(report, 'matches').map(toOne), ({ ruleId, package: affected }) => `${ruleId}\n${affected?.name}\n${affected?.version}`);
  return { variant: 'JSON', tool: { name: 'Grype', version: text(report, 'descriptor', 'version') }, target: targetOf(report), findings };
}

/** Anchore Grype, JSON. */
export const grype: JsonFormat = {
  format: 'grype',
  recognises: (first) => isFields(first) && Array.isArray(first.matches) && (text(first, 'descriptor', 'name') === 'grype' || 'source' in first || records(first, 'matches').some((match) => isFields(match.vulnerability) && isFields(match.artifact))),
  read,
};
