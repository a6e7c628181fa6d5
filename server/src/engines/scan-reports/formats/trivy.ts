import { bestCvss, readCvss } from '../cvss.ts';
import { type Fields, at, entries, firstText, isFields, number, records, text, texts } from '../fields.ts';
import { toFinding, toTarget } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import { toPackage } from '../package-url.ts';
import type { ReportFinding, ReportTarget } from '../report.ts';
import { severityOf } from '../severity.ts';
import { itemsOf, type JsonFormat, type Parsed } from './format.ts';

/** One entry of `Results`, and the resource of a cluster that it belongs to. */
interface Scanned {
  readonly result: Fields;
  readonly target: ReportTarget | null;
}

const severity = (found: Fields) => severityOf(text(found, 'Severity')) ?? 'info';

function vulnerability({ result, target }: Scanned, found: Fields): ReportFinding {
  const id = text(found, 'VulnerabilityID');
  const name = text(found, 'PkgName');
  const file = text(found, 'PkgPath') ?? (text(result, 'Class') === 'os-pkgs' ? null : text(result, 'Target'));
  const vectors = entries(found, 'CVSS').flatMap(([, source]) => [readCvss(text(source, 'V40Vector'), '4.0'), readCvss(text(source, 'V3Vector')), readCvss(text(source, 'V2Vector'))]);
  return toFinding({
    identity: ['trivy', id, name, file, target?.name ?? null],
    ruleId: id,
    title: text(found, 'Title') ?? `${id ?? 'Vulnerability'} in ${name ?? 'a package'}`,
    description: text(found, 'Description'),
    severity: severity(found),
    id,
    aliases: texts(found, 'VendorIDs'),
    cwes: texts(found, 'CweIDs'),
    cvss: bestCvss(vectors),
    package: toPackage({ name, version: text(found, 'InstalledVersion'), ecosystem: text(result, 'Type'), purl: text(found, 'PkgIdentifier', 'PURL') }),
    fixedVersion: text(found, 'FixedVersion'),
    place: { file },
    target,
    references: [text(found, 'PrimaryURL') ?? '', ...texts(found, 'References')],
    tags: [text(found, 'Status') ?? ''],
  });
}

function misconfiguration({ result, target }: Scanned, found: Fields): ReportFinding {
  const id = firstText(found, 'AVDID', 'ID');
  const file = text(result, 'Target');
  const resource = text(found, 'CauseMetadata', 'Resource');
  return toFinding({
    identity: ['trivy', 'misconfiguration', id, file, resource, text(found, 'Message'), target?.name ?? null],
    ruleId: text(found, 'ID') ?? id,
    title: text(found, 'Title'),
    description: [text(found, 'Message'), text(found, 'Description')].filter((part) => part !== null).join('\n\n'),
    severity: severity(found),
    place: { file, line: number(found, 'CauseMetadata', 'StartLine') ?? number(found, 'IacMetadata', 'StartLine'), resource },
    target,
    remediation: text(found, 'Resolution'),
    references: [text(found, 'PrimaryURL') ?? '', ...texts(found, 'References')],
    tags: [text(found, 'Type') ?? 'misconfiguration'],
    outcome: text(found, 'Status') === 'EXCEPTION' ? 'suppressed' : 'open',
  });
}

function secret({ result, target }: Scanned, found: Fields): ReportFinding {
  const file = text(result, 'Target');
  // `Match` is masked by the tool and yet left out: a report of secrets is no place to show more of them.
  return toFinding({
    identity: ['trivy', 'secret', text(found, 'RuleID'), file, text(found, 'Match') ?? number(found, 'StartLine'), target?.name ?? null],
    ruleId: text(found, 'RuleID'),
    title: `Secret: ${text(found, 'Title') ?? 'of an unknown kind'}`,
    description: `A ${text(found, 'Category') ?? 'secret'} credential is stored in ${file ?? 'a file'}.`,
    severity: severity(found),
    cwes: [798],
    place: { file, line: number(found, 'StartLine') },
    target,
    remediation: 'Revoke the credential, then remove it from the file and its history.',
    tags: ['secret'],
  });
}

