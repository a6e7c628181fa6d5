import { locate, type Place } from '../../src/contracts/kit/index.ts';

const linked = /\[((?:`[^`]*`)|[^\]`]*)\]\(\.\.\/\.\.\/server\/src\/contracts\/[^)]*\)/g;
const codeLine = /^Code: \[.*\]\(\.\.\/\.\.\/server\/src\/contracts\//;
const inlineEndpoint = /`((?:GET|POST|PUT|PATCH|DELETE)\s+(?:https?:\/\/)?\/?[^`]+)`/g;
const plainEndpoint = /\b(GET|POST|PUT|PATCH|DELETE)\s+((?:https?:\/)?\/[^\s`'"#,;]*|\/ [^;#]+)/g;
const route = /@(?:\w+)\.(get|post|put|patch|delete)\(\s*["']([^"']+)["']/g;

/** The guide as it was before links were added. */
export function unlinked(text: string): string {
  const lines = text.split('\n');
  const kept = lines.filter((line, at) => !(codeLine.test(line) || (line === '' && codeLine.test(lines[at + 1] ?? ''))));
  return kept.join('\n').replace(linked, '$1');
}

class Linker {
  readonly #contract: string;
  readonly #places: readonly Place[];

  constructor(contract: string, places: readonly Place[]) {
    this.#contract = contract;
    this.#places = places.filter((place) => place.contract === contract || place.contract === 'shared');
  }

  /** Link to the one file that declares the endpoint, null when none or several do. */
  #fileOf(line: string): string | null {
    const files = new Set(locate(line, this.#places).map(({ file }) => file));
    const own = [...files].filter((file) => file.includes(`/${this.#contract}/`));
    const [only, second] = own.length > 0 ? own : [...files];
    return only === undefined || second !== undefined ? null : only;
  }

  prose(line: string): string {
    return line.replace(inlineEndpoint, (whole, endpoint: string) => {
      const file = this.#fileOf(endpoint);
      return file === null ? whole : `[${whole}](../../${file})`;
    });
  }

  /** What stands under a code block: a link for each endpoint inside. */
  underBlock(block: readonly string[]): string[] {
    const text = block.join('\n');
    const lines = [
      ...[...text.matchAll(plainEndpoint)].map(([, method = '', path = '']) => `${method} ${path.trim()}`),
      ...[...text.matchAll(route)].map(([, method = '', path = '']) => `${method.toUpperCase()} ${path}`),
    ];
    const links = new Map<string, string>();
    for (const line of lines) {
      const file = this.#fileOf(line);
      if (file !== null) links.set(line, `[\`${line}\`](../../${file})`);
    }
    return links.size === 0 ? [] : ['', `Code: ${[...links.values()].join(' · ')}`];
  }
}

/** A guide with every endpoint linked to the file that answers it; links of an earlier run are replaced. */
export function linkedGuide(text: string, contract: string, places: readonly Place[]): string {
  const linker = new Linker(contract, places);
  const out: string[] = [];
  let block: string[] | null = null;
  for (const line of unlinked(text).split('\n')) {
    const isFence = /^\s*```/.test(line);
    if (isFence && block !== null) {
      out.push(line, ...linker.underBlock(block));
      block = null;
    } else if (isFence) {
      out.push(line);
      block = [];
    } else if (block !== null) {
      out.push(line);
      block.push(line);
    } else out.push(linker.prose(line));
  }
  return out.join('\n');
}
