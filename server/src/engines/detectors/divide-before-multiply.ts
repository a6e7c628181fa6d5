import { constantOf, isSame, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** A quotient that is rounded down and then multiplied. */
export const divideBeforeMultiply: Detector = {
  id: 'divide-before-multiply',
  title: 'Division before multiplication',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: [], dasp: [3], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC07:2026'] },
  description: 'Finds products with a factor that is itself a quotient.',
  why: 'Division rounds down. What it drops is multiplied afterwards: the result can be far too small, or zero.',
  exampleBad: 'uint fee = amount / 1000 * rate;',
  fix: 'Multiply first, then divide.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#division'],
  *run(context: Context): Iterable<Issue> {
    for (const { instruction } of allInstructions(context)) {
      if (instruction.kind !== 'binary' || instruction.operator !== '*') continue;
      const { left, right } = instruction;
      const quotient = quotientOf(left, right) ?? quotientOf(right, left);
      if (!quotient) continue;
      yield issueAt(instruction, {
        message: `${textOf(quotient)} is rounded down before it is multiplied in ${textOf(instruction)}`,
        steps: [stepAt(quotient, 'rounded down here'), stepAt(instruction, 'and multiplied here')],
      });
    }
  },
};

/** `x / n * n` rounds to a multiple of n on purpose. */
function quotientOf(value: Instruction, factor: Instruction): Instruction | null {
  const inner = strip(value);
  if (inner.kind !== 'binary' || inner.operator !== '/' || inner.type.kind !== 'int' || inner.type.isWord) return null;
  const isIntended = isSame(inner.right, factor) || constantOf(inner.left) !== null || isRoundedUp(inner.left, inner.right);
  return isIntended ? null : inner;
}

/** `(x + n - 1) / n` rounds up on purpose. */
function isRoundedUp(dividend: Instruction, divisor: Instruction): boolean {
  const [sum, n] = [strip(dividend), constantOf(divisor)];
  return n !== null && sum.kind === 'binary' && sum.operator === '+' && constantOf(sum.right) === n - 1n;
}
