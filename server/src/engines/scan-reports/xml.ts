import { SaxesParser } from 'saxes';
import { reportLimits } from './limits.ts';
import { ReportRefused } from './report.ts';

/** An element without its namespaces: reports differ in prefixes, not in names. */
export interface Element {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const mostElements = 3_000_000;
const chunkChars = 65_536;

/** Builds the tree of one document; entities are never expanded, and a document that declares any is refused. */
class TreeBuilder {
  readonly #open: Element[] = [];
  root: Element | null = null;
  #count = 0;

  enter(element: Element): void {
    this.#count += 1;
    if (this.#open.length >= reportLimits.depth) throw new ReportRefused('unsafe', `The XML nests deeper than ${reportLimits.depth} levels`);
    if (this.#count > mostElements) throw new ReportRefused('too-large', `The XML holds more than ${mostElements} elements`);
    this.#open.at(-1)?.children.push(element);
    this.root ??= element;
    this.#open.push(element);
  }

  say(text: string): void {
    const current = this.#open.at(-1);
    if (current !== undefined && current.text.length < reportLimits.text) current.text += text.slice(0, reportLimits.text);
  }

  leave(): void {
    this.#open.pop();
  }
}

function refuseEntities(doctype: string): void {
  if (/<!ENTITY|\bSYSTEM\b|\bPUBLIC\b/i.test(doctype)) throw new ReportRefused('unsafe', 'The XML declares entities or an outside document type: such files are refused');
}

/**
 * Reads XML piece by piece. Entities other than XML's five own are not expanded, nothing outside the text is fetched.
 * @throws ReportRefused for what is not well formed, declares entities, or is nested too deep
 */
export function readXml(text: string): Element {
  const tree = new TreeBuilder();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('doctype', refuseEntities);
  parser.on('opentag', ({ local, uri, attributes }) => {
    tree.enter({ name: local, namespace: uri, children: [], text: '', attributes: Object.fromEntries(Object.entries(attributes).map(([name, { value }]) => [name, value])) });
  });
  parser.on('text', (value) => tree.say(value));
  parser.on('cdata', (value) => tree.say(value));
  parser.on('closetag', () => tree.leave());
  parser.on('error', (error) => {
    throw new ReportRefused('malformed', `The XML cannot be read: ${error.message.replace(/^undefined:/, 'line ').slice(0, 200)}`);
  });
  for (let at = 0; at < text.length; at += chunkChars) parser.write(text.slice(at, at + chunkChars));
  parser.close();
  if (tree.root === null) throw new ReportRefused('malformed', 'The XML holds no element');
  return tree.root;
}

/** The children of one name. */
export function childrenOf(element: Element | null, name: string): readonly Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The first element down a path of names; null when the way breaks off. */
export function childAt(element: Element | null, ...path: readonly string[]): Element | null {
  let current = element;
  for (const name of path) current = childrenOf(current, name)[0] ?? null;
  return current;
}

/** The text at the end of a path; null when there is none that says something. */
export function textAt(element: Element | null, ...path: readonly string[]): string | null {
  const found = childAt(element, ...path)?.text.trim() ?? '';
  return found === '' ? null : found;
}

/** Every element of one name, at any depth, in document order. */
export function* descendants(element: Element, name: string): Generator<Element> {
  for (const child of element.children) {
    if (child.name === name) yield child;
    yield* descendants(child, name);
  }
}
