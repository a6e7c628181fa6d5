import type { Flow } from '../solidity/analysis/flow.ts';
import { dependsOn, isSame, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValues, isCaller } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

/** transferFrom of a named account that only a permit is to justify. */
export const arbitraryTransferfromPermit: Detector = {
  id: 'arbitrary-transferfrom-permit',
  title: 'A permit is taken for the consent of the payer',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: [], dasp: [2], cwe: ['CWE-284'], owasp: ['SC01:2025', 'SC05:2026'] },
  description: 'Finds transferFrom whose source is an argument and which nothing but a call of permit for that account precedes.',
  why: 'A token without permit whose fallback function accepts everything, such as WETH, answers any signature with success. Whoever has given this contract an allowance then pays for a stranger.',
  exampleBad: 'token.permit(from, address(this), n, deadline, v, r, s); token.transferFrom(from, address(this), n);',
  fix: 'Take tokens from msg.sender only, or verify that the nonce of the owner has grown by one.',
  references: ['https://eips.ethereum.org/EIPS/eip-2612', 'https://eips.ethereum.org/EIPS/eip-20'],
  *run(context: Context): Iterable<Issue> {
    for (const { model, flow, instruction } of entryCalls(context)) {
      const permit = permitBefore(flow, instruction);
      if (!permit || model.authorisation.isTested(flow, instruction.block)) continue;
      const isTied = factValues(flow, instruction).some((value) => dependsOn(value, isCaller) && dependsOn(value, (input) => input === instruction.args[0]));
      if (isTied) continue;
      const payer = instruction.args[0] ? textOf(instruction.args[0]) : 'the account';
      yield issueAt(instruction, {
        message: `${textOf(instruction)} takes tokens from ${payer} on the word of ${textOf(permit)}`,
        scenario: `An attacker calls ${titleOf(flow.routine.info)} with the address of someone who has allowed this contract to spend a token that has no permit, and with a signature of nothing.`,
        steps: [stepAt(permit, 'succeeds without any check where the token has no such function'), stepAt(instruction, 'takes the tokens by an older allowance')],
      });
    }
  },
};

const TRANSFERS = new Set(['transferFrom', 'safeTransferFrom']);

/** The permit for the payer of a transferFrom that an argument names. */
export function permitBefore(flow: Flow, call: CallInstruction): CallInstruction | null {
  const [payer] = call.args;
  if (!TRANSFERS.has(call.name) || call.method !== 'external' || call.args.length < 3 || !payer) return null;
  if (!dependsOn(payer, (input) => input.kind === 'parameter') || dependsOn(payer, isCaller)) return null;
  const found = flow.instructions.find((one) => {
    if (one.kind !== 'call' || one.method !== 'external' || one.name !== 'permit' || !flow.canFollow(one, call)) return false;
    const [owner] = one.args;
    return owner !== undefined && isSame(owner, payer);
  });
  return found?.kind === 'call' ? found : null;
}
