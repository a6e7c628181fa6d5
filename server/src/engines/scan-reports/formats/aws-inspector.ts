import { bestCvss, readCvss } from '../cvss.ts';
import { type Fields, at, isFields, list, number, records, text, texts } from '../fields.ts';
import { type Draft, toFinding, toTarget } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import { toPackage } from '../package-url.ts';
import type { Outcome, ReportFinding, ReportTarget } from '../report.ts';
import { severityOf } from '../severity.ts';
import type { JsonFormat, Parsed } from './format.ts';

/** What an image, an instance or a function is called by its people. */
function targetOf(resource: unknown): ReportTarget | null {
  const id = text(resource, 'id');
  const image = at(resource, 'details', 'awsEcrContainerImage');
  if (isFields(image)) return toTarget('image', [text(image, 'repositoryName'), texts(image, 'imageTags')[0] ?? null].filter((part) => part !== null).join(':') || id, { os: text(image, 'platform') });
  const instance = at(resource, 'details', 'awsEc2Instance');
  if (isFields(instance)) return toTarget('host', id, { ip: texts(instance, 'ipV4Addresses')[0] ?? null, os: text(instance, 'platform') });
  const lambda = at(resource, 'details', 'awsLambdaFunction');
  if (isFields(lambda)) return toTarget('function', text(lambda, 'functionName') ?? id, { os: text(lambda, 'runtime') });
  return toTarget('host', id);
}

/** The parts of a finding that its type adds. */
function particulars(finding: Fields): Partial<Draft> {
  const details = at(finding, 'packageVulnerabilityDetails');
  const code = at(finding, 'codeVulnerabilityDetails') ?? finding;
  switch (text(finding, 'type')) {
    case 'PACKAGE_VULNERABILITY': {
      const [affected] = records(details, 'vulnerablePackages');
      return {
        ruleId: text(details, 'vulnerabilityId'),
        id: text(details, 'vulnerabilityId'),
        relatedIds: texts(details, 'relatedVulnerabilities'),
        package: toPackage({ name: text(affected, 'name'), version: text(affected, 'version'), ecosystem: text(affected, 'packageManager') }),
        fixedVersion: text(affected, 'fixedInVersion'),
        references: [text(details, 'sourceUrl') ?? '', ...texts(details, 'referenceUrls')],
        place: { file: text(affected, 'filePath') },
      };
    }
    case 'CODE_VULNERABILITY':
      return {
        ruleId: text(code, 'ruleId') ?? text(code, 'detectorId'),
        cwes: list(code, 'cwes'),
        references: texts(code, 'referenceUrls'),
        tags: texts(code, 'detectorTags'),
        place: { file: text(code, 'filePath', 'filePath'), line: number(code, 'filePath', 'startLine') },
      };
    default: {
      const network = at(finding, 'networkReachabilityDetails') ?? finding;
      const ports = [number(network, 'openPortRange', 'begin'), number(network, 'openPortRange', 'end')];
      return { ruleId: 'network-reachability', place: { url: ports[0] === null ? null : `${text(network, 'protocol') ?? 'TCP'} ${ports.join('–')}` } };
    }
  }
}

const outcomes = new Map<string, Outcome>(Object.entries<Outcome>({ CLOSED: 'resolved', SUPPRESSED: 'suppressed' }));

function toOne(finding: Fields): ReportFinding {
  const [resource] = records(finding, 'resources');
  const details = at(finding, 'packageVulnerabilityDetails');
  const remediation = text(finding, 'remediation', 'recommendation', 'text');
  const more = particulars(finding);
  return toFinding({
    ...more,
    identity: ['aws-inspector', text(finding, 'findingArn') ?? text(finding, 'title'), text(resource, 'id')],
    title: text(finding, 'title'),
    description: text(finding, 'description'),
    severity: severityOf(text(finding, 'severity')) ?? 'info',
    cvss: bestCvss([readCvss(text(finding, 'inspectorScoreDetails', 'adjustedCvss', 'scoringVector')), ...records(details, 'cvss').map((cvss) => readCvss(text(cvss, 'scoringVector')))]),
    place: { ...more.place, resource: text(resource, 'id') },
    target: targetOf(resource),
    remediation: remediation === 'None Provided' ? text(records(details, 'vulnerablePackages')[0], 'remediation') : remediation,
    references: [...(more.references ?? []), text(finding, 'remediation', 'recommendation', 'Url') ?? ''],
    tags: [...(more.tags ?? []), text(finding, 'exploitAvailable') === 'YES' ? 'exploit-available' : ''],
    outcome: outcomes.get(text(finding, 'status') ?? '') ?? 'open',
  });
}

function read({ documents }: JsonDocuments): Parsed {
  return { variant: 'JSON, list-findings', tool: { name: 'Amazon Inspector', version: '2' }, target: null, findings: documents.flatMap((document) => records(document, 'findings')).map(toOne) };
}

/** Amazon Inspector 2, the answer of `aws inspector2 list-findings`. */
export const awsInspector: JsonFormat = {
  format: 'aws-inspector',
  recognises: (first) => isFields(first) && Array.isArray(first.findings) && !('tool' in first) && (first.findings.length === 0 || records(first, 'findings').some((finding) => 'findingArn' in finding || 'awsAccountId' in finding)),
  read,
};
