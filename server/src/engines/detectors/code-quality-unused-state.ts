import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

/** State that nobody reads or writes. */
export const codeQualityUnusedState: Detector = {
  id: 'code-quality-unused-state',
  title: 'State variable is never used',
  severity: 'info',
  confidence: 'high',
  categories: { swc: ['SWC-131'], dasp: [10], cwe: ['CWE-1164'], owasp: [] },
  description: 'Finds state variables that are neither public nor named anywhere besides their declaration. Gaps left for upgrades, arrays of fixed length that come last, are not meant.',
  why: 'It costs a slot and attention. Sometimes it is a variable that was to be used, and another one is used in its place.',
  exampleBad: 'uint256 private unused;',
  fix: 'Take it out, or use it.',
  references: ['https://swcregistry.io/docs/SWC-131', 'https://cwe.mitre.org/data/definitions/1164.html'],
  *run({ project }: Context): Iterable<Issue> {
    const used = new Set<string>();
    for (const { node } of nodesOf(project, 'Identifier')) used.add(node.name);
    for (const { node } of nodesOf(project, 'MemberAccess')) used.add(node.member);
    for (const { node } of nodesOf(project, 'YulIdentifier')) used.add(node.name.replace(/(\.|_)(slot|offset)$/, ''));
    for (const { node, file, contract } of nodesOf(project, 'VariableDeclaration')) {
      const isGap = node.typeName.type === 'ArrayType' && node.typeName.length !== null;
      if (node.scope !== 'state' || node.visibility === 'public' || node.overrides || isGap || used.has(node.name)) continue;
      yield issueOn({ file, range: node.nameRange, contract }, { message: `${node.name} is never used` });
    }
  },
};
