import { textOf } from '../solidity/analysis/values.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { ignoredCalls } from './ignored-result.ts';
import { issueAt, stepAt } from './issue.ts';

/** `token.transfer` whose answer nobody looks at. */
export const uncheckedErc20Transfer: Detector = {
  id: 'unchecked-erc20-transfer',
  title: 'Result of a token transfer is ignored',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-104'], dasp: [4], cwe: ['CWE-252'], owasp: ['SC06:2025', 'SC06:2026'] },
  description: 'Finds ERC-20 transfer and transferFrom, declared to return a bool, whose result reaches nothing.',
  why: 'Some tokens return false instead of reverting. The transfer then has not happened, and this contract books it all the same.',
  exampleBad: 'function deposit(uint n) public { token.transferFrom(msg.sender, address(this), n); balances[msg.sender] += n; }',
  fix: "Use OpenZeppelin's SafeERC20, or require the result.",
  references: ['https://eips.ethereum.org/EIPS/eip-20', 'https://docs.openzeppelin.com/contracts/5.x/api/token/erc20#SafeERC20'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) {
        for (const [first, ...rest] of ignoredCalls(flow, isTokenTransfer)) {
          if (!first) continue;
          yield issueAt(first, {
            message: `the answer of ${textOf(first)} is dropped`,
            severity: model.authorisation.isAuthorised(flow, first.block) ? 'low' : 'medium',
            steps: [first, ...rest].map((call) => stepAt(call, `the answer of ${textOf(call)} is dropped`)),
          });
        }
      }
    }
  },
};

function isTokenTransfer(call: CallInstruction): boolean {
  if (call.method !== 'external') return false;
  const count = call.name === 'transfer' ? 2 : call.name === 'transferFrom' ? 3 : 0;
  return call.args.length === count && call.type.kind === 'bool';
}
