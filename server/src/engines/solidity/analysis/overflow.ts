import type { Block, Instruction } from '../cfg/instructions.ts';
import { hasOrder, maxOfType, relationsOf, upperBound } from './bounds.ts';
import type { Fact } from './facts.ts';
import type { Flow } from './flow.ts';
import { constantOf, isEnvironment, isSame, strip } from './values.ts';

export type Arithmetic = Extract<Instruction, { kind: 'binary' }>;

const OPERATORS = new Set(['+', '-', '*', '**']);

/** Wrapping arithmetic: unsigned or signed integers, outside the checks of 0.8. */
export function isWrapping(instruction: Instruction): instruction is Arithmetic {
  if (instruction.kind !== 'binary' || instruction.isChecked || !OPERATORS.has(instruction.operator)) return false;
  return instruction.type.kind === 'int' && !instruction.type.isLiteral && !instruction.type.isWord;
}

/** True where types, constants or a test before or after prove that the result did not wrap. */
export function cannotWrap(flow: Flow, operation: Arithmetic): boolean {
  const { left, right, operator, block } = operation;
  if (operator === '-') return hasOrder(flow, { greater: left, lesser: right, block }) || isCheckedAfter(flow, operation);
  const limit = maxOfType(operation.type);
  const [a, b] = [upperBound(flow, left, { block }), upperBound(flow, right, { block })];
  if (operator === '+' && a + b <= limit) return true;
  if (operator === '*' && a * b <= limit) return true;
  if (operator === '**' && isSmallPower(a, b, limit)) return true;
  return isCheckedAfter(flow, operation) || isCheckedBefore(flow, operation);
}

function isSmallPower(base: bigint, exponent: bigint, limit: bigint): boolean {
  if (base <= 1n || exponent <= 1n) return true;
  return exponent < 256n && base < 2n ** 32n && base ** exponent <= limit;
}

/** `c >= a`, `c / a == b`, `c <= a`: a branch compares the result with an operand. */
function isCheckedAfter(flow: Flow, operation: Arithmetic): boolean {
  return flow.routine.blocks.some(({ terminator }) => terminator.kind === 'branch' && comparisons(terminator.condition).some((one) => checks(one, operation)));
}

function comparisons(condition: Instruction, depth = 0): Arithmetic[] {
  const value = strip(condition);
  if (depth > 16) return [];
  if (value.kind === 'unary') return comparisons(value.operand, depth + 1);
  if (value.kind === 'phi') return value.inputs.flatMap((input) => comparisons(input, depth + 1));
  if (value.kind !== 'binary') return [];
  if (value.operator === '&&' || value.operator === '||') return [...comparisons(value.left, depth + 1), ...comparisons(value.right, depth + 1)];
  return [value];
}

function checks(comparison: Arithmetic, operation: Arithmetic): boolean {
  const { left, right, operator } = operation;
  for (const [one, other] of [[comparison.left, comparison.right], [comparison.right, comparison.left]] as const) {
    const isInverse = operator === '*' && isDivisionOf(one, operation);
    if (isInverse && (isSame(other, left) || isSame(other, right))) return true;
    const isOrder = ['<', '>', '<=', '>='].includes(comparison.operator);
    if (operator !== '*' && isOrder && isSame(one, operation) && (isSame(other, left) || isSame(other, right))) return true;
  }
  return false;
}

function isDivisionOf(value: Instruction, operation: Arithmetic): boolean {
  const inner = strip(value);
  if (inner.kind !== 'binary' || inner.operator !== '/' || !isSame(inner.left, operation)) return false;
  return isSame(inner.right, operation.left) || isSame(inner.right, operation.right);
}

/** `b <= MAX - a`, `a <= MAX / b`. */
function isCheckedBefore(flow: Flow, operation: Arithmetic): boolean {
  const inverse = operation.operator === '+' ? '-' : '/';
  const { left, right } = operation;
  return flow.facts(operation.block).some((fact) => {
    const value = fact.kind === 'atom' ? strip(fact.value) : null;
    if (value?.kind !== 'binary') return false;
    return [[value.left, value.right], [value.right, value.left]].some(([one, other]) => {
      const limit = one && strip(one);
      if (!limit || !other || limit.kind !== 'binary' || limit.operator !== inverse) return false;
      return (isSame(limit.right, left) && isSame(other, right)) || (isSame(limit.right, right) && isSame(other, left));
    });
  });
}

