import { toTarget } from '../finding.ts';
import { childAt, childrenOf, descendants, type Element, textAt } from '../xml.ts';
import { type Component, type Rating, toFindings, type Vulnerability } from './cyclonedx.model.ts';
import type { Parsed, XmlFormat } from './format.ts';

function toComponent(component: Element): Component {
  const group = textAt(component, 'group');
  const name = textAt(component, 'name') ?? 'unnamed';
  return { ref: component.attributes['bom-ref'] ?? null, name: group === null ? name : `${group}/${name}`, version: textAt(component, 'version'), purl: textAt(component, 'purl') };
}

/** Before 1.4 the base score stood one level deeper, in the vulnerability extension. */
function toRating(rating: Element): Rating {
  return { severity: textAt(rating, 'severity'), score: textAt(rating, 'score', 'base') ?? textAt(rating, 'score'), method: textAt(rating, 'method'), vector: textAt(rating, 'vector') };
}

function affectedBy(vulnerability: Element, parent: Component | null): readonly string[] {
  const refs = childrenOf(childAt(vulnerability, 'affects'), 'target').flatMap((target) => textAt(target, 'ref') ?? []);
  // The extension of 1.0 to 1.3 names its one component by an attribute, or stands inside it.
  const own = vulnerability.attributes.ref ?? parent?.ref ?? null;
  return refs.length > 0 || own === null ? refs : [own];
}

function toVulnerability(vulnerability: Element, parent: Component | null): Vulnerability {
  const advisories = childrenOf(childAt(vulnerability, 'advisories'), 'advisory');
  return {
    id: textAt(vulnerability, 'id'),
    aliases: childrenOf(childAt(vulnerability, 'references'), 'reference').flatMap((reference) => textAt(reference, 'id') ?? []),
    description: textAt(vulnerability, 'description'),
    detail: textAt(vulnerability, 'detail'),
    ratings: childrenOf(childAt(vulnerability, 'ratings'), 'rating').map(toRating),
    cwes: childrenOf(childAt(vulnerability, 'cwes'), 'cwe').map((cwe) => cwe.text),
    recommendation: textAt(vulnerability, 'recommendation') ?? textAt(vulnerability, 'recommendations', 'recommendation'),
    links: [textAt(vulnerability, 'source', 'url') ?? '', ...advisories.flatMap((advisory) => textAt(advisory, 'url') ?? advisory.text)],
    state: textAt(vulnerability, 'analysis', 'state'),
    analysis: textAt(vulnerability, 'analysis', 'detail'),
    affects: affectedBy(vulnerability, parent),
  };
}

/** Components without a reference get one, so that what stands inside them can be told to be theirs. */
function componentsOf(root: Element): readonly (Component & { readonly element: Element })[] {
  return [...descendants(root, 'component')].map((element, at) => {
    const component = toComponent(element);
    return { ...component, ref: component.ref ?? `#${at}`, element };
  });
}

function vulnerabilitiesOf(root: Element, components: ReturnType<typeof componentsOf>): readonly Vulnerability[] {
  const inside = components.flatMap((component) => childrenOf(childAt(component.element, 'vulnerabilities'), 'vulnerability').map((found) => toVulnerability(found, component)));
  const beside = childrenOf(childAt(root, 'vulnerabilities'), 'vulnerability').map((found) => toVulnerability(found, null));
  return [...inside, ...beside];
}

function read(root: Element): Parsed {
  const components = componentsOf(root);
  const product = childAt(root, 'metadata', 'component');
  const tool = childAt(root, 'metadata', 'tools', 'tool') ?? childAt(root, 'metadata', 'tools', 'components', 'component');
  return {
    variant: `XML, specification ${/\/bom\/(\d+\.\d+)/.exec(root.namespace)?.[1] ?? 'unknown'}`,
    tool: { name: textAt(tool, 'name') ?? 'CycloneDX', version: textAt(tool, 'version') },
    target: toTarget(product?.attributes.type === 'container' ? 'image' : 'application', textAt(product, 'name')),
    findings: toFindings(components, vulnerabilitiesOf(root, components)),
  };
}

/** CycloneDX bill of materials, XML, specification 1.0 to 1.7, with the vulnerability extension of 1.0 to 1.3. */
export const cyclonedxXml: XmlFormat = {
  format: 'cyclonedx',
  recognises: (root) => root.name === 'bom' && root.namespace.startsWith('http://cyclonedx.org/schema/bom'),
  read,
};
