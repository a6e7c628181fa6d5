import { trustOf } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isLocked } from '../solidity/analysis/locks.ts';
import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries } from './guards.ts';
import { issueAt, stepAt } from './issue.ts';
import { reentriesAfter } from './reentrancy.ts';

/** Bookkeeping after a payment that only the price of gas keeps from coming back. */
export const reentrancyTransfer: Detector = {
  id: 'reentrancy-transfer',
  title: 'Only the gas limit of transfer prevents reentrancy',
  severity: 'info',
  confidence: 'medium',
  categories: { swc: ['SWC-107', 'SWC-134'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds payments by transfer or send to an address of the caller after which state is written on which the payment relied.',
  why: 'The receiver gets 2,300 gas, today too little to call back. Prices of instructions have changed before: Istanbul raised them, and another change may lower them.',
  exampleBad: 'payable(msg.sender).transfer(balance[msg.sender]); balance[msg.sender] = 0;',
  fix: 'Write the state before the payment.',
  references: ['https://swcregistry.io/docs/SWC-134', 'https://eips.ethereum.org/EIPS/eip-1884', 'https://swcregistry.io/docs/SWC-107'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of changingEntries(model)) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const call of flow.instructions) {
    if (call.kind !== 'call' || (call.method !== 'transfer' && call.method !== 'send')) continue;
    if (trustOf(call.target, model, flow) !== 'open' || model.authorisation.isAuthorised(flow, call.block) || isLocked(flow, call)) continue;
    const [reentry] = reentriesAfter(flow, call);
    if (!reentry) continue;
    yield issueAt(call, {
      message: `${pathText(reentry.store.path)} is written after ${textOf(call)}`,
      steps: [stepAt(call, 'the receiver runs with 2,300 gas'), stepAt(reentry.store, 'and this is written afterwards')],
    });
  }
}
