import { flowsOf } from '../solidity/analysis/contract-model.ts';
import { textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { ignoredCalls } from './ignored-result.ts';
import { issueAt, stepAt } from './issue.ts';

/** Results of other contracts that nobody looks at. */
export const unusedReturn: Detector = {
  id: 'unused-return',
  title: 'Result of another contract is ignored',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-104'], dasp: [4], cwe: ['CWE-252'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: 'Finds calls of functions of other contracts that declare a result, where the result reaches nothing. A dropped bool is rated medium, other results low. Transfers of tokens have a detector of their own.',
  why: 'A function that says by its result whether or how far it succeeded does not revert. Going on without looking books what has not happened.',
  exampleBad: 'registry.tryRegister(msg.sender); isMember[msg.sender] = true;',
  fix: 'Use the result, or require it.',
  references: ['https://swcregistry.io/docs/SWC-104', 'https://cwe.mitre.org/data/definitions/252.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const [first, ...rest] of ignoredCalls(flow, isWanted)) {
          if (!first) continue;
          const isFlag = [first, ...rest].some((call) => call.type.kind === 'bool' && call.name !== 'approve');
          const isTrusted = model.authorisation.isAuthorised(flow, first.block);
          yield issueAt(first, {
            message: `the result of ${textOf(first)} is dropped`,
            severity: isFlag && !isTrusted ? 'medium' : 'low',
            steps: [first, ...rest].map((call) => stepAt(call, `the result of ${textOf(call)} is dropped`)),
          });
        }
      }
    }
  },
};

const OWN = new Set(['transfer', 'transferFrom', 'send']);

function isWanted(call: CallInstruction): boolean {
  if (call.method !== 'external' || OWN.has(call.name) || call.isTried) return false;
  return (call.callee?.node.returns.length ?? 0) > 0 && call.callee?.mutability !== 'view' && call.callee?.mutability !== 'pure';
}
