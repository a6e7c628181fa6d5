import { readCvss } from '../cvss.ts';
import { type Fields, at, firstText, isFields, text, texts } from '../fields.ts';
import { gather, toFinding, toTarget } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import type { ReportFinding, ReportTarget } from '../report.ts';
import { severityOf } from '../severity.ts';
import { itemsOf, type JsonFormat, type Parsed } from './format.ts';

/** The host of a URL, of `host:port`, or of an IPv6 address in brackets. */
function hostOf(address: string | null): string | null {
  if (address === null) return null;
  const rest = address.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#]/)[0] ?? '';
  return /^\[[^\]]+\]|^[^:]+/.exec(rest.split('@').pop() ?? '')?.[0].toLowerCase() ?? null;
}

function targetOf(found: Fields, host: string | null): ReportTarget | null {
  const ip = text(found, 'ip');
  return toTarget('host', host, { ip: ip !== null && /^[0-9a-f.:]+$/i.test(ip) ? ip.replace(/\.$/, '') : null });
}

function toOne(found: Fields): ReportFinding {
  const info = at(found, 'info');
  const template = firstText(found, 'template-id', 'templateID', 'template_id') ?? firstText(found, 'template');
  const matcher = firstText(found, 'matcher-name', 'matcher_name');
  const matched = firstText(found, 'matched-at', 'matched');
  const host = hostOf(matched) ?? hostOf(text(found, 'host'));
  const [cve, ...more] = texts(info, 'classification', 'cve-id');
  const results = texts(found, 'extracted-results');
  return toFinding({
    identity: ['nuclei', template, text(found, 'type'), matcher, host],
    ruleId: template,
    title: [text(info, 'name') ?? template, matcher === null ? null : `(${matcher})`].filter((part) => part !== null).join(' '),
    description: [text(info, 'description'), results.length === 0 ? null : `Extracted: ${results.join(', ')}`].filter((part) => part !== null).join('\n\n'),
    severity: severityOf(text(info, 'severity')) ?? 'low',
    id: cve ?? null,
    aliases: more,
    cwes: texts(info, 'classification', 'cwe-id'),
    cvss: readCvss(text(info, 'classification', 'cvss-metrics')),
    place: { url: matched, resource: text(found, 'type') },
    target: targetOf(found, host),
    remediation: text(info, 'remediation'),
    references: texts(info, 'reference'),
    tags: texts(info, 'tags').flatMap((tag) => tag.split(',')),
  });
}

function read(json: JsonDocuments): Parsed {
  const items = itemsOf(json).filter(isFields).filter(isResult);
  return {
    variant: json.isLines ? 'JSON lines' : 'JSON',
    tool: { name: 'Nuclei', version: null },
    target: null,
    findings: gather(items.map(toOne), ({ key }) => key),
  };
}

function isResult(value: unknown): boolean {
  return isFields(value) && isFields(value.info) && ['template-id', 'templateID', 'template_id', 'template'].some((key) => key in value);
}

/** ProjectDiscovery Nuclei, JSON export and JSON lines. */
export const nuclei: JsonFormat = {
  format: 'nuclei',
  recognises: (first) => isResult(Array.isArray(first) ? first[0] : first),
  read,
};
