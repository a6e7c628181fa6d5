import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isLocked } from '../solidity/analysis/locks.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries, isOpenCall } from './guards.ts';
import { issueAt, stepAt } from './issue.ts';

/** Events that a second run puts in another order. */
export const reentrancyEvents: Detector = {
  id: 'reentrancy-events',
  title: 'Event is emitted after a call',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds events emitted after a call to code of the caller.',
  why: 'If that code calls again, the events of the inner run come before those of the outer one. Programs that follow the log book them in the wrong order.',
  exampleBad: '(bool ok,) = msg.sender.call{value: n}(""); emit Withdrawn(msg.sender, n);',
  fix: 'Emit the event before the call, or hold a lock.',
  references: ['https://swcregistry.io/docs/SWC-107'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of changingEntries(model)) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  const call = flow.instructions.find((one) => one.kind === 'call' && isOpenCall(model, flow, one) && !isLocked(flow, one));
  const event = call && flow.instructions.find((one) => one.kind === 'emit' && flow.canFollow(call, one));
  if (!call || !event) return;
  yield issueAt(event, {
    message: `${textOf(event)} comes after ${textOf(call)}`,
    steps: [stepAt(call, 'control leaves the contract'), stepAt(event, 'and the event follows')],
  });
}
