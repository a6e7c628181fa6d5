import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import { maxOfType } from '../solidity/analysis/bounds.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { type Arithmetic, cannotWrap, isCounter, isTransfer, isWrapping } from '../solidity/analysis/overflow.ts';
import { inputsOf, textOf } from '../solidity/analysis/values.ts';
import type { Instruction } from '../solidity/cfg/instructions.ts';
import { describeType } from '../solidity/project/types.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, titleOf } from './issue.ts';

/** Arithmetic on values of a caller that can wrap around and matters. */
export const integerOverflow: Detector = {
  id: 'integer-overflow',
  title: 'Integer overflow or underflow',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-101'], dasp: [3], cwe: ['CWE-190'], owasp: ['SC08:2025', 'SC09:2026'] },
  description: 'Finds additions, subtractions, multiplications and powers before 0.8 or in unchecked blocks, on values a caller can choose, whose result reaches state, a test or a payment, and that neither types nor tests keep from wrapping.',
  why: 'Without checks the result of arithmetic that does not fit wraps around: a balance below zero becomes an enormous one, a price that is too large becomes nothing.',
  exampleBad: 'function transfer(address to, uint n) public { balances[msg.sender] -= n; balances[to] += n; }',
  fix: 'Compile with 0.8 or later outside unchecked, use SafeMath, or test the operands first.',
  references: ['https://swcregistry.io/docs/SWC-101', 'https://docs.soliditylang.org/en/latest/080-breaking-changes.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) for (const flow of flowsOf(model)) if (flow !== model.creation) yield* search(model, flow);
  },
};

function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  for (const instruction of flow.instructions) {
    if (!isWrapping(instruction) || isCounter(instruction)) continue;
    if (!isChosen(model, flow, instruction) || !matters(flow, instruction)) continue;
    if (cannotWrap(flow, instruction) || isTransfer(flow, instruction)) continue;
    yield describe(flow, instruction);
  }
}

/** A caller chooses an operand: an argument, or state that is written from arguments. */
function isChosen(model: ContractModel, flow: Flow, operation: Arithmetic): boolean {
  return [...inputsOf(operation)].some((input) => {
    if (input === operation) return false;
    if (input.kind === 'parameter') return true;
    return input.kind === 'load' && input.path.variable !== null && operation.operator !== '+' && isWrittenFromArguments(model, input);
  }) || !flow.routine.isEntryPoint;
}

function isWrittenFromArguments(model: ContractModel, load: Extract<Instruction, { kind: 'load' }>): boolean {
  if (!load.path.variable) return false;
  return model.authorisation.writesOf(load.path.variable).some(({ store }) => [...inputsOf(store.value)].some((input) => input.kind === 'parameter'));
}

/** The result is written to state, paid out, tested or handed on. */
function matters(flow: Flow, operation: Arithmetic): boolean {
  const seen = new Set<Instruction>();
  const pending: Instruction[] = [operation];
  for (let value = pending.pop(); value; value = pending.pop()) {
    if (seen.has(value)) continue;
    seen.add(value);
    if (flow.isTested(value) || flow.isReturned(value)) return true;
    for (const use of flow.usesOf(value)) {
      if (use.kind === 'store' || use.kind === 'call') return true;
      pending.push(use);
    }
  }
  return false;
}

function describe(flow: Flow, operation: Arithmetic): Issue {
  const text = textOf(operation);
  const type = describeType(operation.type);
  const isBelow = operation.operator === '-';
  const limit = isBelow ? 'below zero' : `above ${maxOfType(operation.type) === 2n ** 256n - 1n ? '2²⁵⁶ − 1' : `the largest ${type}`}`;
  return issueAt(operation, {
    message: `${text} in ${type} can go ${limit} and wrap around`,
    scenario: `An attacker calls ${titleOf(flow.routine.info)} with a value for which ${text} goes ${limit}; the wrapped result is taken for the true one.`,
  });
}
