import { inputsOf, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** One payment counted in every round of a loop. */
export const msgValueLoop: Detector = {
  id: 'msg-value-loop',
  title: 'msg.value is counted again in every round',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [5], cwe: ['CWE-837'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds credits of msg.value to state, and tests against it alone, inside a loop.',
  why: 'msg.value stays the same for the whole transaction. A loop that credits it in each round credits one payment many times.',
  exampleBad: 'for (uint i = 0; i < to.length; i++) balances[to[i]] += msg.value;',
  fix: 'Divide the payment over the rounds, or keep count of what is left of it.',
  references: ['https://cwe.mitre.org/data/definitions/837.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of model.entries) {
        yield* searchTests(flow);
        for (const store of flow.instructions) {
          if (store.kind !== 'store' || flow.loopsAround(store.block).length === 0 || !creditsPayment(store.value)) continue;
          yield issueAt(store, {
            message: `${textOf(store)} credits the one msg.value in every round of a loop`,
            scenario: 'An attacker pays once and gives a list with his own address many times.',
          });
        }
      }
    }
  },
};

/** `require(msg.value >= price)` in each round, with nothing counted: one payment is enough for all. */
function* searchTests(flow: Flow): Iterable<Issue> {
  for (const { terminator } of flow.routine.blocks.filter((block) => flow.loopsAround(block).length > 0)) {
    if (terminator.kind !== 'branch' || terminator.condition.kind !== 'binary') continue;
    const { left, right } = terminator.condition;
    const price = isEnvironment(left, 'msg.value') ? right : isEnvironment(right, 'msg.value') ? left : null;
    const isSamePrice = price !== null && [...inputsOf(price)].every((input) => input.kind === 'constant' || (input.kind === 'load' && input.path.keys.length === 0));
    if (isSamePrice) yield issueAt(terminator.condition, { message: `${textOf(terminator.condition)} is passed in every round by one payment` });
  }
}

/** A sum with msg.value, undivided and with nothing taken off. */
function creditsPayment(value: Instruction): boolean {
  if (value.kind !== 'binary' || value.operator !== '+') return false;
  return [...inputsOf(value)].some((input) => isEnvironment(input, 'msg.value')) && ![...inputsOf(value)].some((input) => input.kind === 'binary' && (input.operator === '/' || input.operator === '-'));
}
