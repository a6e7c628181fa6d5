import { trustOf } from '../solidity/analysis/calls.ts';
import { dependsOn, textOf } from '../solidity/analysis/values.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { entryCalls } from './search.ts';

/** Answers as long as the callee likes. */
export const returnBomb: Detector = {
  id: 'return-bomb',
  title: 'Callee can answer with more than can be paid for',
  severity: 'low',
  confidence: 'medium',
  categories: { swc: [], dasp: [5], cwe: ['CWE-400'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: 'Finds low-level calls with limited gas to an address of the caller whose failure is tolerated.',
  why: 'The gas of the callee is limited so that it cannot harm the caller. Copying its answer into memory is paid by the caller: a long one uses up all of his gas, even if the code drops it.',
  exampleBad: '(bool ok,) = target.call{gas: 50_000}(data);',
  fix: 'Make the call in assembly with an output size of zero, or copy a bounded part of the answer.',
  references: ['https://github.com/nomad-xyz/ExcessivelySafeCall', 'https://cwe.mitre.org/data/definitions/400.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction: call } of entryCalls(context)) {
      const isLimited = call.method === 'call' && call.gas !== null && call.type.kind === 'tuple';
      if (!isLimited || isBefore(call.frame.code.file, 5) || trustOf(call.target, model, flow) !== 'open' || isRequired(flow, call)) continue;
      yield issueAt(call, { message: `${textOf(call)} limits the gas of the callee but not the length of its answer` });
    }
  },
};

function isRequired(flow: Flow, call: CallInstruction): boolean {
  return flow.routine.blocks.some(({ terminator }) => {
    if (terminator.kind !== 'branch' || !dependsOn(terminator.condition, (input) => input === call)) return false;
    return terminator.whenTrue.terminator.kind === 'revert' || terminator.whenFalse.terminator.kind === 'revert';
  });
}
