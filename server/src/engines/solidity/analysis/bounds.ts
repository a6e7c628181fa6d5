import type { Block, Instruction } from '../cfg/instructions.ts';
import type { SolType } from '../project/types.ts';
import type { Fact } from './facts.ts';
import type { Flow } from './flow.ts';
import { constantOf, isSame, isSamePath, strip } from './values.ts';

/** Twice the number of wei there are: no amount of Ether comes near. */
const MAX_ETHER = 2n ** 90n;
const MAX_TIME = 2n ** 40n;
const MAX_LENGTH = 2n ** 64n;
const MAX_DEPTH = 10;

const ENVIRONMENT: Readonly<Record<string, bigint>> = {
  'msg.value': MAX_ETHER,
  'block.timestamp': MAX_TIME,
  'block.number': MAX_TIME,
  'block.gaslimit': MAX_TIME,
  'tx.gasprice': MAX_ETHER,
  'msg.gas': MAX_TIME,
};

export function maxOfType(type: SolType): bigint {
  if (type.kind === 'int') return 2n ** BigInt(type.isSigned ? type.bits - 1 : type.bits) - 1n;
  if (type.kind === 'bool') return 1n;
  if (type.kind === 'address' || type.kind === 'contract') return 2n ** 160n - 1n;
  if (type.kind === 'fixedBytes') return 2n ** BigInt(type.size * 8) - 1n;
  if (type.kind === 'enum') return BigInt(Math.max(0, type.definition.members.length - 1));
  return 2n ** 256n - 1n;
}

/** The largest value an unsigned computation can have in a block, from types, constants and the tests on the way. */
export function upperBound(flow: Flow, value: Instruction, at: { block: Block; depth?: number }): bigint {
  const { block, depth = 0 } = at;
  const ofType = maxOfType(value.type);
  if (depth > MAX_DEPTH) return ofType;
  const computed = computedBound(flow, value, { block, depth: depth + 1 });
  const tested = testedBound(flow, value, { block, depth: depth + 1 });
  const limits = [ofType, computed, tested].filter((limit) => limit >= 0n);
  return limits.reduce((least, limit) => (limit < least ? limit : least), ofType);
}

function computedBound(flow: Flow, value: Instruction, at: { block: Block; depth: number }): bigint {
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'bigint' ? value.value : typeof value.value === 'boolean' ? 1n : maxOfType(value.type);
    case 'zero':
      return 0n;
    case 'environment':
      return ENVIRONMENT[value.name] ?? maxOfType(value.type);
    case 'convert':
      return upperBound(flow, value.value, at);
    case 'load':
      return value.path.keys.at(-1)?.kind === 'field' && isLength(value) ? MAX_LENGTH : maxOfType(value.type);
    case 'member':
      return value.name === 'balance' ? MAX_ETHER : value.name === 'length' ? MAX_LENGTH : maxOfType(value.type);
    case 'phi':
      return phiBound(flow, value, at);
    case 'binary':
      return binaryBound(flow, value, at);
    default:
      return maxOfType(value.type);
  }
}

function isLength(value: Extract<Instruction, { kind: 'load' }>): boolean {
  const key = value.path.keys.at(-1);
  return key?.kind === 'field' && key.name === 'length';
}

/** A phi that feeds itself (a loop) is bounded by tests only. */
function phiBound(flow: Flow, value: Extract<Instruction, { kind: 'phi' }>, at: { block: Block; depth: number }): bigint {
  const isLoop = value.block.predecessors.some((predecessor) => flow.dominators.dominates(value.block, predecessor));
  if (isLoop) return maxOfType(value.type);
  // What the ways to the join have tested holds for the value that comes along each of them.
  const limits = value.inputs.map((input, way) => upperBound(flow, input, { ...at, block: value.block.predecessors[way] ?? at.block }));
  return limits.reduce((most, limit) => (limit > most ? limit : most), 0n);
}

