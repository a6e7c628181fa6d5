import { type Fields, at, firstText, isFields, records, text, texts } from '../fields.ts';
import { gather } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import { itemsOf, type JsonFormat, type Parsed } from './format.ts';
import { type Check, generations, toFindings } from './prowler.model.ts';

/** JSON of version 3: one flat object per check and resource. */
function ofVersion3(found: Fields): Check {
  return {
    generation: 3, check: text(found, 'CheckID'), title: text(found, 'CheckTitle'), status: text(found, 'Status'), message: text(found, 'StatusExtended'), isMuted: false,
    severity: text(found, 'Severity'), provider: text(found, 'Provider'), account: text(found, 'AccountId'), region: text(found, 'Region'),
    resource: firstText(found, 'ResourceArn', 'ResourceId'), uid: text(found, 'FindingUniqueId'),
    description: text(found, 'Description'), risk: text(found, 'Risk'), service: text(found, 'ServiceName'),
    remediation: text(found, 'Remediation', 'Recommendation', 'Text'), links: [text(found, 'RelatedUrl') ?? '', text(found, 'Remediation', 'Recommendation', 'Url') ?? ''],
  };
}

/** JSON of version 2: the columns of its tables as names. */
function ofVersion2(found: Fields): Check {
  const control = text(found, 'Control');
  return {
    generation: 2, check: /\[(.*?)\]/.exec(control ?? '')?.[1] ?? text(found, 'Control ID'), title: control?.replace(/^\[.*?\]\s*/, '') ?? null, status: text(found, 'Status'), message: text(found, 'Message'), isMuted: false,
    severity: text(found, 'Severity'), provider: 'aws', account: text(found, 'Account Number'), region: text(found, 'Region'),
    resource: text(found, 'Resource ID'), uid: null,
    description: null, risk: text(found, 'Risk'), service: text(found, 'Service'), remediation: text(found, 'Remediation'), links: [text(found, 'Doc link') ?? ''],
  };
}

/** Open Cybersecurity Schema Framework, class Detection Finding: what versions 4 and 5 write. */
function ofOcsf(found: Fields): Check {
  const resource = records(found, 'resources')[0];
  return {
    generation: 'message' in found ? 5 : 4, check: text(found, 'metadata', 'event_code'), title: text(found, 'finding_info', 'title'), status: text(found, 'status_code'), message: text(found, 'status_detail') ?? text(found, 'message'),
    isMuted: text(found, 'status')?.toLowerCase() === 'suppressed', severity: text(found, 'severity'),
    provider: text(found, 'cloud', 'provider') ?? text(found, 'unmapped', 'provider') ?? (isFields(at(found, 'cloud')) ? null : 'kubernetes'),
    account: text(found, 'cloud', 'account', 'uid') ?? text(resource, 'data', 'metadata', 'context') ?? text(resource, 'namespace'), region: text(found, 'cloud', 'region') ?? text(resource, 'region') ?? text(resource, 'namespace'),
    resource: firstText(resource, 'uid', 'name'), uid: text(found, 'finding_info', 'uid'),
    description: text(found, 'finding_info', 'desc'), risk: text(found, 'risk_details'), service: text(resource, 'group', 'name'),
    remediation: text(found, 'remediation', 'desc'), links: [text(found, 'unmapped', 'related_url') ?? '', ...texts(found, 'remediation', 'references')],
  };
}

function isOcsf(value: unknown): value is Fields {
  return isFields(value) && isFields(value.finding_info) && 'status_code' in value && (/prowler/i.test(text(value, 'metadata', 'product', 'name') ?? '') || isFields(at(value, 'metadata')));
}

function readerOf(value: unknown): ((found: Fields) => Check) | null {
  if (!isFields(value)) return null;
  if (isOcsf(value)) return ofOcsf;
  if ('CheckID' in value && 'Status' in value) return ofVersion3;
  return 'Control' in value && ('Control ID' in value || 'Account Number' in value) ? ofVersion2 : null;
}

function read(json: JsonDocuments): Parsed {
  const items = itemsOf(json).filter(isFields);
  const checks = items.flatMap((item) => readerOf(item)?.(item) ?? []);
  const generation = checks[0]?.generation ?? 3;
  const version = items.map((item) => text(item, 'metadata', 'product', 'version')).find((found) => found !== null && /^\d/.test(found)) ?? null;
  return { variant: `${generation >= 4 ? 'OCSF JSON' : 'JSON'}, ${generations[generation]}`, tool: { name: 'Prowler', version }, target: null, findings: gather(toFindings(checks), ({ key }) => key) };
}

/** Prowler, JSON of versions 2 and 3 and OCSF JSON of 4 and 5. */
export const prowlerJson: JsonFormat = {
  format: 'prowler',
  recognises: (first) => readerOf(Array.isArray(first) ? first[0] : first) !== null,
  read,
};