/**
 * A sum kept by moving: what is added to an entry was taken, under a test, from another entry of the same ledger in
 * the same routine, so no entry exceeds the whole.
 */
export function isTransfer(flow: Flow, operation: Arithmetic): boolean {
  if (operation.operator === '-') return isTakenFromTotal(flow, operation);
  if (operation.operator !== '+') return false;
  return [[operation.left, operation.right], [operation.right, operation.left]].some(([entry, amount]) => {
    const ledger = entry && strip(entry);
    if (ledger?.kind !== 'load' || ledger.path.keys.length === 0 || !amount) return false;
    return flow.instructions.some((other) => {
      if (other.kind !== 'binary' || other.operator !== '-' || !isSame(other.right, amount)) return false;
      const from = strip(other.left);
      const isSameLedger = from.kind === 'load' && from.path.variable === ledger.path.variable;
      return isSameLedger && (other.isChecked || cannotWrap(flow, other));
    });
  });
}

/** What an account was tested to hold is taken off the total of all accounts. */
function isTakenFromTotal(flow: Flow, operation: Arithmetic): boolean {
  const total = strip(operation.left);
  if (total.kind !== 'load') return false;
  const isLedgerEntry = (value: Instruction): boolean => isEntryOf(value, total.path.keys.length);
  return flow.facts(operation.block).flatMap(relationsOf).some(({ left, right }) => isSame(left, operation.right) && isLedgerEntry(right)) || flow.instructions.some((other) => {
    if (other === operation || other.kind !== 'binary' || other.operator !== '-' || !isSame(other.right, operation.right) || !isLedgerEntry(other.left)) return false;
    return other.isChecked || cannotWrap(flow, other);
  });
}

/** An account behind more keys than the total has: `balances[id][owner]` of `supply[id]`. */
function isEntryOf(value: Instruction, keysOfTotal: number): boolean {
  const inner = strip(value);
  return inner.kind === 'load' && inner.path.keys.length > keysOfTotal;
}

/** A counter that goes up or down by one takes longer than the chain will live. */
export function isCounter({ left, right, operator }: Arithmetic): boolean {
  const step = constantOf(right) ?? constantOf(left);
  return operator === '+' && step !== null && step <= 2n ** 16n;
}

const PULLS: ReadonlySet<string> = new Set(['transferFrom', 'safeTransferFrom']);

/** What is added was paid in by this very call, in tokens or Ether: there is not enough of it to reach the limit. */
export function isPaidIn(flow: Flow, { operator, left, right, block }: Arithmetic): boolean {
  return operator === '+' && [left, right].some((amount) => flow.routine.blocks.some((paid) => takesIn(flow, paid, amount) && isOnlyWayFor(flow, amount, { paid, block })));
}

/** From this block on it is settled that the amount has come in. */
function takesIn(flow: Flow, block: Block, amount: Instruction): boolean {
  const isPulled = block.instructions.some((one) => one.kind === 'call' && one.method === 'external' && PULLS.has(one.name) && one.args.some((argument) => isSame(argument, amount)));
  return isPulled || flow.facts(block).some((fact) => isSentAlong(fact, amount));
}

/** `msg.value == amount` */
function isSentAlong(fact: Fact, amount: Instruction): boolean {
  const test = fact.kind === 'atom' && fact.holds ? strip(fact.value) : null;
  if (test?.kind !== 'binary' || test.operator !== '==') return false;
  return (isSame(test.left, amount) && isEnvironment(test.right, 'msg.value')) || (isSame(test.right, amount) && isEnvironment(test.left, 'msg.value'));
}

/** Whoever gets to `block` with an amount other than zero has come through `paid`. */
function isOnlyWayFor(flow: Flow, amount: Instruction, { paid, block }: { paid: Block; block: Block }): boolean {
  if (flow.dominators.dominates(paid, block)) return true;
  if (!flow.canReach(paid, block)) return false;
  const known = new Set(flow.facts(block));
  return flow.facts(paid).every((fact) => known.has(fact) || isSentAlong(fact, amount) || isNotZero(fact, amount));
}

function isNotZero(fact: Fact, amount: Instruction): boolean {
  return relationsOf(fact).some(({ left, right, isStrict }) => isStrict && constantOf(left) === 0n && isSame(right, amount));
}