function license({ result, target }: Scanned, found: Fields): ReportFinding {
  const name = text(found, 'PkgName');
  const file = text(found, 'FilePath');
  return toFinding({
    identity: ['trivy', 'license', text(found, 'Name'), name, file, target?.name ?? null],
    ruleId: text(found, 'Name'),
    title: `License ${text(found, 'Name') ?? 'unknown'} in ${name ?? file ?? text(result, 'Target') ?? 'a package'}`,
    description: `The license is of the category ${text(found, 'Category') ?? 'unknown'}.`,
    severity: severity(found),
    package: toPackage({ name, version: null }),
    place: { file: file ?? text(result, 'Target') },
    target,
    references: [text(found, 'Link') ?? ''],
    tags: ['license'],
  });
}

function findingsOf(scanned: Scanned): readonly ReportFinding[] {
  const { result } = scanned;
  return [
    ...records(result, 'Vulnerabilities').map((found) => vulnerability(scanned, found)),
    // Checks without a fault are in the report when `--include-non-failures` asked for them.
    ...records(result, 'Misconfigurations').filter((found) => text(found, 'Status') !== 'PASS').map((found) => misconfiguration(scanned, found)),
    ...records(result, 'Secrets').map((found) => secret(scanned, found)),
    ...records(result, 'Licenses').map((found) => license(scanned, found)),
  ];
}

/** `trivy k8s` groups results by resource; which list holds them changed between versions. */
function clusterResults(report: unknown): readonly Scanned[] {
  const resources = ['Resources', 'Findings', 'Vulnerabilities', 'Misconfigurations'].flatMap((list) => records(report, list));
  return resources.flatMap((resource) => {
    const path = [text(report, 'ClusterName'), text(resource, 'Namespace'), text(resource, 'Kind'), text(resource, 'Name')].filter((part) => part !== null);
    const target = toTarget('workload', path.join('/'));
    return records(resource, 'Results').map((result) => ({ result, target }));
  });
}

function targetOf(report: unknown): ReportTarget | null {
  const name = text(report, 'ArtifactName');
  const os = at(report, 'Metadata', 'OS');
  if (text(report, 'ArtifactType') === 'container_image') return toTarget('image', name, { os: text(os, 'Family'), osVersion: text(os, 'Name') });
  // A path like `.` says nothing outside the machine on which it was scanned.
  return name === null || /^\.{0,2}\/?$/.test(name) ? null : toTarget('application', name);
}

function read(json: JsonDocuments): Parsed {
  const [report] = json.documents;
  const isCluster = isFields(report) && 'ClusterName' in report;
  const plain = (Array.isArray(report) ? itemsOf(json).filter(isFields) : records(report, 'Results')).map((result) => ({ result, target: null }));
  const version = text(report, 'SchemaVersion');
  return {
    variant: isCluster ? 'JSON of a Kubernetes cluster' : `JSON, schema ${version ?? '1'}`,
    tool: { name: 'Trivy', version: text(report, 'Trivy', 'Version') },
    target: isCluster ? toTarget('workload', text(report, 'ClusterName')) : targetOf(report),
    findings: (isCluster ? clusterResults(report) : plain).flatMap(findingsOf),
  };
}

function isResult(value: unknown): boolean {
  return isFields(value) && typeof value.Target === 'string' && ['Vulnerabilities', 'Misconfigurations', 'Secrets', 'Licenses', 'Type', 'Class'].some((key) => key in value);
}

/** Trivy, JSON: schema 1 (a list of targets), schema 2, and cluster reports. */
export const trivy: JsonFormat = {
  format: 'trivy',
  recognises: (first) =>
    Array.isArray(first) ? isResult(first[0]) : isFields(first) && (('SchemaVersion' in first && ('ArtifactName' in first || 'Results' in first)) || ('ClusterName' in first && !('Kind' in first)) || records(first, 'Results').some(isResult)),
  read,
};
