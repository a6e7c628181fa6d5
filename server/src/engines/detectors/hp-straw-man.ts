import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import { strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { type Bait, baits, TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { issueAt, stepAt } from './issue.ts';

/** A helper whose real code is another than the one shown. */
export const hpStrawMan: Detector = {
  id: 'hp-straw-man',
  title: 'Trap: the helper contract is not the one shown',
  severity: 'low',
  confidence: 'medium',
  categories: { ...TRAP, swc: ['SWC-107'] },
  description: 'Finds withdrawals that look open to reentrancy and also call, or hand all to, a contract at an address given from outside, whose code in the file is only a claim.',
  why: `${TRAP_WHY} Here the address of the helper was given at creation. The contract that lies there reverts for everyone but its owner.`,
  exampleBad: 'Log log; function Bank(address l) { log = Log(l); } function out(uint a) { if (msg.sender.call.value(a)()) log.add(msg.sender, a); }',
  fix: 'Do not send Ether to this contract, or look at the code at the address of the helper.',
  references: [TRAP_REFERENCE],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const bait of baits(model)) {
        const helper = findHelper(model, bait);
        if (helper) yield describe(bait, helper);
      }
    }
  },
};

/** A call of a contract whose address came from outside, not from `new`, and whose code the file claims to show. */
function findHelper(model: ContractModel, { flow, call }: Bait): CallInstruction | undefined {
  return flow.instructions.find((one): one is CallInstruction => {
    if (one.kind !== 'call') return false;
    const isShown = one.method === 'external' && call.method === 'call' && one.callee !== null && one.callee.node.body !== null;
    if (!isShown && one.method !== 'delegatecall') return false;
    const target = one.target && strip(one.target);
    return target?.kind === 'load' && target.path.variable !== null && target.path.keys.length === 0 && !isCreatedHere(model, target.path.variable);
  });
}

function isCreatedHere(model: ContractModel, variable: StateVariable): boolean {
  const { value } = variable.node;
  if (value?.type === 'CallExpression' && value.callee.type === 'NewExpression') return true;
  const flows = [...model.entries, ...(model.creation ? [model.creation] : [])];
  const stores = flows.flatMap((flow) => flow.storesTo(variable));
  return stores.some((store) => isCreation(strip(store.value)));
}

function isCreation(value: Instruction): boolean {
  return value.kind === 'call' && value.method === 'create';
}

function describe({ call }: Bait, helper: CallInstruction): Issue {
  return issueAt(call, {
    message: `${textOf(call)} seems open to reentrancy, but ${textOf(helper)} runs code that nobody has shown`,
    steps: [stepAt(call, 'the bait'), stepAt(helper, 'code at an address given from outside can make all of it fail')],
  });
}