function binaryBound(flow: Flow, value: Extract<Instruction, { kind: 'binary' }>, at: { block: Block; depth: number }): bigint {
  const left = upperBound(flow, value.left, at);
  const right = upperBound(flow, value.right, at);
  const divisor = constantOf(value.right);
  switch (value.operator) {
    case '+':
      return left + right;
    case '*':
      return left * right;
    case '-':
      return hasOrder(flow, { greater: value.left, lesser: value.right, block: at.block }) ? left : maxOfType(value.type);
    case '/':
      return divisor && divisor > 0n ? left / divisor : left;
    case '%':
      return right > 0n ? right - 1n : 0n;
    case '&':
      return left < right ? left : right;
    case '>>':
      return divisor !== null && divisor >= 0n && divisor < 256n ? left >> divisor : left;
    default:
      return maxOfType(value.type);
  }
}

interface Relation {
  left: Instruction;
  right: Instruction;
  /** left ≤ right, or left < right. */
  isStrict: boolean;
}

/** Reads an atom as `left ≤ right` relations; equality gives both directions. */
export function relationsOf(fact: Fact): Relation[] {
  if (fact.kind !== 'atom') return [];
  const value = strip(fact.value);
  if (value.kind !== 'binary') return [];
  const { operator, left, right } = value;
  const flipped: Readonly<Record<string, string>> = { '<': '>=', '>=': '<', '>': '<=', '<=': '>', '==': '!=', '!=': '==' };
  switch (fact.holds ? operator : flipped[operator]) {
    case '<':
      return [{ left, right, isStrict: true }];
    case '<=':
      return [{ left, right, isStrict: false }];
    case '>':
      return [{ left: right, right: left, isStrict: true }];
    case '>=':
      return [{ left: right, right: left, isStrict: false }];
    case '==':
      return [{ left, right, isStrict: false }, { left: right, right: left, isStrict: false }];
    case '!=':
      // Unsigned and not zero: at least one.
      return constantOf(right) === 0n ? [{ left: right, right: left, isStrict: true }] : [];
    default:
      return [];
  }
}

function testedBound(flow: Flow, value: Instruction, at: { block: Block; depth: number }): bigint {
  let least = -1n;
  for (const fact of flow.facts(at.block)) {
    for (const { left, right, isStrict } of relationsOf(fact)) {
      if (!isSame(left, value)) continue;
      const limit = constantOf(right) ?? (at.depth < 7 ? upperBound(flow, right, at) : -1n);
      const bound = isStrict && limit > 0n ? limit - 1n : limit;
      if (bound >= 0n && (least < 0n || bound < least)) least = bound;
    }
  }
  return least;
}

/** True where a test on the way to `block` proves that `greater` is at least `lesser`. */
export function hasOrder(flow: Flow, of: { greater: Instruction; lesser: Instruction; block: Block }): boolean {
  const { greater, lesser, block } = of;
  if (isSame(greater, lesser) || constantOf(lesser) === 0n) return true;
  const needed = constantOf(lesser);
  const had = constantOf(greater);
  if (needed !== null && had !== null) return had >= needed;
  if (isSumWith(greater, lesser)) return true;
  return flow.facts(block).some((fact) =>
    factProves(fact, (one) =>
      relationsOf(one).some(({ left, right, isStrict }) => {
        if (!isSame(right, greater) || isStale(flow, right, greater)) return false;
        if (isSame(left, lesser)) return true;
        const known = constantOf(left);
        return known !== null && needed !== null && (isStrict ? known + 1n : known) >= needed;
      }),
    ),
  );
}

/** `(x + n) - n`, as with the length that push returns. */
function isSumWith(sum: Instruction, part: Instruction): boolean {
  const inner = strip(sum);
  return inner.kind === 'binary' && inner.operator === '+' && inner.isChecked && (isSame(inner.left, part) || isSame(inner.right, part));
}

/** Between the test and the use the same storage was written, as by an earlier round of a loop. */
function isStale(flow: Flow, tested: Instruction, used: Instruction): boolean {
  const [before, now] = [strip(tested), strip(used)];
  if (before.kind !== 'load' || now.kind !== 'load' || before === now) return false;
  return flow.storesTo(before.path.variable).some((store) => isSamePath(store.path, now.path) && flow.canFollow(before, store) && flow.canFollow(store, now));
}

/** A disjunction proves what each of its options proves. */
function factProves(fact: Fact, proves: (fact: Fact) => boolean): boolean {
  if (fact.kind === 'atom') return proves(fact);
  return fact.options.every((option) => option.some((one) => factProves(one, proves)));
}
