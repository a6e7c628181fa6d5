import { dependsOn, isEnvironment, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import { permitBefore } from './arbitrary-transferfrom-permit.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues } from './ether-flow.ts';
import { issueAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

const NAMES = new Set(['transferFrom', 'safeTransferFrom']);

/** Tokens taken from an account that the caller names. */
export const arbitraryTransferfrom: Detector = {
  id: 'arbitrary-transferfrom',
  title: 'Tokens can be taken from any account that gave an allowance',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC05:2026'] },
  description: 'Finds transferFrom whose source is an argument, where no test ties that argument to the caller.',
  why: 'Users allow a contract to take their tokens. If a caller may name the account that pays, he spends the allowances of all the others.',
  exampleBad: 'function pay(address from, uint n) public { token.transferFrom(from, address(this), n); }',
  fix: 'Take tokens from msg.sender only, or verify a signature of the owner.',
  references: ['https://eips.ethereum.org/EIPS/eip-20'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction } of entryCalls(context)) {
      const [from] = instruction.args;
      if (instruction.method !== 'external' || !NAMES.has(instruction.name) || !from || instruction.args.length < 3) continue;
      if (!isArgument(from) || model.authorisation.isAuthorised(flow, instruction.block)) continue;
      if (permitBefore(flow, instruction)) continue;
      const isTied = factValues(flow, instruction).some((value) => dependsOn(value, isCaller) && dependsOn(value, (input) => input === from || isArgument(input)));
      if (isTied) continue;
      yield issueAt(instruction, {
        message: `${textOf(instruction)} takes tokens from ${textOf(from)}, which the caller names`,
        scenario: `An attacker calls ${titleOf(flow.routine.info)} with the address of someone who has allowed this contract to spend, and directs that person's tokens.`,
      });
    }
  },
};

const isCaller = (value: Instruction): boolean => isEnvironment(value, 'msg.sender') || (value.kind === 'call' && value.name === 'ecrecover');

function isArgument(value: Instruction): boolean {
  return dependsOn(value, (input) => input.kind === 'parameter') && !dependsOn(value, (input) => input.kind === 'load' || isCaller(input));
}
