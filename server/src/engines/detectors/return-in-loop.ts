import type { FunctionInfo } from '../solidity/project/model.ts';
import type { Node } from '../solidity/syntax/nodes.ts';
import { childrenOf } from '../solidity/syntax/walk.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

const LOOPS: ReadonlySet<string> = new Set(['ForStatement', 'WhileStatement', 'DoWhileStatement']);

/** `return` where only the inner loop was meant to end. */
export const returnInLoop: Detector = {
  id: 'return-in-loop',
  title: 'return ends both loops',
  severity: 'medium',
  confidence: 'low',
  categories: { swc: [], dasp: [10], cwe: ['CWE-705'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds return without a value inside a loop within a loop.',
  why: 'The function ends at the first hit. Where every item of the outer loop was to be treated, the rest is left out.',
  exampleBad: 'for (…) for (…) if (a[i] == b[j]) { remove(i); return; }',
  fix: 'Use break to leave the inner loop only.',
  references: ['https://docs.soliditylang.org/en/latest/control-structures.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) for (const info of contract.functions) yield* search(info);
  },
};

function* search(info: FunctionInfo): Iterable<Issue> {
  const pending: { node: Node; depth: number }[] = [{ node: info.node, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, depth } = next;
    if (node.type === 'ReturnStatement' && node.value === null && depth >= 2) {
      yield issueOn({ file: info.file, range: node, contract: info.contract, code: info }, { message: 'return ends the outer loop as well as the inner one' });
    }
    const inner = LOOPS.has(node.type) ? depth + 1 : depth;
    for (const child of childrenOf(node)) pending.push({ node: child, depth: inner });
  }
}
