import { sendsEther } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, inputsOf, isEnvironment, pathText, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { takeoverSteps } from './takeover.ts';

/** Payments whose amount or receiver another transaction in the same block can change. */
export const transactionOrder: Detector = {
  id: 'transaction-order',
  title: 'Payment depends on the order of transactions',
  severity: 'medium',
  confidence: 'low',
  categories: { swc: ['SWC-114'], dasp: [7], cwe: ['CWE-362'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds payments to the caller, or to an address in state that anyone can become, whose amount is a single variable that another public function changes.',
  why: 'Who sees a transaction before it is mined can place one of his own before it, and change what it pays or who is paid.',
  exampleBad: 'function setReward() public payable { reward = msg.value; } function claim(uint x) public { require(x < 10); msg.sender.transfer(reward); }',
  fix: 'Let the caller state the amount he expects, or commit to his choice before it is revealed.',
  references: ['https://swcregistry.io/docs/SWC-114'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        for (const call of flow.instructions) {
          if (call.kind !== 'call' || !sendsEther(call) || !call.value || !call.target) continue;
          const rival = findRival(model, flow, call);
          if (rival) yield describe(call, rival);
        }
      }
    }
  },
};

interface Rival {
  flow: Flow;
  store: StoreInstruction;
}

/** A write, in another public function, of the plain variable that is paid out or of the one that is paid. */
function findRival(model: ContractModel, flow: Flow, call: CallInstruction): Rival | null {
  const { value, target } = call;
  if (!value || !target || !isRace(model, flow, { call, value, target })) return null;
  for (const variable of [plainVariable(value), plainVariable(target)]) {
    const writes = variable ? model.authorisation.writesOf(variable) : [];
    const found = writes.find((write) => write.flow.routine.info !== flow.routine.info && isChosen(write.store));
    if (found) return found;
  }
  return null;
}

function isRace(model: ContractModel, flow: Flow, of: { call: CallInstruction; value: Instruction; target: Instruction }): boolean {
  const { call, value, target } = of;
  // Money that came in with this very call goes back as it came.
  if (dependsOn(value, (input) => isEnvironment(input, 'msg.value')) || model.authorisation.isAuthorised(flow, call.block)) return false;
  // Whoever takes over the contract need not race anyone.
  if (takeoverSteps(model, flow, call.block).length > 0) return false;
  const receiver = plainVariable(target);
  return dependsOn(target, isCaller) || (receiver !== null && model.authorisation.openWrite(receiver) !== undefined);
}

function plainVariable(value: Instruction): StateVariable | null {
  for (const input of inputsOf(value)) {
    if (input.kind === 'load' && input.path.keys.length === 0 && input.path.variable && !input.path.variable.node.isConstant) return input.path.variable;
  }
  return null;
}

function isChosen({ value }: StoreInstruction): boolean {
  return dependsOn(value, (input) => input.kind === 'parameter' || isEnvironment(input, 'msg.value') || isEnvironment(input, 'msg.sender'));
}

function describe(call: CallInstruction, { flow, store }: Rival): Issue {
  const state = pathText(store.path);
  return issueAt(call, {
    message: `${textOf(call)} depends on ${state}, which ${titleOf(flow.routine.info)} can change first`,
    scenario: `An attacker sees the transaction that leads to this payment and has ${titleOf(flow.routine.info)} mined before it.`,
    steps: [stepAt(store, `${state} is changed in another transaction`), stepAt(call, 'and decides this payment')],
  });
}
