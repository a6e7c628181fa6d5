import { dependsOn, textOf } from '../solidity/analysis/values.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { mustSucceed } from './must-succeed.ts';
import { entryCalls } from './search.ts';

/** Payments in a loop, each of which must succeed. */
export const dosFailedCall: Detector = {
  id: 'dos-failed-call',
  title: 'One failing payment stops the whole loop',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-113'], dasp: [5], cwe: ['CWE-703'], owasp: ['SC10:2025', 'SC06:2026'] },
  description: 'Finds payments inside a loop whose failure reverts, to receivers that differ from round to round.',
  why: 'If one of the receivers refuses, the whole function reverts, and nobody gets anything.',
  exampleBad: 'for (uint i = 0; i < holders.length; i++) holders[i].transfer(share);',
  fix: 'Let each receiver withdraw for itself, or go on when one payment fails.',
  references: ['https://swcregistry.io/docs/SWC-113'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction } of entryCalls(context)) {
      const isInLoop = flow.loopsAround(instruction.block).length > 0;
      if (!isInLoop || !mustSucceed(flow, instruction) || model.authorisation.isAuthorised(flow, instruction.block)) continue;
      const target = instruction.target;
      // A list the caller brings along is his own affair.
      if (!target || !dependsOn(target, (input) => input.kind === 'load')) continue;
      yield issueAt(instruction, {
        message: `${textOf(instruction)} in a loop must succeed for every receiver`,
        scenario: `An attacker gets among the receivers with a contract that refuses Ether: from then on the loop always reverts at ${textOf(target)}.`,
      });
    }
  },
};
