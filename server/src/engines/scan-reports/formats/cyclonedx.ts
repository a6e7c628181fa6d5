import { type Fields, at, list, records, text, texts } from '../fields.ts';
import { toTarget } from '../finding.ts';
import type { JsonDocuments } from '../json.ts';
import type { ReportTarget } from '../report.ts';
import { type Component, type Rating, toFindings, type Vulnerability } from './cyclonedx.model.ts';
import type { JsonFormat, Parsed } from './format.ts';

function* flatten(components: readonly Fields[]): Generator<Fields> {
  for (const component of components) {
    yield component;
    yield* flatten(records(component, 'components'));
  }
}

function toComponent(component: Fields): Component {
  const group = text(component, 'group');
  const name = text(component, 'name') ?? 'unnamed';
  return { ref: text(component, 'bom-ref'), name: group === null ? name : `${group}/${name}`, version: text(component, 'version'), purl: text(component, 'purl') };
}

function toRating(rating: Fields): Rating {
  return { severity: text(rating, 'severity'), score: text(rating, 'score'), method: text(rating, 'method'), vector: text(rating, 'vector') };
}

function toVulnerability(vulnerability: Fields): Vulnerability {
  return {
    id: text(vulnerability, 'id'),
    aliases: records(vulnerability, 'references').flatMap((reference) => text(reference, 'id') ?? []),
    description: text(vulnerability, 'description'),
    detail: text(vulnerability, 'detail'),
    ratings: records(vulnerability, 'ratings').map(toRating),
    cwes: list(vulnerability, 'cwes'),
    recommendation: text(vulnerability, 'recommendation'),
    links: [text(vulnerability, 'source', 'url') ?? '', ...records(vulnerability, 'advisories').flatMap((advisory) => text(advisory, 'url') ?? [])],
    state: text(vulnerability, 'analysis', 'state'),
    analysis: text(vulnerability, 'analysis', 'detail'),
    affects: records(vulnerability, 'affects').flatMap((affect) => text(affect, 'ref') ?? []),
  };
}

/** The product that the bill of materials is about. */
function targetOf(bom: unknown): ReportTarget | null {
  const component = at(bom, 'metadata', 'component');
  return toTarget(text(component, 'type') === 'container' ? 'image' : 'application', text(component, 'name'));
}

function toolOf(bom: unknown): Parsed['tool'] {
  const tool = records(bom, 'metadata', 'tools')[0] ?? records(bom, 'metadata', 'tools', 'components')[0];
  return { name: text(tool, 'name') ?? 'CycloneDX', version: text(tool, 'version') };
}

function read({ documents }: JsonDocuments): Parsed {
  const [bom] = documents;
  const components = [...flatten([...records(bom, 'components'), ...[at(bom, 'metadata', 'component')].flatMap((component) => (component === undefined ? [] : [component as Fields]))])].map(toComponent);
  return {
    variant: `JSON, specification ${text(bom, 'specVersion') ?? 'unknown'}`,
    tool: toolOf(bom),
    target: targetOf(bom),
    findings: toFindings(components, records(bom, 'vulnerabilities').map(toVulnerability)),
  };
}

/** CycloneDX bill of materials with vulnerabilities, JSON, specification 1.2 to 1.7 (ECMA-424). */
export const cyclonedxJson: JsonFormat = {
  format: 'cyclonedx',
  recognises: (first) => text(first, 'bomFormat') === 'CycloneDX' || texts(first, '$schema').some((schema) => schema.includes('cyclonedx.org')),
  read,
};
