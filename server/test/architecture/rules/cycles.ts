import type { Rule } from '../rule.ts';
import type { Source } from '../source.ts';

type Edges = ReadonlyMap<string, readonly string[]>;

/** Strongly connected components with more than one file (Tarjan 1972). */
function components(edges: Edges): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const close = (node: string): void => {
    const members = stack.splice(stack.indexOf(node));
    for (const member of members) low.set(member, Number.POSITIVE_INFINITY);
    if (members.length > 1 || edges.get(node)?.includes(node) === true) found.push(members);
  };
  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    low.set(node, own);
    stack.push(node);
    for (const next of edges.get(node) ?? []) low.set(node, Math.min(low.get(node) ?? own, index.has(next) ? (low.get(next) ?? own) : visit(next)));
    const lowest = low.get(node) ?? own;
    if (lowest === own) close(node);
    return lowest;
  };
  for (const node of edges.keys()) if (!index.has(node)) visit(node);
  return found;
}

function edgesOf(sources: readonly Source[]): Edges {
  return new Map(sources.map(({ path, imports }) => [path, imports.flatMap(({ target }) => (target === null ? [] : [target]))]));
}

export const cyclesRule: Rule = {
  name: 'cycles',
  says: 'No file imports itself through others, types included',
  *check(sources) {
    for (const members of components(edgesOf(sources))) {
      const [file = ''] = members;
      yield { file, line: 1, message: `cycle of ${members.length}: ${members.join(', ')}` };
    }
  },
};
