import { isBefore } from '../solidity/project/contract.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueOn } from './issue.ts';

/** Functions that are public because nobody wrote otherwise. */
export const defaultVisibility: Detector = {
  id: 'default-visibility',
  title: 'Function without visibility',
  severity: 'low',
  confidence: 'high',
  categories: { swc: ['SWC-100'], dasp: [2], cwe: ['CWE-710'], owasp: ['SC01:2025', 'SC01:2026'] },
  description: 'Finds functions written for compilers before 0.5 that state no visibility. One finding per contract.',
  why: 'Without a keyword a function is public. One that was meant to be internal can then be called by everyone.',
  exampleBad: 'function _sendWinnings() { msg.sender.transfer(this.balance); }',
  fix: 'Write public, external, internal or private on every function.',
  references: ['https://swcregistry.io/docs/SWC-100'],
  *run({ project }: Context): Iterable<Issue> {
    for (const contract of project.contracts) {
      if (contract.kind === 'interface' || !isBefore(contract.file, 5)) continue;
      const silent = contract.functions.filter(({ node, kind }) => node.visibility === null && kind === 'function' && node.body !== null);
      const [first] = silent;
      if (!first) continue;
      const names = silent.map((info) => `${info.name}()`).slice(0, 6).join(', ');
      yield issueOn({ file: first.file, range: first.node.nameRange, contract, code: first }, {
        message: `${names}${silent.length > 6 ? ` and ${silent.length - 6} more` : ''} of ${contract.name} state no visibility and are public`,
        steps: silent.map((info) => ({ file: info.file, range: info.node.nameRange, note: `${info.name}() is public by default` })),
      });
    }
  },
};
