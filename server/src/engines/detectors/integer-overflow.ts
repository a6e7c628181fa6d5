import { hasOrder, maxOfType, relationsOf, upperBound } from '../solidity/analysis/bounds.ts';
import { type ContractModel, flowsOf } from '../solidity/analysis/contract-model.ts';
import type { Flow } from '../solidity/analysis/flow.ts';
import { type Arithmetic, cannotWrap, isCounter, isPaidIn, isTransfer, isWrapping } from '../solidity/analysis/overflow.ts';
import { constantOf, isEnvironment, isSame, overlaps, sizesOf, strip, textOf } from '../solidity/analysis/values.ts';
import type { Block, Instruction, LoadValue, StoragePath, StoreInstruction } from '../solidity/cfg/instructions.ts';
import { isBefore } from '../solidity/project/contract.ts';
import type { FunctionInfo, ModifierInfo } from '../solidity/project/model.ts';
import { describeType } from '../solidity/project/types.ts';
import type { Context, Detector, Issue } from './detector.ts';
import { issueAt, stepAt, titleOf } from './issue.ts';

/** State that tests keep below this is no way to make another number overflow. */
const SANE = 2n ** 64n;

/** Arithmetic on values of a caller that can wrap around. */
export const integerOverflow: Detector = {
  id: 'integer-overflow',
  title: 'Integer overflow or underflow',
  severity: 'high',
  confidence: 'medium',
  categories: { swc: ['SWC-101'], dasp: [3], cwe: ['CWE-190'], owasp: ['SC08:2025', 'SC09:2026'] },
  description: 'Finds additions, subtractions, multiplications and powers before 0.8 or in unchecked blocks whose size a caller can choose, and that neither types nor tests before or after keep from wrapping. One finding per function, the rest in its path.',
  why: 'Without checks the result of arithmetic that does not fit wraps around: a balance below zero becomes an enormous one, a price that is too large becomes nothing.',
  exampleBad: 'function transfer(address to, uint n) public { balances[msg.sender] -= n; balances[to] += n; }',
  fix: 'Compile with 0.8 or later outside unchecked, use SafeMath, or test the operands first.',
  references: ['https://swcregistry.io/docs/SWC-101', 'https://docs.soliditylang.org/en/latest/080-breaking-changes.html'],
  *run({ models }: Context): Iterable<Issue> {
    for (const model of models) {
      for (const flow of flowsOf(model)) if (flow !== model.creation) yield* search(model, flow);
    }
  },
};

/** The unchecked operations of one routine, by the function whose code they stand in: one root cause each. */
function* search(model: ContractModel, flow: Flow): Iterable<Issue> {
  const byCode = new Map<FunctionInfo | ModifierInfo, Arithmetic[]>();
  for (const instruction of flow.instructions) {
    if (!isWrapping(instruction) || !isChosen(model, flow, instruction) || isHarmless(flow, instruction)) continue;
    const { code } = instruction.frame;
    byCode.set(code, [...(byCode.get(code) ?? []), instruction]);
  }
  for (const operations of byCode.values()) {
    const effective = operations.filter((operation) => matters(flow, operation));
    const [worst] = effective.length > 0 ? effective : operations.filter((operation) => isBefore(operation.frame.code.file, 8));
    if (!worst) continue;
    const isTrusted = model.authorisation.isAuthorised(flow, worst.block);
    // Who has to take over the contract first has little need of a wrapped number.
    const isRestricted = isTrusted || model.authorisation.checksAt(flow, worst.block).some((check) => check.isIdentity);
    yield describe(flow, worst, { others: operations, isEffective: effective.length > 0, isRestricted });
  }
}

function isHarmless(flow: Flow, operation: Arithmetic): boolean {
  return isCounter(operation) || isPaidIn(flow, operation) || cannotWrap(flow, operation) || isTransfer(flow, operation) || isLength(flow, operation);
}

/** A caller chooses the size of an operand: by an argument no test holds down, or by state written from arguments. */
function isChosen(model: ContractModel, flow: Flow, operation: Arithmetic): boolean {
  if (constantOf(operation.left) !== null && constantOf(operation.right) !== null) return true;
  if ((operation.operator === '*' && isPriced(model, operation)) || isSpentBlindly(operation)) return true;
  return [operation.left, operation.right].some((operand) =>
    [...sizesOf(operand)].some((input) => {
      if (input.kind === 'parameter') return (operation.operator !== '+' || !isHeldDown(flow, operand, operation.block)) && !isIdentifier(flow, input, operation);
      return operation.operator === '-' && input.kind === 'load' && isWrittenFromArguments(model, input, fieldOf(operand, input));
    }),
  );
}

/** The field that is taken of a struct which was read as a whole. */
function fieldOf(operand: Instruction, load: Instruction): string | null {
  const inner = strip(operand);
  return inner.kind === 'member' && strip(inner.object) === load ? inner.name : null;
}

/** What the write puts into one field, where it writes the struct as a whole. */
function writtenTo(field: string | null, store: StoreInstruction): Instruction {
  const value = strip(store.value);
  if (field === null || value.kind !== 'allocate' || value.type.kind !== 'struct') return value;
  return value.items[value.type.definition.fields.findIndex((one) => one.name === field)] ?? value;
}

/** Names an entry rather than an amount, and what is reckoned from it is not kept. */
function isIdentifier(flow: Flow, parameter: Instruction, operation: Arithmetic): boolean {
  if (isStored(flow, operation)) return false;
  return flow.usesOf(parameter).some((use) => 'path' in use && use.path.keys.some((key) => key.kind === 'index' && strip(key.value) === parameter));
}

