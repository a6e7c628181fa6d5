import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { ignoredCalls } from './ignored-result.ts';
import { issueAt, stepAt } from './issue.ts';

const METHODS = new Set(['call', 'delegatecall', 'callcode', 'staticcall']);

/** Low-level calls whose success nobody looks at. */
export const uncheckedLowLevelCall: Detector = {
  id: 'unchecked-low-level-call',
  title: 'Result of a low-level call is ignored',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: ['SWC-104'], dasp: [4], cwe: ['CWE-252'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: 'Finds call, delegatecall, callcode and staticcall whose boolean result reaches no branch, return, store or event.',
  why: 'A low-level call that fails does not revert; it returns false. Code that goes on as if it had succeeded books payments that never happened.',
  exampleBad: 'function pay(address to) public { paid[to] = true; to.call.value(1 ether)(); }',
  fix: 'Require the returned success value, or handle the failure.',
  references: ['https://swcregistry.io/docs/SWC-104', 'https://docs.soliditylang.org/en/latest/control-structures.html#error-handling-assert-require-revert-and-exceptions'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of flowsOf(model)) yield* search(flow);
  },
};

function* search(flow: Flow): Iterable<Issue> {
  for (const [first, ...rest] of ignoredCalls(flow, (call) => METHODS.has(call.method))) {
    if (!first) continue;
    yield issueAt(first, {
      message: `the success of ${textOf(first)} is never tested${rest.length > 0 ? `; ${rest.length} more in this function` : ''}`,
      scenario: scenarioOf(first),
      steps: [first, ...rest].map((call) => stepAt(call, `the result of ${textOf(call)} is dropped`)),
    });
  }
}

function scenarioOf(call: CallInstruction): string {
  const target = call.target ? textOf(call.target) : 'the target';
  return `If ${target} reverts, runs out of gas or has no code, the ${call.method} returns false and this function carries on as though it had worked.`;
}
