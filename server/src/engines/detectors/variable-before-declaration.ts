import { isBefore } from '../solidity/project/contract.ts';
import { findVariable } from '../solidity/project/lookup.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { below, nodesOf, type Occurrence } from './syntax-search.ts';

/** Names used above the line that declares them. */
export const variableBeforeDeclaration: Detector = {
  id: 'variable-before-declaration',
  title: 'Variable is used before its declaration',
  severity: 'low',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-457'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds local variables of 0.4 that are used above, or outside the block of, their declaration.',
  why: 'Before 0.5 a variable existed in its whole function, with zero until the line of its declaration. A use above that line works with zero.',
  exampleBad: 'function f() public { if (max > 10) return; uint max = 20; }',
  fix: 'Declare the variable before its first use.',
  references: ['https://docs.soliditylang.org/en/v0.4.24/control-structures.html#scoping-and-declarations', 'https://docs.soliditylang.org/en/latest/050-breaking-changes.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const declaration of nodesOf(project, 'VariableDeclaration')) {
      const { node, code, file, contract } = declaration;
      if (node.scope !== 'local' || !code || !isBefore(file, 5)) continue;
      const isOther = code.node.parameters.some((one) => one.name?.name === node.name) || (contract !== null && findVariable(contract, node.name) !== undefined);
      const use = isOther ? undefined : firstUse({ ...declaration, node: code.node }, node);
      if (use) yield issueOn({ file, range: use, contract, code }, { message: `${node.name} is used before it is declared`, steps: [{ file, range: use, note: 'used here' }, { file, range: node, note: 'and declared here' }] });
    }
  },
};

function firstUse(root: Occurrence, { name, start }: { name: string; start: number }): Occurrence['node'] | undefined {
  const earlier = [...below(root, 'VariableDeclaration')].some(({ node }) => node.name === name && node.start < start);
  if (earlier) return undefined;
  return [...below(root, 'Identifier')].find(({ node, parent }) => node.name === name && node.start < start && parent?.node.type !== 'Parameter')?.node;
}
