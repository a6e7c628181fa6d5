import { maxOfType, upperBound } from '../solidity/analysis/bounds.ts';
import { strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { TRAP, TRAP_REFERENCE, TRAP_WHY } from './honeypot.ts';
import { isMadeByPayment } from './type-deduction-overflow.ts';
import { issueAt } from './issue.ts';

/** A loop that a small counter can never finish. */
export const hpTypeDeduction: Detector = {
  id: 'hp-type-deduction',
  title: 'Trap: the counter is too small for its loop',
  severity: 'low',
  confidence: 'high',
  categories: { ...TRAP, swc: ['SWC-101'], dasp: [3] },
  description: 'Finds loops whose counter, declared by var and therefore of 8 bits, is compared with a number that can be larger.',
  why: `${TRAP_WHY} Here the counter starts again at zero after 255: the loop ends early by another test, or never.`,
  exampleBad: 'for (var i = 1; i < msg.value * 2; i++) { if (i < last) break; last = i; }',
  fix: 'Do not send Ether to this contract; declare the counter as uint256.',
  references: [TRAP_REFERENCE],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of model.entries) yield* search(flow);
  },
};

function* search(flow: Flow): Iterable<Issue> {
  for (const head of flow.loops.keys()) {
    const { terminator } = head;
    if (terminator.kind !== 'branch') continue;
    const test = strip(terminator.condition);
    if (test.kind !== 'binary' || !['<', '<='].includes(test.operator) || !isSmall(test.left)) continue;
    if (!isMadeByPayment(test.right) || upperBound(flow, test.right, { block: head }) <= maxOfType(test.left.type)) continue;
    yield issueAt(test, { message: `${textOf(test.left)} has 8 bits and never reaches ${textOf(test.right)}` });
  }
}

function isSmall(value: Instruction): boolean {
  return value.kind === 'phi' && value.type.kind === 'int' && value.type.bits === 8;
}
