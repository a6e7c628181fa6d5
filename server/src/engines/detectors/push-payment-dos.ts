import { isEnvironment, pathText, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { CallInstruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';
import { mustSucceed } from './must-succeed.ts';
import { entryCalls } from './search.ts';

/** A new leader can only take over when the old one accepts its money back. */
export const pushPaymentDos: Detector = {
  id: 'push-payment-dos',
  title: 'One receiver can block everyone',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-113'], dasp: [5], cwe: ['CWE-703'], owasp: ['SC10:2025', 'SC06:2026'] },
  description: 'Finds payments that must succeed to an address in state, in functions that then replace that address by the caller.',
  why: 'The address in state may be a contract that refuses Ether. Then the payment always fails, the function always reverts, and nobody can ever take the place.',
  exampleBad: 'function bid() public payable { require(msg.value > best); leader.transfer(best); leader = msg.sender; best = msg.value; }',
  fix: 'Credit the former leader in state and let it withdraw.',
  references: ['https://swcregistry.io/docs/SWC-113', 'https://docs.soliditylang.org/en/latest/common-patterns.html#withdrawal-from-contracts'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of entryCalls(context)) {
      const variable = receiverVariable(instruction);
      const store = variable && mustSucceed(flow, instruction) ? replacement(flow, instruction, variable) : undefined;
      if (store) yield describe(instruction, store);
    }
  },
};

function receiverVariable(call: CallInstruction): StateVariable | null {
  const target = call.target && strip(call.target);
  return target?.kind === 'load' ? target.path.variable : null;
}

function replacement(flow: Flow, call: CallInstruction, variable: StateVariable): StoreInstruction | undefined {
  return flow.instructions.find(
    (other): other is StoreInstruction =>
      other.kind === 'store' && other.path.variable === variable && isEnvironment(other.value, 'msg.sender') && flow.canFollow(call, other),
  );
}

function describe(call: CallInstruction, store: StoreInstruction): Issue {
  const state = pathText(store.path);
  return issueAt(call, {
    message: `${textOf(call)} must succeed before ${state} can change hands`,
    scenario: `An attacker becomes ${state} with a contract that refuses Ether; from then on every call fails at this payment.`,
    steps: [stepAt(call, `the payment to ${state} must succeed`), stepAt(store, `${state} is replaced only afterwards`)],
  });
}
