import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { ignoredCalls } from './ignored-result.ts';
import { issueAt, stepAt } from './issue.ts';

/** `send` whose result nobody looks at. */
export const uncheckedSend: Detector = {
  id: 'unchecked-send',
  title: 'Result of send is ignored',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: ['SWC-104'], dasp: [4], cwe: ['CWE-252'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: 'Finds send whose boolean result reaches no branch, return, store or event.',
  why: 'send returns false when the receiver refuses or needs more than 2300 gas. Where nobody looks at the result, the payment is lost while the books say it was made.',
  exampleBad: 'function payOut() public { winner.send(prize); isPaid = true; }',
  fix: 'Require the result, use transfer, or credit the receiver and let it withdraw.',
  references: ['https://swcregistry.io/docs/SWC-104'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const calls of ignoredCalls(flow, (call) => call.method === 'send')) yield* describe(calls);
      }
    }
  },
};

function* describe([first, ...rest]: CallInstruction[]): Iterable<Issue> {
  if (!first) return;
  const receiver = first.target ? textOf(first.target) : 'the receiver';
  yield issueAt(first, {
    message: `${textOf(first)} may fail unnoticed${rest.length > 0 ? `; ${rest.length} more in this function` : ''}`,
    scenario: `If ${receiver} is a contract that refuses Ether or needs more than 2300 gas, nothing is sent and the function goes on as though it had been.`,
    steps: [first, ...rest].map((call) => stepAt(call, `the result of ${textOf(call)} is dropped`)),
  });
}
