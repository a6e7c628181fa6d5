import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { inputsOf, textOf } from '../solidity/analysis/values.ts';
import type { Block, Instruction, PhiValue } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';

/** Rounds of a loop that leave everything as it was. */
export const infiniteLoop: Detector = {
  id: 'infinite-loop',
  title: 'A round of the loop changes nothing',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [5], cwe: ['CWE-835'], owasp: ['SC10:2025', 'SC02:2026'] },
  description: 'Finds loops with a way through their body after which nothing has changed on which any of their tests depends, as where continue skips the step of a while loop.',
  why: 'The next round takes the same way, and so does every one after it. The call ends when its gas is used up, each time.',
  exampleBad: 'while (i < n) { if (skip[i]) continue; total += value[i]; i++; }',
  fix: 'Take the step before continue, or write the loop as for.',
  references: ['https://cwe.mitre.org/data/definitions/835.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const [head, body] of flow.loops) {
          const test = stuckTest(head, body);
          if (test) yield issueAt(test, { message: `a round of the loop on ${textOf(test)} can leave it as it is, for ever` });
        }
      }
    }
  },
};

/** The first test of a loop that has an idle round. */
function stuckTest(head: Block, body: ReadonlySet<Block>): Instruction | null {
  const tests = [...body].flatMap(({ terminator }) => (terminator.kind === 'branch' ? [terminator.condition] : []));
  const [first] = tests;
  if (!first) return null;
  const inputs = new Set(tests.flatMap((test) => [...inputsOf(test)]));
  if ([...inputs].some((input) => canChange(input, body))) return null;
  const counters = [...inputs].filter((input): input is PhiValue => input.kind === 'phi' && input.block === head);
  const isIdle = head.predecessors.some((from, at) => body.has(from) && hasIdleWay(counters, at, body));
  return isIdle ? first : null;
}

/** State that is written in the loop, or an answer that may differ each time. */
function canChange(input: Instruction, body: ReadonlySet<Block>): boolean {
  if (input.kind === 'call') return input.method !== 'builtin' || /gas|msize|mload|sload/.test(input.name);
  if (input.kind === 'member') return input.name === 'balance';
  if (input.kind === 'environment') return input.name === 'msg.gas' || input.name === 'unknown';
  if (input.kind !== 'load') return false;
  const { variable } = input.path;
  return [...body].some((block) => block.instructions.some((one) => (one.kind === 'store' && (one.path.variable === null || variable === null || one.path.variable === variable)) || (one.kind === 'call' && one.method !== 'builtin')));
}

/** On this edge back to the head, or on one way that joins into it, every counter is what it was. */
function hasIdleWay(counters: readonly PhiValue[], edge: number, body: ReadonlySet<Block>): boolean {
  const next = counters.map((counter) => counter.inputs[edge]);
  const changed = counters.flatMap((counter, at) => (next[at] === counter ? [] : [{ counter, value: next[at] }]));
  if (changed.length === 0) return true;
  const [one] = changed;
  const joint = one?.value;
  if (joint?.kind !== 'phi' || !body.has(joint.block)) return false;
  return joint.inputs.some((_, way) => changed.every(({ counter, value }) => value?.kind === 'phi' && value.block === joint.block && value.inputs[way] === counter));
}
