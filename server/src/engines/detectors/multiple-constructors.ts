import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** `constructor()` beside a function with the contract's name. */
export const multipleConstructors: Detector = {
  id: 'multiple-constructors',
  title: 'Contract has two constructors',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-118'], dasp: [10], cwe: ['CWE-665'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds contracts of 0.4 with both a constructor and a function of the name of the contract.',
  why: 'Solidity 0.4.22 runs only one of the two on creation. What the other was to set, such as the owner, stays empty.',
  exampleBad: 'contract Bank { constructor() public { owner = msg.sender; } function Bank() public { limit = 1 ether; } }',
  fix: 'Keep one constructor, written with the keyword.',
  references: ['https://swcregistry.io/docs/SWC-118', 'https://docs.soliditylang.org/en/latest/bugs.html'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      const constructors = contract.functions.filter((info) => info.kind === 'constructor' && info.node.body !== null);
      const [first, second] = constructors;
      if (!first || !second) continue;
      const named = constructors.find((info) => info.name !== '') ?? second;
      yield issueOn({ file: contract.file, range: named.node.nameRange, contract, code: named }, {
        message: `${contract.name} has ${constructors.length} constructors, of which one is ignored`,
        steps: constructors.map((info) => ({ file: contract.file, range: info.node.nameRange, note: 'a constructor' })),
      });
    }
  },
};
