import { sendsEther } from '../solidity/analysis/calls.ts';
import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { findReentries, type Reentry } from './reentrancy.ts';

/** State written after a call into code that a caller can choose. */
export const reentrancyState: Detector = {
  id: 'reentrancy-state',
  title: 'State written after an external call',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds calls into contracts that a caller can choose, after which state is written that was read before.',
  why: 'The called contract can call back while this one is in the middle of its work, and act on values that are about to change.',
  exampleBad: 'function claim(Token t) public { require(!claimed[msg.sender]); t.transfer(msg.sender, 1); claimed[msg.sender] = true; }',
  fix: 'Write the state before the call, or hold a lock while the call runs.',
  references: ['https://swcregistry.io/docs/SWC-107'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const reported = new Set<unknown>();
      for (const reentry of findReentries(model)) {
        if (!reentry.decides || sendsEther(reentry.call) || reported.has(reentry.call)) continue;
        reported.add(reentry.call);
        yield describe(reentry);
      }
    }
  },
};

function describe({ call, store, read }: Reentry): Issue {
  const state = pathText(store.path);
  return issueAt(call, {
    message: `${textOf(call)} runs foreign code before ${state} is written`,
    scenario: `A caller passes a contract of its own; when ${titleOf(call.frame.code)} calls it, it calls back while ${state} still has its old value.`,
    steps: [stepAt(read, `${textOf(read)} is read`), stepAt(call, 'control goes to the callee'), stepAt(store, `${state} is written too late`)],
  });
}
