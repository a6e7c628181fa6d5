import { constantOf, dependsOn, isZero, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction } from '../solidity/cfg/instructions.ts';
import type { ContractModel } from '../solidity/analysis/contract-model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { isCaller } from './ether-flow.ts';
import { issueAt, stepAt } from './issue.ts';

/** A transient slot that says who may call, and holds something else later. */
export const transientStorageMisuse: Detector = {
  id: 'transient-storage-misuse',
  title: 'Transient slot is used for two things',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [1], cwe: ['CWE-841'], owasp: ['SC05:2025', 'SC08:2026'] },
  description: 'Finds transient slots that are compared with the caller and also written with a value from an argument.',
  why: 'Transient storage lives until the end of the transaction. A number that a caller chooses, left in the slot that says who may call, can be made to equal the address of an attacker.',
  exampleBad: 'require(msg.sender == vault); assembly { tstore(1, amount) } // slot 1 holds the vault',
  fix: 'Use a slot of its own for each purpose, and clear it at the end.',
  references: ['https://eips.ethereum.org/EIPS/eip-1153'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      const tested = testedSlots(model);
      for (const { write, slot } of writes(model)) {
        const test = tested.get(slot);
        const value = write.args[1];
        if (!test || !value || isZero(value) || !dependsOn(value, (input) => input.kind === 'parameter')) continue;
        yield issueAt(write, {
          message: `${textOf(write)} puts a caller's value where ${textOf(test)} expects an address`,
          steps: [stepAt(test, 'the slot says who may call'), stepAt(write, "and is overwritten with a caller's value")],
        });
      }
    }
  },
};

function* writes(model: ContractModel): Iterable<{ write: CallInstruction; slot: bigint }> {
  for (const flow of model.entries) {
    for (const write of flow.instructions) {
      const slot = write.kind === 'call' && write.name === 'yul:tstore' && write.args[0] ? constantOf(write.args[0]) : null;
      if (write.kind === 'call' && slot !== null) yield { write, slot };
    }
  }
}

/** Slots whose value some branch compares with the caller. */
function testedSlots(model: ContractModel): Map<bigint, Instruction> {
  const slots = new Map<bigint, Instruction>();
  for (const { terminator } of model.entries.flatMap((flow) => flow.routine.blocks)) {
    if (terminator.kind !== 'branch' || !dependsOn(terminator.condition, isCaller)) continue;
    dependsOn(terminator.condition, (input) => {
      const slot = input.kind === 'call' && input.name === 'yul:tload' && input.args[0] ? constantOf(input.args[0]) : null;
      if (slot !== null) slots.set(slot, terminator.condition);
      return false;
    });
  }
  return slots;
}
