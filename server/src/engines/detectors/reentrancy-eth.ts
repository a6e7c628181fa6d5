import { sendsEther } from '../solidity/analysis/calls.ts';
import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { findReentries, type Reentry } from './reentrancy.ts';

/** Ether sent with enough gas to call back before the balance is written down. */
export const reentrancyEth: Detector = {
  id: 'reentrancy-eth',
  title: 'Reentrancy that can move Ether',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds calls that send Ether with gas to spare, guarded or sized by state that is written only after the call. Locks are recognised by what they do, not by their name.',
  why: 'The receiver runs code before this function has written down that it paid. It can call in again, pass the same test with the same state, and be paid again until nothing is left.',
  exampleBad: 'function withdraw(uint a) public { require(balances[msg.sender] >= a); msg.sender.call.value(a)(); balances[msg.sender] -= a; }',
  fix: 'Write the state before the call (checks, effects, interactions), or hold a lock while the call runs.',
  references: ['https://swcregistry.io/docs/SWC-107', 'https://docs.soliditylang.org/en/latest/security-considerations.html#reentrancy'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const reentry of findReentries(model)) {
        if (reentry.decides && sendsEther(reentry.call)) yield describe(reentry);
      }
    }
  },
};

function describe({ call, store, read }: Reentry): Issue {
  const state = pathText(store.path);
  const target = call.target ? textOf(call.target) : 'the callee';
  return issueAt(call, {
    message: `${textOf(call)} sends Ether to ${target} before ${state} is written`,
    scenario: `An attacker's contract calls ${titleOf(call.frame.code)}; when the Ether arrives it calls in again. ${state} still has its old value, the test passes once more, and the payment is repeated.`,
    steps: [stepAt(read, `${textOf(read)} is read`), stepAt(call, 'control goes to the receiver'), stepAt(store, `${state} is written too late`)],
  });
}
