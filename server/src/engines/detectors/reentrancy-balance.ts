import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isLocked } from '../solidity/analysis/locks.ts';
import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { changingEntries, isOpenCall, locksAt, testsAnyOf } from './guards.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';

/** A balance compared before and after a call, while a deposit raises it and is credited. */
export const reentrancyBalance: Detector = {
  id: 'reentrancy-balance',
  title: 'Balance compared around a call that can deposit',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds a test that compares the own balance before and after a call to code of the caller, where another function credits deposits and is not locked meanwhile.',
  why: 'The test shows that the money is back, not whose it is. Whoever is called pays it back as a deposit: the balance is right, and the deposit is his to withdraw.',
  exampleBad: 'uint before = address(this).balance; IBorrower(msg.sender).run{value: n}(); require(address(this).balance >= before);',
  fix: 'Put one reentrancy lock on both functions, or take the repayment by transferFrom in the lending function.',
  references: ['https://swcregistry.io/docs/SWC-107', 'https://eips.ethereum.org/EIPS/eip-3156'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of changingEntries(model)) yield* search(model, flow);
    }
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const call of flow.instructions) {
    if (call.kind !== 'call' || !isOpenCall(model, flow, call)) continue;
    const test = balanceTest(flow, call);
    if (!test) continue;
    const locks = locksAt(flow, call);
    // A lock behind a pointer is nothing other functions can be searched for.
    if (locks.size === 0 && isLocked(flow, call)) continue;
    const deposit = findDeposit(model, flow, locks);
    if (deposit) yield describe(flow, { call, test, deposit });
  }
}

/** `require(balance() >= before)` with `before` read ahead of the call. */
function balanceTest(flow: Flow, call: CallInstruction): Instruction | null {
  for (const { terminator } of flow.routine.blocks) {
    if (terminator.kind !== 'branch') continue;
    const { condition } = terminator;
    const isBefore = (input: Instruction): boolean => isOwnBalance(input) && flow.alwaysPrecedes(input, call);
    const isAfter = (input: Instruction): boolean => isOwnBalance(input) && flow.canFollow(call, input);
    if (dependsOn(condition, isBefore) && dependsOn(condition, isAfter)) return condition;
  }
  return null;
}

function isOwnBalance(value: Instruction): boolean {
  if (value.kind === 'member') return value.name === 'balance' && isEnvironment(value.object, 'this');
  return value.kind === 'call' && value.name === 'balanceOf' && value.args.some((argument) => isEnvironment(argument, 'this'));
}

interface Deposit {
  flow: Flow;
  store: StoreInstruction;
}

function findDeposit(model: ContractModel, lending: Flow, locks: ReadonlySet<StateVariable>): Deposit | null {
  for (const flow of changingEntries(model)) {
    if (flow.routine.info === lending.routine.info) continue;
    const store = flow.instructions.find((one): one is StoreInstruction => one.kind === 'store' && isCredit(flow, one));
    if (!store || testsAnyOf(flow, store.block, locks)) continue;
    return { flow, store };
  }
  return null;
}

/** `deposits[msg.sender] += msg.value`, or plus what a transferFrom brought in. */
function isCredit(flow: Flow, { path, value }: StoreInstruction): boolean {
  const isKeyed = path.keys.some((key) => key.kind === 'index');
  if (!isKeyed || value.kind !== 'binary' || value.operator !== '+') return false;
  if (dependsOn(value, (input) => isEnvironment(input, 'msg.value'))) return true;
  return flow.instructions.some((one) => {
    if (one.kind !== 'call' || (one.name !== 'transferFrom' && one.name !== 'safeTransferFrom')) return false;
    const amount = one.args.at(-1);
    return amount !== undefined && dependsOn(value, (input) => input === amount);
  });
}

function describe(flow: Flow, of: { call: CallInstruction; test: Instruction; deposit: Deposit }): Issue {
  const { call, test, deposit } = of;
  const name = titleOf(deposit.flow.routine.info);
  return issueAt(call, {
    message: `${textOf(test)} is also met by a deposit made during ${textOf(call)}`,
    scenario: `An attacker calls ${titleOf(flow.routine.info)}; when he is called back he pays by ${name}. The balance is as before, and he withdraws the deposit afterwards.`,
    steps: [stepAt(call, 'the caller gets control here'), stepAt(deposit.store, `and is credited by ${name} for what he pays back`), stepAt(test, 'which this test takes for the repayment')],
  });
}
