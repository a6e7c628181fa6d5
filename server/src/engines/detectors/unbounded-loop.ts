import { sendsEther } from '../solidity/analysis/calls.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, inputsOf, pathText, strip, textOf } from '../solidity/analysis/values.ts';
import type { Block, Instruction, LoadValue, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { StateVariable } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';

/** Writes in one round cost about 20,000 gas; this many rounds fill a block. */
const MANY_ROUNDS = 300n;

/** Loops and clean-ups that cost more gas the more others have put in. */
export const unboundedLoop: Detector = {
  id: 'unbounded-loop',
  title: 'Work grows without limit',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-128'], dasp: [5], cwe: ['CWE-400'], owasp: ['SC10:2025', 'SC02:2026'] },
  description: 'Finds loops over lists that anyone can lengthen and that write or pay in each round, loops that write as often as an argument says or hundreds of times, and the clearing of lists that anyone can lengthen.',
  why: 'A transaction must fit into a block. Once the list is long enough the function can never run again, and what it guards is stuck.',
  exampleBad: 'function payAll() public { for (uint i = 0; i < users.length; i++) paid[users[i]] = true; }',
  fix: 'Work through the list in portions, or let each user do his own part.',
  references: ['https://swcregistry.io/docs/SWC-128'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) yield* search(model);
  },
};

/** What costs too much, and the list that makes it so. */
interface Cost {
  issue: Issue;
  list: StateVariable | null;
}

/** One finding for each list; whatever else its length makes too expensive becomes a part of that. */
function* search(model: ContractModel): Iterable<Issue> {
  const growing = growingLists(model);
  const byList = new Map<StateVariable, Issue[]>();
  const flows = model.entries.filter((flow) => flow.routine.isEntryPoint);
  for (const { issue, list } of [...flows.flatMap((flow) => [...searchLoops(flow, growing)]), ...flows.flatMap((flow) => [...searchClearing(flow, growing)])]) {
    if (list) byList.set(list, [...(byList.get(list) ?? []), issue]);
    else yield issue;
  }
  for (const [first, ...rest] of byList.values()) {
    if (first) yield { ...first, path: [...first.path, ...rest.flatMap((issue) => issue.path.filter(({ note }) => note !== GROWTH))] };
  }
}

const GROWTH = 'anyone can make the list longer';

/** Arrays in storage that an unauthorised caller can make longer, with the write that does it. */
function growingLists(model: ContractModel): Map<StateVariable, StoreInstruction> {
  const growing = new Map<StateVariable, StoreInstruction>();
  for (const flow of model.entries) {
    for (const store of flow.instructions) {
      if (store.kind !== 'store' || !store.path.variable || store.operator === 'pop' || store.operator === '--') continue;
      if (isLength(store.path.keys.at(-1)) && !model.authorisation.isAuthorised(flow, store.block)) growing.set(store.path.variable, store);
    }
  }
  return growing;
}

function isLength(key: { kind: string; name?: string } | undefined): boolean {
  return key?.kind === 'field' && key.name === 'length';
}

function* searchLoops(flow: Flow, growing: Map<StateVariable, StoreInstruction>): Iterable<Cost> {
  for (const [head, body] of flow.loops) {
    const work = costlyWork(flow, body);
    const { terminator } = head;
    if (!work || terminator.kind !== 'branch') continue;
    const reason = whyUnbounded(terminator.condition, growing);
    if (!reason) continue;
    const grown = flow.instructions.find((one): one is StoreInstruction => one.kind === 'store' && body.has(one.block) && isLength(one.path.keys.at(-1)));
    const list = reason.growth?.path.variable ?? grown?.path.variable ?? null;
    const issue = issueAt(terminator.condition, {
      message: `the loop while ${textOf(terminator.condition)} ${reason.text}, and each round runs ${textOf(work)}`,
      scenario: `An attacker makes the work so long that ${titleOf(flow.routine.info)} no longer fits into a block.`,
      steps: [...(reason.growth ? [stepAt(reason.growth, GROWTH)] : []), stepAt(terminator.condition, 'the loop'), stepAt(work, 'costs gas in each round')],
      // Who makes his own call too long harms nobody else, as long as nothing is left behind.
      ...(reason.isOwnChoice && !list ? { severity: 'low' } : {}),
    });
    yield { issue, list };
  }
}

function costlyWork(flow: Flow, body: Set<Block>): Instruction | undefined {
  return flow.instructions.find((one) => body.has(one.block) && (one.kind === 'store' || (one.kind === 'call' && (sendsEther(one) || one.method === 'external'))));
}

interface Reason {
  text: string;
  growth: StoreInstruction | null;
  isOwnChoice: boolean;
}

function whyUnbounded(condition: Instruction, growing: Map<StateVariable, StoreInstruction>): Reason | null {
  const test = strip(condition);
  if (test.kind !== 'binary') return null;
  for (const [limit, counter] of [[test.left, test.right], [test.right, test.left]] as const) {
    const inner = strip(limit);
    if (inner.kind === 'parameter') return { text: 'runs as often as its caller says', growth: null, isOwnChoice: true };
    if ((constantOf(inner) ?? 0n) >= MANY_ROUNDS) return { text: `runs ${constantOf(inner)} times`, growth: null, isOwnChoice: false };
    const reason = whyGrowing(inner, counter, growing);
    if (reason) return reason;
  }
  return null;
}

function whyGrowing(limit: Instruction, counter: Instruction, growing: Map<StateVariable, StoreInstruction>): Reason | null {
  const list = lengthIn(limit);
  const growth = list?.path.variable && growing.get(list.path.variable);
  // Counted from the length that the list had before, only what this call adds is gone through.
  const isOwnPart = lengthIn(counter)?.path.variable === list?.path.variable;
  return list && growth && !isOwnPart ? { text: `follows ${pathText(list.path)}`, growth, isOwnChoice: false } : null;
}

function lengthIn(value: Instruction): LoadValue | undefined {
  return [...inputsOf(value)].find((input): input is LoadValue => input.kind === 'load' && isLength(input.path.keys.at(-1)));
}

/** `list = new address[](0)` and `delete list` clear every slot in one transaction. */
function* searchClearing(flow: Flow, growing: Map<StateVariable, StoreInstruction>): Iterable<Cost> {
  for (const store of flow.instructions) {
    if (store.kind !== 'store' || store.path.keys.length > 0 || !store.path.variable) continue;
    const isCleared = store.operator === 'delete' || strip(store.value).kind === 'allocate';
    const growth = growing.get(store.path.variable);
    if (!isCleared || !growth) continue;
    const issue = issueAt(store, {
      message: `${textOf(store)} clears a list that anyone can make longer, slot by slot`,
      scenario: `Once ${pathText(store.path)} is long enough ${titleOf(flow.routine.info)} no longer fits into a block.`,
      steps: [stepAt(growth, GROWTH), stepAt(store, 'clearing costs gas for each entry')],
    });
    yield { issue, list: store.path.variable };
  }
}
