import type { Contract } from '../solidity/project/model.ts';
import type { FunctionDefinition } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf } from './syntax-search.ts';

/** Functions that nothing calls. */
export const codeQualityDeadCode: Detector = {
  id: 'code-quality-dead-code',
  title: 'Internal function is never called',
  severity: 'info',
  confidence: 'medium',
  categories: { swc: ['SWC-131'], dasp: [10], cwe: ['CWE-561'], owasp: [] },
  description: 'Finds internal and private functions of contracts that are named nowhere else. Virtual functions, and those of libraries and abstract contracts, are there for others.',
  why: 'Code that never runs is read, tested and maintained for nothing. Sometimes it is a check that was to be called.',
  exampleBad: 'function _check(address who) private view { require(who == owner); }',
  fix: 'Take it out, or call it.',
  references: ['https://cwe.mitre.org/data/definitions/561.html'],
  *run({ project }: Context): Iterable<Issue> {
    const used = new Set<string>();
    for (const { node } of nodesOf(project, 'Identifier')) used.add(node.name);
    for (const { node } of nodesOf(project, 'MemberAccess')) used.add(node.member);
    for (const { node } of nodesOf(project, 'UsingDirective')) for (const one of node.functions) used.add(one.path.at(-1) ?? '');
    for (const { node, file, contract, code } of nodesOf(project, 'FunctionDefinition')) {
      if (used.has(node.name) || !isOwnOnly(node) || !contract || !isFinal(contract)) continue;
      yield issueOn({ file, range: node.nameRange, contract, code }, { message: `${node.name}() is never called` });
    }
  },
};

/** Nobody outside can call it, nor replace it. */
function isOwnOnly({ kind, visibility, isVirtual, overrides, body }: FunctionDefinition): boolean {
  return kind === 'function' && (visibility === 'internal' || visibility === 'private') && !isVirtual && !overrides && body !== null;
}

function isFinal({ kind, node, isInherited }: Contract): boolean {
  return kind === 'contract' && !node.isAbstract && !isInherited;
}
