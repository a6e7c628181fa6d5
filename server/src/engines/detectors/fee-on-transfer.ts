import type { Flow } from '../solidity/analysis/flow.ts';
import { isEnvironment, isSame, pathText, strip, textOf } from '../solidity/analysis/values.ts';
import type { CallInstruction, Instruction, StoreInstruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { entryCalls } from './search.ts';

/** Deposits credited as sent, whatever arrived. */
export const feeOnTransfer: Detector = {
  id: 'fee-on-transfer',
  title: 'More is credited than may have arrived',
  severity: 'medium',
  confidence: 'low',
  categories: { swc: [], dasp: [10], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds deposits by transferFrom that credit the amount asked for without measuring the own balance. Medium where the caller names the token, low where it was chosen before.',
  why: 'Some tokens keep a part of every transfer. The contract then owes more than it has: the last to withdraw get nothing.',
  exampleBad: 'token.transferFrom(msg.sender, address(this), n); balanceOf[msg.sender] += n;',
  fix: 'Read the own balance before and after the transfer, and credit the difference.',
  references: ['https://github.com/d-xo/weird-erc20', 'https://eips.ethereum.org/EIPS/eip-20'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction: call } of entryCalls(context)) {
      const amount = depositOf(call);
      const credit = amount && creditOf(flow, call, amount);
      if (!credit || measures(flow)) continue;
      yield issueAt(credit, {
        message: `${pathText(credit.path)} is credited with what ${textOf(call)} asked for, not with what arrived`,
        scenario: `With a token that keeps a fee, each call of ${titleOf(flow.routine.info)} leaves the contract owing more than it holds.`,
        severity: isChosen(call) ? 'medium' : 'low',
        steps: [stepAt(call, 'less than the amount may arrive here'), stepAt(credit, 'and the whole of it is credited')],
      });
    }
  },
};

const TRANSFERS = new Set(['transferFrom', 'safeTransferFrom']);

/** The amount that a call moves into this contract. */
function depositOf(call: CallInstruction): Instruction | null {
  const [, to, amount] = call.args;
  if (call.method !== 'external' || !TRANSFERS.has(call.name) || call.args.length !== 3 || !to || !isEnvironment(to, 'this')) return null;
  return amount ?? null;
}

/** `ledger[x] += amount` */
function creditOf(flow: Flow, call: CallInstruction, amount: Instruction): StoreInstruction | null {
  const found = flow.instructions.find((one) => {
    if (one.kind !== 'store' || !one.path.keys.some((key) => key.kind === 'index')) return false;
    const value = strip(one.value);
    const isSum = value.kind === 'binary' && value.operator === '+' && (isSame(value.right, amount) || isSame(value.left, amount));
    return isSum && (flow.canFollow(call, one) || flow.canFollow(one, call));
  });
  return found?.kind === 'store' ? found : null;
}

/** The own balance is read. */
function measures(flow: Flow): boolean {
  return flow.instructions.some((one) => one.kind === 'call' && one.name === 'balanceOf' && one.args.some((argument) => isEnvironment(argument, 'this')));
}

/** The caller names the token himself. */
function isChosen({ target }: CallInstruction): boolean {
  return target !== null && strip(target).kind === 'parameter';
}