/** A fixed amount, and no mere count, is taken off an account again and again. */
function isSpentBlindly({ operator, left, right }: Arithmetic): boolean {
  const account = strip(left);
  return operator === '-' && account.kind === 'load' && account.path.keys.length > 0 && (constantOf(right) ?? 0n) > 2n ** 16n;
}

/** What a caller pays times a price that was set from an argument. */
function isPriced(model: ContractModel, { left, right }: Arithmetic): boolean {
  return [[left, right], [right, left]].some(([amount, price]) => {
    const inner = price && strip(price);
    return amount !== undefined && isEnvironment(amount, 'msg.value') && inner?.kind === 'load' && isWrittenFromArguments(model, inner);
  });
}

/** A test on the way compares the operand with state, which is taken to be of sane size. */
function isHeldDown(flow: Flow, operand: Instruction, block: Block): boolean {
  return flow.facts(block).some((fact) =>
    relationsOf(fact).some(({ left, right }) => isSame(left, operand) && ![...sizesOf(right)].some((input) => input.kind === 'parameter')),
  );
}

function isWrittenFromArguments(model: ContractModel, load: LoadValue, field: string | null = null): boolean {
  if (!load.path.variable) return false;
  return model.authorisation.writesOf(load.path.variable).some(({ flow, store }) => {
    const value = writtenTo(field, store);
    if (!isSameShape(store.path, load.path) || upperBound(flow, value, { block: store.block }) <= SANE) return false;
    return [...sizesOf(value)].some((input) => input.kind === 'parameter' && !isLimited(flow, input, { store, load }));
  });
}

/** A test before the write, or after it in every run that is not undone, holds the argument down. */
function isLimited(flow: Flow, input: Instruction, { store, load }: { store: StoreInstruction; load: LoadValue }): boolean {
  if (isHeldDown(flow, input, store.block) || hasOrder(flow, { greater: load, lesser: input, block: store.block })) return true;
  return flow.endsAfter(store.block).every((end) => isHeldDown(flow, input, end));
}

/** The same field behind the same number of keys. */
function isSameShape(a: StoragePath, b: StoragePath): boolean {
  return a.keys.length === b.keys.length && overlaps(a, b) && a.keys.every((key, at) => key.kind === b.keys[at]?.kind);
}

/** The length of an array below zero has a detector of its own. */
function isLength(flow: Flow, operation: Arithmetic): boolean {
  return flow.usesOf(operation).some((use) => use.kind === 'store' && isLengthKey(use.path));
}

function isLengthKey({ keys }: StoragePath): boolean {
  const key = keys.at(-1);
  return key?.kind === 'field' && key.name === 'length';
}

function isStored(flow: Flow, value: Instruction, depth = 0): boolean {
  return flow.usesOf(value).some((use) => {
    if (use.kind === 'store') return use.value === value;
    return depth < 8 && (use.kind === 'phi' || use.kind === 'convert') && isStored(flow, use, depth + 1);
  });
}

/** The result is written to state, paid out, tested or handed on. */
function matters(flow: Flow, operation: Arithmetic): boolean {
  // Who writes unchecked has thought of it; what counts is a wrapped number that ends up in storage as it is.
  if (!isBefore(operation.frame.code.file, 8)) return isStored(flow, operation);
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

/** A number somebody holds: an entry of a ledger, or a total that grows. */
function isKept(flow: Flow, value: Instruction, depth = 0): boolean {
  return flow.usesOf(value).some((use) => {
    if (use.kind === 'store') return use.value === value && (use.path.keys.length > 0 || use.operator === '+=');
    return depth < 8 && (use.kind === 'phi' || use.kind === 'convert') && isKept(flow, use, depth + 1);
  });
}

/**
 * Without effect it is a flaw in waiting. Where only trusted callers get to it is less urgent, and a remark unless
 * balances go wrong by it; so it is in code that changes nothing, or that nobody can call with values of his own.
 */
function ratingOf(flow: Flow, operations: Arithmetic[], of: { isEffective: boolean; isRestricted: boolean }): Pick<Issue, 'severity' | 'confidence'> {
  const { info, isEntryPoint } = flow.routine;
  const isAnswer = info.mutability !== null && info.mutability !== 'payable';
  if (!isEntryPoint || isAnswer) return { severity: 'low', confidence: 'low' };
  if (!of.isRestricted) return of.isEffective ? {} : { severity: 'medium', confidence: 'low' };
  const isHeld = operations.some((operation) => isKept(flow, operation));
  return { severity: isHeld ? 'medium' : 'low', confidence: of.isEffective ? 'medium' : 'low' };
}

function describe(flow: Flow, operation: Arithmetic, of: { others: Arithmetic[]; isEffective: boolean; isRestricted: boolean }): Issue {
  const text = textOf(operation);
  const type = describeType(operation.type);
  const limit = operation.operator === '-' ? 'below zero' : `above ${maxOfType(operation.type) === 2n ** 256n - 1n ? '2²⁵⁶ − 1' : `the largest ${type}`}`;
  const more = of.others.length - 1;
  return issueAt(operation, {
    message: `${text} in ${type} can go ${limit} and wrap around${more > 0 ? `, as can ${more} more operation${more > 1 ? 's' : ''} of this function` : ''}`,
    scenario: `An attacker calls ${titleOf(flow.routine.info)} with a value for which ${text} goes ${limit}; the wrapped result is taken for the true one.`,
    steps: of.others.map((other) => stepAt(other, `${textOf(other)} is not checked`)),
    ...ratingOf(flow, of.others, of),
  });
}
