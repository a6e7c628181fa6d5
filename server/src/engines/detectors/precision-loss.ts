import { sendsEther } from '../solidity/analysis/calls.ts';
import { constantOf, dependsOn, isSame, sizesOf, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Arithmetic } from '../solidity/analysis/overflow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { factValuesAt } from './ether-flow.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';
import { allInstructions } from './search.ts';

/** A whole token times a thousand: no amount that is not scaled up first comes near. */
const LARGE = 10n ** 21n;
/** What a number is multiplied by to keep digits. */
const SCALE = 10n ** 6n;

/** Quotients that round to nothing, or in favour of who asks. */
export const precisionLoss: Detector = {
  id: 'precision-loss',
  title: 'Division rounds in favour of the caller, or to zero',
  severity: 'high',
  confidence: 'low',
  categories: { swc: [], dasp: [3], cwe: ['CWE-1339'], owasp: ['SC03:2025', 'SC07:2026'] },
  description: 'Finds amounts taken off an account that are a quotient rounded down, where the dividend is paid out in full; and divisions by a very large constant of amounts that are not scaled up.',
  why: 'Division drops the remainder. If what a user gives is rounded down while what he gets is not, he gets the difference, and with small amounts everything for nothing. A divisor larger than the dividend makes every result zero.',
  exampleBad: 'uint shares = amount * totalShares / totalAssets; shareOf[msg.sender] -= shares; token.transfer(msg.sender, amount);',
  fix: 'Round what users owe up and what they get down; require a result above zero; multiply by the scale before dividing.',
  references: ['https://docs.openzeppelin.com/contracts/5.x/erc4626', 'https://docs.soliditylang.org/en/latest/types.html#division'],
  *run(context: Context): Iterable<Issue> {
    for (const { flow, instruction } of allInstructions(context)) {
      if (instruction.kind !== 'binary' || instruction.operator !== '/' || instruction.type.kind !== 'int' || instruction.type.isWord) continue;
      const payout = payoutOf(flow, instruction);
      if (payout) {
        yield issueAt(instruction, {
          message: `${textOf(instruction)} is taken off rounded down while ${textOf(payout)} pays in full`,
          scenario: `An attacker calls ${titleOf(flow.routine.info)} with an amount for which ${textOf(instruction)} is zero, again and again.`,
          steps: [stepAt(instruction, 'rounded down here'), stepAt(payout, 'and paid out unrounded here')],
        });
      } else if (roundsToZero(instruction)) {
        yield issueAt(instruction, { message: `${textOf(instruction)} is zero unless the dividend has more than 21 digits`, severity: 'medium' });
      }
    }
  },
};

/** The payment of the dividend's own argument, where the quotient is what the account is charged. */
function payoutOf(flow: Flow, quotient: Arithmetic): Instruction | null {
  if (!flow.routine.isEntryPoint || constantOf(quotient.right) !== null || isRoundedUp(quotient)) return null;
  const isCharged = flow.instructions.some((one) => {
    if (one.kind !== 'store' || one.path.keys.length === 0) return false;
    const value = strip(one.value);
    return value.kind === 'binary' && value.operator === '-' && strip(value.right) === quotient;
  });
  if (!isCharged || isTestedItself(flow, quotient)) return null;
  const amounts = [...sizesOf(quotient.left)].filter((input) => input.kind === 'parameter');
  return flow.instructions.find((one) => one.kind === 'call' && amountsOf(one).some((value) => amounts.some((amount) => isSame(value, amount)))) ?? null;
}

function amountsOf(call: Extract<Instruction, { kind: 'call' }>): Instruction[] {
  if (sendsEther(call)) return call.value ? [call.value] : [];
  return ['transfer', 'safeTransfer'].includes(call.name) ? call.args.slice(-1) : [];
}

/** A test of the quotient itself, such as that it is not zero. */
function isTestedItself(flow: Flow, quotient: Arithmetic): boolean {
  return flow.routine.blocks.some((block) => factValuesAt(flow, block).some((value) => {
    const test = strip(value);
    return test.kind === 'binary' && (constantOf(test.left) === 0n || constantOf(test.right) === 0n) && dependsOn(test, (input) => input === quotient);
  }));
}

/** `(a + b - 1) / b` */
function isRoundedUp({ left, right }: Arithmetic): boolean {
  return dependsOn(left, (input) => input.kind === 'binary' && input.operator === '+' && dependsOn(input, (one) => isSame(one, right)));
}

function roundsToZero({ left, right }: Arithmetic): boolean {
  const divisor = constantOf(right);
  if (divisor === null || divisor < LARGE || divisor >= 2n ** 95n) return false;
  const inputs = [...sizesOf(left)];
  const isScaled = inputs.some((input) => (constantOf(input) ?? 0n) >= SCALE || input.kind === 'call' || input.kind === 'convert');
  return !isScaled && constantOf(left) === null && inputs.some((input) => input.kind === 'load' || input.kind === 'parameter');
}
