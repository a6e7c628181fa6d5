import { dependsOn, isEnvironment, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

/** Any call to anywhere in the name of this contract. */
export const arbitraryCall: Detector = {
  id: 'arbitrary-call',
  title: 'A caller can make this contract call anything',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-112'], dasp: [2], cwe: ['CWE-20'], owasp: ['SC04:2025', 'SC05:2026'] },
  description: 'Finds low-level calls with both target and data from arguments, open to everyone; the mere passing on of msg.value is left out.',
  why: 'Tokens and other contracts trust msg.sender. Whoever can choose target and data spends the allowances and the tokens of this contract.',
  exampleBad: 'function run(address to, bytes calldata data) external { to.call(data); }',
  fix: 'Restrict the targets, the functions, or the callers.',
  references: ['https://swcregistry.io/docs/SWC-112'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction } of entryCalls(context)) {
      const { method, target, args, value } = instruction;
      const [data] = args;
      if (method !== 'call' || !target || !isArgument(target) || args.length !== 1 || !data || !isArgument(data)) continue;
      const isRelay = value !== null && dependsOn(value, (input) => isEnvironment(input, 'msg.value'));
      if (isRelay || model.authorisation.isAuthorised(flow, instruction.block)) continue;
      yield issueAt(instruction, {
        message: `${textOf(instruction)} runs any call that a caller wants`,
        scenario: `An attacker has ${titleOf(flow.routine.info)} call a token's transfer or approve: for the token this contract itself is asking.`,
      });
    }
  },
};

function isArgument(value: Instruction): boolean {
  return strip(value).kind === 'parameter';
}
