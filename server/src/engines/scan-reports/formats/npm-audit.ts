import { bestCvss, readCvss } from '../cvss.ts';
import { type Fields, at, entries, isFields, list, records, text, texts } from '../fields.ts';
import { gather, toFinding } from '../finding.ts';
import { idsIn } from '../identifiers.ts';
import type { JsonDocuments } from '../json.ts';
import { toPackage } from '../package-url.ts';
import { ReportRefused, type ReportFinding } from '../report.ts';
import { severityOf } from '../severity.ts';
import type { JsonFormat, Parsed } from './format.ts';

/** npm 6 wrote CWEs as a text, as JSON within a text, and as a list. */
function cwes(entry: Fields): readonly unknown[] {
  return [...list(entry, 'cwe'), ...texts(entry, 'cwe')];
}

function first<T>(values: readonly (T | null)[]): T | null {
  return values.find((value) => value !== null) ?? null;
}

/** npm 6, pnpm and yarn 1: one entry per advisory. */
function advisory(found: Fields): ReportFinding {
  const name = text(found, 'module_name');
  const url = text(found, 'url');
  const ghsa = text(found, 'github_advisory_id') ?? idsIn(url)[0] ?? null;
  const cves = texts(found, 'cves');
  const affected = records(found, 'findings');
  return toFinding({
    identity: ['npm-audit', ghsa ?? text(found, 'id'), name],
    ruleId: ghsa ?? text(found, 'id'),
    title: `${text(found, 'title') ?? 'Vulnerability'} in ${name ?? 'a package'}`,
    description: text(found, 'overview'),
    severity: severityOf(text(found, 'severity')) ?? 'info',
    id: cves[0] ?? ghsa,
    aliases: [...cves, ghsa ?? ''],
    cwes: cwes(found),
    cvss: readCvss(text(found, 'cvss', 'vectorString')),
    package: toPackage({ name, version: first(affected.map((each) => text(each, 'version'))), ecosystem: 'npm' }),
    fixedVersion: text(found, 'patched_versions'),
    place: { file: first(affected.flatMap((each) => texts(each, 'paths'))) },
    remediation: text(found, 'recommendation'),
    references: [url ?? '', text(found, 'references') ?? ''],
  });
}

function fixText(found: Fields): string | null {
  const name = text(found, 'fixAvailable', 'name');
  if (name === null) return at(found, 'fixAvailable') === true ? 'Run npm audit fix.' : null;
  const isMajor = at(found, 'fixAvailable', 'isSemVerMajor') === true;
  return `Update ${name} to ${text(found, 'fixAvailable', 'version') ?? 'the fixed version'}${isMajor ? ' (a new major version)' : ''}.`;
}

/** npm 7 and later: one entry per package, with advisories or the packages that it is vulnerable through. */
function vulnerablePackage(key: string, found: Fields): ReportFinding {
  const name = text(found, 'name') ?? key;
  const advisories = records(found, 'via');
  const through = texts(found, 'via');
  const [own, ...others] = advisories.map((via) => idsIn(text(via, 'url'))[0] ?? null);
  const titles = advisories.flatMap((via) => text(via, 'title') ?? []);
  return toFinding({
    identity: ['npm-audit', name],
    ruleId: own ?? text(advisories[0], 'source'),
    title: titles[0] === undefined ? `${name} depends on vulnerable ${through.join(', ')}` : `${titles[0]} in ${name}`,
    description: [...titles.map((title) => `- ${title}`), ...through.map((each) => `- depends on a vulnerable version of ${each}`)].join('\n'),
    severity: severityOf(text(found, 'severity')) ?? 'info',
    id: own ?? null,
    relatedIds: others.flatMap((id) => id ?? []),
    cwes: advisories.flatMap(cwes),
    cvss: bestCvss(advisories.map((via) => readCvss(text(via, 'cvss', 'vectorString')))),
    package: toPackage({ name, version: text(found, 'range'), ecosystem: 'npm' }),
    place: { file: texts(found, 'nodes')[0] ?? null },
    remediation: fixText(found),
    references: advisories.map((via) => text(via, 'url') ?? ''),
    tags: [at(found, 'isDirect') === true ? 'direct' : 'transitive'],
  });
}

function modern(report: unknown): readonly ReportFinding[] {
  return entries(report, 'vulnerabilities').flatMap(([key, found]) => (isFields(found) ? [vulnerablePackage(key, found)] : []));
}

function classic(report: unknown): readonly ReportFinding[] {
  return entries(report, 'advisories').flatMap(([, entry]) => (isFields(entry) ? [advisory(entry)] : []));
}

/** What the registry could not answer is in the report as an error: that is no clean bill. */
function refuseFailed(report: unknown): void {
  const code = text(report, 'error', 'code');
  if (code !== null) throw new ReportRefused('malformed', `npm audit itself failed (${code}): ${text(report, 'error', 'summary') ?? 'no summary'}`);
}

function read({ documents, isLines }: JsonDocuments): Parsed {
  if (isLines) {
    const advisories = documents.flatMap((line) => (text(line, 'type') === 'auditAdvisory' ? [at(line, 'data', 'advisory')] : [])).filter(isFields);
    return { variant: 'yarn 1, JSON lines', tool: { name: 'yarn audit', version: null }, target: null, findings: gather(advisories.map(advisory), ({ key }) => key) };
  }
  const [document] = documents;
  refuseFailed(document);
  // `npm audit fix --dry-run --json` wraps the report.
  const report = isFields(at(document, 'audit')) ? at(document, 'audit') : document;
  const isModern = isFields(report) && 'auditReportVersion' in report;
  return {
    variant: isModern ? `npm 7 and later, report version ${text(report, 'auditReportVersion') ?? '2'}` : 'npm 6 or pnpm',
    tool: { name: 'npm audit', version: null },
    target: null,
    findings: isModern ? modern(report) : classic(report),
  };
}

function isAudit(report: unknown): boolean {
  if (!isFields(report)) return false;
  return ('auditReportVersion' in report && isFields(report.vulnerabilities)) || (isFields(report.advisories) && ('metadata' in report || 'actions' in report));
}

/** `npm audit --json` of npm 6 and of 7 and later, `pnpm audit --json`, and yarn 1's lines. */
export const npmAudit: JsonFormat = {
  format: 'npm-audit',
  recognises: (report) => isAudit(report) || isAudit(at(report, 'audit')) || text(report, 'type') === 'auditAdvisory' || (text(report, 'error', 'code') !== null && text(report, 'error', 'summary') !== null),
  read,
};
