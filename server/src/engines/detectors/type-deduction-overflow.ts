import { maxOfType, upperBound } from '../solidity/analysis/bounds.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction, PhiValue } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Counters that `var` made too small for their loop. */
export const typeDeductionOverflow: Detector = {
  id: 'type-deduction-overflow',
  title: 'Counter declared by var is too small for its loop',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: ['SWC-101'], dasp: [3], cwe: ['CWE-190'], owasp: ['SC08:2025', 'SC09:2026'] },
  description: 'Finds loops whose counter was declared by var with a small number, and so has few bits, and is compared with something that can be larger.',
  why: 'The type is the smallest that holds the first value: 8 bits for zero. After 255 the counter is zero again, and the loop runs until the gas is used up.',
  exampleBad: 'for (var i = 0; i < members.length; i++) pay(members[i]);',
  fix: 'Declare the counter as uint256.',
  references: ['https://docs.soliditylang.org/en/v0.4.24/types.html#type-deduction', 'https://swcregistry.io/docs/SWC-101'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) for (const head of flow.loops.keys()) yield* search(flow, head);
    }
  },
};

function* search(flow: Flow, head: Flow['routine']['entry']): Iterable<Issue> {
  const test = head.terminator.kind === 'branch' ? strip(head.terminator.condition) : null;
  if (test?.kind !== 'binary' || !['<', '<=', '!='].includes(test.operator) || !isDeduced(test.left)) return;
  if (isMadeByPayment(test.right) || upperBound(flow, test.right, { block: head }) <= maxOfType(test.left.type)) return;
  yield issueAt(test, { message: `${textOf(test.left)} goes up to ${maxOfType(test.left.type)} only and may never reach ${textOf(test.right)}` });
}

/** A bound made from the payment is the mark of a trap, which has a detector of its own. */
export function isMadeByPayment(bound: Instruction): boolean {
  return dependsOn(bound, (input) => isEnvironment(input, 'msg.value'));
}

function isDeduced(value: Instruction): value is PhiValue {
  if (value.kind !== 'phi' || value.type.kind !== 'int' || value.type.bits >= 256) return false;
  return /^var\b/.test(value.frame.code.file.source.slice(value.range.start, value.range.end));
}
