import { isStaticCall, sendsEther } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { isLocked } from '../solidity/analysis/locks.ts';
import { dependsOn, pathText, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValuesAt } from './ether-flow.ts';
import { changingEntries, isOpenCall, locksAt, reads, testsAnyOf } from './guards.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { reentriesAfter } from './reentrancy.ts';

/** A call during which another function still sees the old state. */
export const reentrancyCrossFunction: Detector = {
  id: 'reentrancy-cross-function',
  title: 'Another function can be entered before the state is written',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-107'], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds calls to code of the caller before a write of state on which another public function relies, where that function is not held by the same lock.',
  why: 'A lock keeps out only the functions that test it. During the call any other function works on state that is no longer true: what has been paid out can be moved or spent once more.',
  exampleBad: 'function withdraw() external lock { (bool ok,) = msg.sender.call{value: balance[msg.sender]}(""); balance[msg.sender] = 0; } function transfer(address to, uint n) external { balance[msg.sender] -= n; balance[to] += n; }',
  fix: 'Write the state before the call, and let all functions that use it test the same lock.',
  references: ['https://swcregistry.io/docs/SWC-107', 'https://docs.openzeppelin.com/contracts/5.x/api/utils#ReentrancyGuard'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of changingEntries(model)) yield* search(model, flow);
    }
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const call of flow.instructions) {
    if (call.kind !== 'call' || !isOpenCall(model, flow, call)) continue;
    const isHeld = isLocked(flow, call);
    const locks = locksAt(flow, call);
    if (isHeld && locks.size === 0) continue;
    for (const store of lateWrites(flow, call, isHeld)) {
      const { variable } = store.path;
      const rival = variable && !locks.has(variable) ? findRival(model, flow, { variable, locks }) : null;
      if (!rival) continue;
      yield describe(flow, { call, store, rival });
      break;
    }
  }
}

/** Held by a lock: everything the call relied on and is written later. Else what the function does not read itself, which has no other finding. */
function lateWrites(flow: Flow, call: CallInstruction, isHeld: boolean): StoreInstruction[] {
  const own = [...reentriesAfter(flow, call)];
  if (isHeld) return own.map(({ store }) => store);
  const known = new Set(own.map(({ variable }) => variable));
  return flow.instructions.filter((one): one is StoreInstruction => {
    // What is computed from a value read after the call is right whatever happened in between.
    if (one.kind !== 'store' || !one.path.variable || known.has(one.path.variable) || strip(one.value).kind !== 'constant') return false;
    return one.path.keys.some((key) => key.kind === 'index') && flow.canFollow(call, one) && !flow.storesTo(one.path.variable).some((earlier) => flow.alwaysPrecedes(earlier, call));
  });
}

interface Rival {
  flow: Flow;
  effect: Instruction;
}

/** A function outside the lock that moves or pays out by the variable. */
function findRival(model: ContractModel, own: Flow, of: { variable: StateVariable; locks: ReadonlySet<StateVariable> }): Rival | null {
  const wanted = new Set([of.variable]);
  for (const flow of changingEntries(model)) {
    if (flow.routine.info === own.routine.info) continue;
    const effect = flow.instructions.find((one) => isSpending(flow, one, wanted));
    if (!effect || testsAnyOf(flow, effect.block, of.locks) || model.authorisation.isAuthorised(flow, effect.block)) continue;
    return { flow, effect };
  }
  return null;
}

/** Pays, or changes the variable, as far as the variable allows. */
function isSpending(flow: Flow, effect: Instruction, wanted: ReadonlySet<StateVariable>): boolean {
  const usesState = (value: Instruction): boolean => dependsOn(value, (input) => reads(input, wanted));
  if (effect.kind === 'call') return isPayment(effect) && [effect.value, ...effect.args, ...factValuesAt(flow, effect.block)].some((value) => value !== null && usesState(value));
  if (effect.kind !== 'store' || !effect.path.variable || !wanted.has(effect.path.variable)) return false;
  return effect.path.keys.length > 0 && usesState(effect.value) && flow.storesTo(effect.path.variable).length > 1;
}

function isPayment(call: CallInstruction): boolean {
  return sendsEther(call) || (call.method === 'external' && !isStaticCall(call));
}

function describe(flow: Flow, of: { call: CallInstruction; store: StoreInstruction; rival: Rival }): Issue {
  const { call, store, rival } = of;
  const [state, other] = [pathText(store.path), titleOf(rival.flow.routine.info)];
  return issueAt(call, {
    message: `during ${textOf(call)} ${state} is not yet written, and ${other} can be called`,
    scenario: `An attacker calls ${titleOf(flow.routine.info)}. When ${textOf(call)} gives him control he calls ${other}, which still finds the old ${state}.`,
    steps: [stepAt(call, 'control leaves the contract here'), stepAt(rival.effect, `${other} relies on the old state`), stepAt(store, `${state} is written too late`)],
  });
}
