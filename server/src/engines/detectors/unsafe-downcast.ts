import { maxOfType, upperBound } from '../solidity/analysis/bounds.ts';
import { constantOf, isEnvironment, isSame, sizesOf, strip, textOf } from '../solidity/analysis/values.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import { describeType, type SolType } from '../solidity/project/types.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt } from './issue.ts';

/** Numbers squeezed into a smaller type. */
export const unsafeDowncast: Detector = {
  id: 'unsafe-downcast',
  title: 'Number may not fit the smaller type',
  severity: 'medium',
  confidence: 'medium',
  categories: { swc: ['SWC-101'], dasp: [3], cwe: ['CWE-681'], owasp: ['SC08:2025', 'SC09:2026'] },
  description: 'Finds conversions of a number that a caller can choose to a smaller integer type, without a test that it fits.',
  why: 'A conversion cuts off the upper bits without an error, also in 0.8. A large number becomes a small one.',
  exampleBad: 'function deposit(uint n) public { balances[msg.sender] += uint128(n); }',
  fix: "Use OpenZeppelin's SafeCast, or require that the number fits.",
  references: ['https://cwe.mitre.org/data/definitions/681.html', 'https://docs.openzeppelin.com/contracts/5.x/api/utils#SafeCast'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of model.entries) if (flow.routine.isEntryPoint) yield* search(flow);
  },
};

/** As many elements as could be appended in years of full blocks. */
const LONGEST_LIST = 2n ** 32n - 1n;

type Conversion = Extract<Instruction, { kind: 'convert' }>;

/** One finding for each function; further conversions are its path. */
function* search(flow: Flow): Iterable<Issue> {
  const byCode = new Map<FunctionInfo | ModifierInfo, Conversion[]>();
  for (const instruction of flow.instructions) {
    if (instruction.kind !== 'convert' || !narrows(instruction) || fits(flow, instruction)) continue;
    const { code } = instruction.frame;
    byCode.set(code, [...(byCode.get(code) ?? []), instruction]);
  }
  for (const [first, ...rest] of byCode.values()) {
    if (!first) continue;
    yield issueAt(first, {
      message: `${textOf(first)} cuts a ${describeType(first.value.type)} down to ${describeType(first.type)} without a test${rest.length > 0 ? `; ${rest.length} more in this function` : ''}`,
      steps: [first, ...rest].map((one) => stepAt(one, `${textOf(one)} may lose its upper bits`)),
      severity: [first, ...rest].some((one) => isCounted(flow, one)) ? 'medium' : 'low',
    });
  }
}

/** The number is an amount that is reckoned with, not a name for something. */
function isCounted(flow: Flow, value: Instruction): boolean {
  return flow.usesOf(value).some((use) => (use.kind === 'binary' && ['+', '-', '*', '/'].includes(use.operator)) || (use.kind === 'store' && use.value === value && use.path.keys.length > 0));
}

function narrows({ type, value }: Conversion): boolean {
  if (type.kind !== 'int' || value.type.kind !== 'int' || value.type.isLiteral || type.bits >= value.type.bits) return false;
  const isCut = value.kind === 'binary' && ['>>', '&', '%'].includes(value.operator);
  return !isCut && [...sizesOf(value)].some((input) => input.kind === 'parameter' || isEnvironment(input, 'msg.value'));
}

/** It is also used as the place of an element: beyond the end of the list that reverts, and lists are not that long. */
function isPosition(flow: Flow, value: Instruction, type: SolType): boolean {
  if (maxOfType(type) < LONGEST_LIST) return false;
  return flow.instructions.some((one) => {
    const path = one.kind === 'load' || one.kind === 'store' ? one.path : null;
    const [key] = path?.keys ?? [];
    const isList = path?.variable?.node.typeName.type === 'ArrayType';
    return isList && key?.kind === 'index' && isSame(key.value, value);
  });
}

/** By its bounds, or because converting back and forth was tested to give the same number. */
function fits(flow: Flow, { type, value, block }: Conversion): boolean {
  if (upperBound(flow, value, { block }) <= maxOfType(type) || isPosition(flow, value, type)) return true;
  return flow.routine.blocks.some(({ terminator }) => {
    const test = terminator.kind === 'branch' ? strip(terminator.condition) : null;
    if (test?.kind !== 'binary') return false;
    const isRoundTrip = (test.operator === '==' || test.operator === '!=') && isSame(test.left, test.right) && isSame(test.left, value);
    return isRoundTrip || (isSame(test.left, value) && constantOf(test.right) === maxOfType(type));
  });
}
