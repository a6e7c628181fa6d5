import { type Fields, at, firstText, isFields, records, text } from '../fields.ts';
import { toFinding, toTarget } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import type { FindingSeverity, ReportFinding, ReportTarget } from '../report.ts';
import { childAt, childrenOf, descendants, type Element, textAt } from '../xml.ts';
import type { JsonFormat, Parsed, XmlFormat } from './format.ts';

/** An alert as XML and JSON reports say it alike. */
interface Alert {
  readonly plugin: string | null;
  /** Since 2.10: tells variants of one plugin apart. */
  readonly reference: string | null;
  readonly name: string | null;
  readonly risk: string | null;
  readonly confidence: string | null;
  readonly description: string | null;
  readonly solution: string | null;
  readonly links: string | null;
  readonly cwe: string | null;
  readonly instances: readonly { readonly uri: string | null; readonly method: string | null; readonly param: string | null }[];
}

interface Site {
  readonly name: string | null;
  readonly host: string | null;
}

const risks = new Map<string, FindingSeverity>(Object.entries<FindingSeverity>({ 3: 'high', 2: 'medium', 1: 'low', 0: 'info' }));

/** Reports hold HTML; only its text is kept. */
function plain(html: string | null): string | null {
  return html?.replaceAll(/<\/p>\s*<p>/gi, '\n\n').replaceAll(/<\/?[a-z][^>]{0,200}>/gi, '').trim() ?? null;
}

function instanceText({ instances }: Alert): string | null {
  if (instances.length === 0) return null;
  const shown = instances.slice(0, 20).map(({ uri, method, param }) => `- ${method ?? 'GET'} ${uri ?? ''}${param === null ? '' : ` (${param})`}`);
  return [`Seen at ${instances.length} places:`, ...shown, ...(instances.length > 20 ? ['- …'] : [])].join('\n');
}

function targetOf({ name, host }: Site): ReportTarget | null {
  return toTarget('host', host ?? name?.replace(/^https?:\/\//, '').replace(/[:/].*$/, '') ?? null);
}

function toOne(site: Site, alert: Alert): ReportFinding {
  return toFinding({
    identity: ['zap', alert.reference ?? alert.plugin, alert.name, site.name],
    ruleId: alert.reference ?? alert.plugin,
    title: alert.name,
    description: [plain(alert.description), instanceText(alert)].filter((part) => part !== null).join('\n\n'),
    severity: risks.get(alert.risk ?? '') ?? 'info',
    cwes: [alert.cwe],
    place: { url: alert.instances[0]?.uri ?? site.name },
    target: targetOf(site),
    remediation: plain(alert.solution),
    references: [plain(alert.links) ?? ''],
    // Confidence 0 is what somebody marked as a false positive in the tool.
    outcome: alert.confidence === '0' ? 'not-affected' : 'open',
  });
}

/** What says neither what nor which is no alert: such entries are left over when somebody comments one out. */
function isAlert({ plugin, name }: Alert): boolean {
  return plugin !== null || name !== null;
}

function parsed(variant: string, version: string | null, sites: readonly (readonly [Site, readonly Alert[]])[]): Parsed {
  const findings = sites.flatMap(([site, alerts]) => alerts.filter(isAlert).map((alert) => toOne(site, alert)));
  const [only] = sites;
  return { variant, tool: { name: 'ZAP', version }, target: only === undefined || sites.length > 1 ? null : targetOf(only[0]), findings };
}

function fromElement(item: Element): Alert {
  return {
    plugin: textAt(item, 'pluginid'), reference: textAt(item, 'alertRef'), name: textAt(item, 'alert') ?? textAt(item, 'name'), risk: textAt(item, 'riskcode'), confidence: textAt(item, 'confidence'),
    description: textAt(item, 'desc'), solution: textAt(item, 'solution'), links: textAt(item, 'reference'), cwe: textAt(item, 'cweid'),
    instances: childrenOf(childAt(item, 'instances'), 'instance').map((each) => ({ uri: textAt(each, 'uri'), method: textAt(each, 'method'), param: textAt(each, 'param') })),
  };
}

/** ZAP, XML and XML Plus. */
export const zapXml: XmlFormat = {
  format: 'zap',
  recognises: (root) => root.name === 'OWASPZAPReport',
  read(root) {
    const sites = childrenOf(root, 'site').map((site) => [{ name: site.attributes.name ?? null, host: site.attributes.host ?? null }, [...descendants(site, 'alertitem')].map(fromElement)] as const);
    return parsed('XML', root.attributes.version ?? null, sites);
  },
};

function fromFields(item: Fields): Alert {
  return {
    plugin: text(item, 'pluginid'), reference: text(item, 'alertRef'), name: firstText(item, 'alert', 'name'), risk: text(item, 'riskcode'), confidence: text(item, 'confidence'),
    description: text(item, 'desc'), solution: text(item, 'solution'), links: text(item, 'reference'), cwe: text(item, 'cweid'),
    instances: records(item, 'instances').map((each) => ({ uri: text(each, 'uri'), method: text(each, 'method'), param: text(each, 'param') })),
  };
}

function sitesOf(report: unknown): readonly Fields[] {
  const site = at(report, 'site');
  return isFields(site) ? [site] : records(report, 'site');
}

/** ZAP, traditional JSON. */
export const zapJson: JsonFormat = {
  format: 'zap',
  recognises: (first) => isFields(first) && 'site' in first && ('@version' in first || '@generated' in first || sitesOf(first).some((site) => '@name' in site)),
  read({ documents }: JsonDocuments) {
    const [report] = documents;
    const sites = sitesOf(report).map((site) => [{ name: text(site, '@name'), host: text(site, '@host') }, records(site, 'alerts').map(fromFields)] as const);
    return parsed('JSON', text(report, '@version'), sites);
  },
};
