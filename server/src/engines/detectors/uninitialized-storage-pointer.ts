import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** A local structure that points to the first variables of the contract. */
export const uninitializedStoragePointer: Detector = {
  id: 'uninitialized-storage-pointer',
  title: 'Uninitialised storage pointer',
  severity: 'high',
  confidence: 'high',
  categories: { swc: ['SWC-109'], dasp: [10], cwe: ['CWE-824'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds writes through a local struct or array in storage that was declared without a value.',
  why: 'Before 0.5 such a variable points to storage slot 0. Writing its fields overwrites the first state variables of the contract.',
  exampleBad: 'address owner; struct Game { address player; } function play() public { Game game; game.player = msg.sender; }',
  fix: 'Declare it in memory, or give it the storage place that is meant.',
  references: ['https://swcregistry.io/docs/SWC-109'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const [first] = model.contract.linear.at(-1)?.variables.filter((variable) => !variable.node.isConstant) ?? [];
      for (const store of flowsOf(model).flatMap(nullPointerWrites)) {
        yield issueAt(store, {
          message: `${textOf(store)} writes through a pointer that was never set${first ? ` and overwrites ${first.name}` : ''}`,
          scenario: 'Whoever calls this function overwrites the first variables of the contract with values of its choice.',
        });
      }
    }
  },
};

/** The writes of a routine that go to slot 0 and what follows it. */
export function nullPointerWrites(flow: Flow): StoreInstruction[] {
  return flow.storesTo(null).filter((store) => store.path.pointer !== null && pointsNowhere(store.path.pointer));
}

function pointsNowhere(pointer: Instruction): boolean {
  return (pointer.kind === 'zero' && pointer.isStoragePointer) || (pointer.kind === 'phi' && pointer.inputs.some((input) => input.kind === 'zero' && input.isStoragePointer));
}
