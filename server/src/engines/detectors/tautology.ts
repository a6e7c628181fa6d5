import { constantOf, textOf } from '../solidity/analysis/values.ts';
import { maxOfType } from '../solidity/analysis/bounds.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt } from './issue.ts';
import { allInstructions } from './search.ts';

/** Comparisons that cannot go the other way. */
export const tautology: Detector = {
  id: 'tautology',
  title: 'Comparison has only one outcome',
  severity: 'medium',
  confidence: 'high',
  categories: { swc: [], dasp: [3], cwe: ['CWE-570'], owasp: ['SC03:2025', 'SC02:2026'] },
  description: 'Finds comparisons of an unsigned number with zero, or with a constant outside its type, that are always true or always false.',
  why: 'Such a test tests nothing. Often it was meant to stop an underflow: an unsigned result is never below zero, it has already wrapped.',
  exampleBad: 'require(balances[msg.sender] - amount >= 0);',
  fix: 'Compare the operands before the arithmetic, such as balance >= amount.',
  references: ['https://cwe.mitre.org/data/definitions/570.html'],
  *run(context: Context): Iterable<Issue> {
    for (const { instruction } of allInstructions(context)) {
      const outcome = outcomeOf(instruction);
      if (outcome === null || instruction.frame.code.node.type === 'ModifierDefinition') continue;
      yield issueAt(instruction, { message: `${textOf(instruction)} is always ${outcome}`, severity: guardsArithmetic(instruction) ? 'medium' : 'low' });
    }
  },
};

/** A test of a difference was meant to stop an underflow; other idle tests do no harm. */
function guardsArithmetic(value: Instruction): boolean {
  return value.kind === 'binary' && [value.left, value.right].some((side) => side.kind === 'binary' && side.operator === '-');
}

const FLIPPED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

function outcomeOf(value: Instruction): boolean | null {
  if (value.kind !== 'binary' || !(value.operator in FLIPPED)) return null;
  const { left, right, operator } = value;
  if (constantOf(left) !== null && constantOf(right) !== null) return null;
  return constantOf(right) !== null ? compare(left, operator, constantOf(right)) : compare(right, FLIPPED[operator] ?? '', constantOf(left));
}

function compare(value: Instruction, operator: string, limit: bigint | null): boolean | null {
  const { type } = value;
  if (limit === null || type.kind !== 'int' || type.isSigned || type.isLiteral) return null;
  const largest = maxOfType(type);
  const [ofLeast, ofLargest] = [holds(0n, operator, limit), holds(largest, operator, limit)];
  return ofLeast === ofLargest ? ofLeast : null;
}

/** An order that is the same for the least and the largest value is the same for all between. */
function holds(value: bigint, operator: string, limit: bigint): boolean {
  if (operator === '<') return value < limit;
  if (operator === '>') return value > limit;
  return operator === '<=' ? value <= limit : value >= limit;
}
