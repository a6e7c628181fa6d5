import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isLocked } from '../solidity/analysis/locks.ts';
import { pathText, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries, isOpenCall } from './guards.ts';
import { issueAt, stepAt } from './issue.ts';
import { reentriesAfter } from './reentrancy.ts';

/** State written after a call that did not rely on it. */
export const reentrancyBenign: Detector = {
  id: 'reentrancy-benign',
  title: 'State is written after a call, without harm so far',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds state written after a call to code of the caller, where nothing before the call read it.',
  why: 'A second run inside the first writes the state before it, and the first one overwrites that. Nothing here relies on the order yet; what is built on it later may.',
  exampleBad: '(bool ok,) = msg.sender.call(""); last = block.timestamp;',
  fix: 'Write the state before the call.',
  references: ['https://swcregistry.io/docs/SWC-107', 'https://docs.soliditylang.org/en/latest/security-considerations.html#use-the-checks-effects-interactions-pattern'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of changingEntries(model)) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const call of flow.instructions) {
    if (call.kind !== 'call' || !isOpenCall(model, flow, call) || isLocked(flow, call)) continue;
    const store = lateWrite(flow, call);
    if (!store) continue;
    yield issueAt(call, {
      message: `${pathText(store.path)} is written after ${textOf(call)}`,
      steps: [stepAt(call, 'control leaves the contract'), stepAt(store, 'and this is written afterwards')],
    });
  }
}

function lateWrite(flow: Flow, call: CallInstruction): StoreInstruction | null {
  const reliedOn = new Set([...reentriesAfter(flow, call)].map(({ variable }) => variable));
  const found = flow.instructions.find((one) => one.kind === 'store' && one.path.variable !== null && !reliedOn.has(one.path.variable) && flow.canFollow(call, one) && !flow.alwaysPrecedes(one, call));
  return reliedOn.size === 0 && found?.kind === 'store' ? found : null;
}
