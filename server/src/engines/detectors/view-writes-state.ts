import { sendsEther } from '../solidity/analysis/calls.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isReadOnly } from './guards.ts';
import { issueAt, titleOf } from './issue.ts';

/** Functions that promise to change nothing, and do. */
export const viewWritesState: Detector = {
  id: 'view-writes-state',
  title: 'Function declared view changes state',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [10], cwe: ['CWE-710'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds functions declared view, pure or constant that write state, emit events, create contracts or send Ether.',
  why: 'Contracts compiled since 0.5 call such functions by STATICCALL, where every change reverts: the function works in tests and fails for them. Wallets call it without a transaction, and nothing is written.',
  exampleBad: 'function next() public constant returns (uint) { counter++; return counter; }',
  fix: 'Take the promise out, or the change.',
  references: ['https://docs.soliditylang.org/en/latest/contracts.html#view-functions', 'https://docs.soliditylang.org/en/latest/050-breaking-changes.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of [...model.entries, ...model.others]) {
        const { info } = flow.routine;
        if (!isReadOnly(flow) || info.file.language !== 'solidity') continue;
        const change = flow.instructions.find(isChange);
        if (change) yield issueAt(change, { message: `${titleOf(info)} is declared ${info.mutability ?? 'view'} and runs ${textOf(change)}` });
      }
    }
  },
};

function isChange(one: Instruction): boolean {
  if (one.kind === 'store') return one.path.variable !== null || one.operator === 'sstore';
  if (one.kind === 'emit') return true;
  return one.kind === 'call' && (one.method === 'create' || one.method === 'selfdestruct' || sendsEther(one));
}
