import type { FunctionDefinition, Node } from '../solidity/syntax/nodes.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';
import { nodesOf, type Occurrence } from './syntax-search.ts';

/** Functions and branches that do nothing. */
export const codeQualityEmptyBlock: Detector = {
  id: 'code-quality-empty-block',
  title: 'Block is empty',
  severity: 'info',
  confidence: 'high',
  categories: { swc: ['SWC-135'], dasp: [10], cwe: ['CWE-1071'], owasp: [] },
  description: 'Finds functions with an empty body, and empty branches and loops. Constructors, functions that take Ether, virtual ones and overrides are empty on purpose.',
  why: 'Either something is missing, or a reader searches for what is not there. A public function that does nothing succeeds for every caller.',
  exampleBad: 'function accept(address who) external {}',
  fix: 'Write what is missing, revert, or take it out.',
  references: ['https://swcregistry.io/docs/SWC-135', 'https://cwe.mitre.org/data/definitions/1071.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const { node, parent, file, contract, code } of nodesOf(project, 'Block')) {
      const owner = parent?.node;
      if (node.statements.length > 0 || !owner) continue;
      if (BRANCHES.has(owner.type)) yield issueOn({ file, range: node, contract, code }, { message: 'this block does nothing' });
      else if (owner.type === 'FunctionDefinition' && isPointless(owner) && !isConstructor(code)) yield issueOn({ file, range: owner.nameRange, contract, code }, { message: `${owner.name}() does nothing` });
    }
  },
};

const BRANCHES: ReadonlySet<Node['type']> = new Set(['IfStatement', 'WhileStatement', 'ForStatement']);

function isPointless({ kind, mutability, isVirtual, overrides, modifiers }: FunctionDefinition): boolean {
  return kind === 'function' && mutability !== 'payable' && !isVirtual && !overrides && modifiers.length === 0;
}

/** Also one by the name of the contract. */
function isConstructor(code: Occurrence['code']): boolean {
  return code !== null && 'kind' in code && code.kind === 'constructor';
}
