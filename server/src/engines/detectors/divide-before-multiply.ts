import { upperBound } from '../solidity/analysis/bounds.ts';
import { flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { constantOf, dependsOn, isEnvironment, isSame, strip, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';

type Binary = Extract<Instruction, { kind: 'binary' }>;

/** A quotient that is rounded down and then multiplied. */
export const divideBeforeMultiply: Detector = {
  id: 'divide-before-multiply',
  title: 'Division before multiplication',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: [], dasp: [3], cwe: ['CWE-682'], owasp: ['SC03:2025', 'SC07:2026'] },
  description: 'Finds products with a factor that is itself a quotient. It is worse where more than dust can be lost.',
  why: 'Division rounds down. What it drops is multiplied afterwards: the result can be far too small, or zero.',
  exampleBad: 'uint fee = amount / 1000 * rate;',
  fix: 'Multiply first, then divide.',
  references: ['https://docs.soliditylang.org/en/latest/types.html#division'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of flowsOf(model)) yield* search(flow);
  },
};

interface Loss {
  product: Binary;
  quotient: Binary;
  factor: Instruction;
}

/** One finding for each function; further products are its path. */
function* search(flow: Flow): Iterable<Issue> {
  const byCode = new Map<FunctionInfo | ModifierInfo, Loss[]>();
  for (const product of flow.instructions) {
    if (product.kind !== 'binary' || product.operator !== '*') continue;
    const loss = lossOf(product, product.left, product.right) ?? lossOf(product, product.right, product.left);
    if (!loss) continue;
    const { code } = product.frame;
    byCode.set(code, [...(byCode.get(code) ?? []), loss]);
  }
  for (const losses of byCode.values()) {
    const worst = losses.find((loss) => isLarge(flow, loss));
    const shown = worst ?? losses[0];
    if (!shown) continue;
    yield issueAt(shown.product, {
      message: `${textOf(shown.quotient)} is rounded down before it is multiplied in ${textOf(shown.product)}`,
      steps: losses.flatMap(({ product, quotient }) => [stepAt(quotient, 'rounded down here'), stepAt(product, 'and multiplied here')]),
      severity: worst ? 'medium' : 'low',
    });
  }
}

/** So many of the smallest units are dust; so many times more than the divisor is any amount of Ether. */
const DUST = 10_000n;
const SMALL_BESIDE_ETHER = 1_000_000n;

/**
 * What is lost is at most the divisor, and the product is off by at most the factor. Dust does not matter; a number that
 * was scaled up first keeps its digits; code that is not called by anyone from outside leaves the judgement to its callers.
 */
function isLarge(flow: Flow, { product, quotient, factor }: Loss): boolean {
  if (!flow.routine.isEntryPoint || product.frame.code.contract?.kind === 'library') return false;
  if (upperBound(flow, factor, { block: product.block }) <= DUST || isScaled(quotient.left)) return false;
  const divisor = constantOf(quotient.right);
  const isEther = dependsOn(quotient.left, (input) => isEnvironment(input, 'msg.value') || (input.kind === 'member' && input.name === 'balance'));
  return divisor === null || divisor > SMALL_BESIDE_ETHER || !isEther;
}

function isScaled(dividend: Instruction): boolean {
  const inner = strip(dividend);
  return inner.kind === 'binary' && (inner.operator === '*' || inner.operator === '<<');
}

/** `x / n * n` rounds to a multiple of n on purpose. */
function lossOf(product: Binary, value: Instruction, factor: Instruction): Loss | null {
  const inner = strip(value);
  if (inner.kind !== 'binary' || inner.operator !== '/' || inner.type.kind !== 'int' || inner.type.isWord) return null;
  const isIntended = isSame(inner.right, factor) || constantOf(inner.left) !== null || isRoundedUp(inner.left, inner.right);
  return isIntended ? null : { product, quotient: inner, factor };
}

/** `(x + n - 1) / n` rounds up on purpose. */
function isRoundedUp(dividend: Instruction, divisor: Instruction): boolean {
  const [sum, n] = [strip(dividend), constantOf(divisor)];
  return n !== null && sum.kind === 'binary' && sum.operator === '+' && constantOf(sum.right) === n - 1n;
}
