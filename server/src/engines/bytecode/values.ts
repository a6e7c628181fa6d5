/** Where a value's bits come from; a value carries the union over everything it was computed from. */
export const Source = {
  caller: 1, origin: 2, calldata: 4, block: 8, blockhash: 16, storage: 32, balance: 64, callvalue: 128, returndata: 256,
} as const;

/** A word on the abstract stack: a known number, or the operation that computes it. */
export interface Value {
  name: string;
  args: readonly Value[];
  /** Null where it depends on anything from outside. */
  constant: bigint | null;
  sources: number;
  /** It says whether the caller is someone in particular. */
  isCallerTest: boolean;
  /** Places of the calls whose success it depends on. */
  calls: readonly number[];
}

const WORD = 2n ** 256n;
const MAX_CALLS = 8;
const NONE: readonly never[] = [];

export function constant(value: bigint): Value {
  return { name: 'constant', args: NONE, constant: value % WORD, sources: 0, isCallerTest: false, calls: NONE };
}

export const ZERO = constant(0n);

/** The result of an operation; folded where all operands are known. */
export function compute(name: string, args: readonly Value[], own = 0): Value {
  const folded = fold(name, args);
  if (folded !== null) return constant(folded);
  let sources = own;
  let isCallerTest = comparesCaller(name, args);
  let calls: readonly number[] = NONE;
  for (const argument of args) {
    sources |= argument.sources;
    isCallerTest ||= argument.isCallerTest;
    if (argument.calls.length > 0) calls = calls.length === 0 ? argument.calls : [...new Set([...calls, ...argument.calls])].slice(0, MAX_CALLS);
  }
  return { name, args: args.slice(0, 4), constant: null, sources, isCallerTest, calls };
}

export function comesFrom(value: Value, source: number): boolean {
  return (value.sources & source) !== 0;
}

/** `caller == owner`, `caller - owner`, `caller ^ owner`, where the other side is no free choice of the caller. */
function comparesCaller(name: string, args: readonly Value[]): boolean {
  if (name === 'SLOAD' || name === 'TLOAD') return args.some((key) => comesFrom(key, Source.caller));
  if (name !== 'EQ' && name !== 'SUB' && name !== 'XOR') return false;
  const [left, right] = args;
  if (!left || !right) return false;
  return isCaller(left) ? isTrusted(right) : isCaller(right) && isTrusted(left);
}

const isCaller = (value: Value): boolean => value.sources === Source.caller;

function isTrusted(value: Value): boolean {
  return (value.constant !== null && value.constant !== 0n) || comesFrom(value, Source.storage | Source.returndata);
}

type Fold = (a: bigint, b: bigint) => bigint;
const bit = (value: boolean): bigint => (value ? 1n : 0n);
const wrap = (value: bigint): bigint => ((value % WORD) + WORD) % WORD;

const FOLDS: Readonly<Record<string, Fold>> = {
  ADD: (a, b) => wrap(a + b), SUB: (a, b) => wrap(a - b), MUL: (a, b) => wrap(a * b),
  DIV: (a, b) => (b === 0n ? 0n : a / b), MOD: (a, b) => (b === 0n ? 0n : a % b),
  AND: (a, b) => a & b, OR: (a, b) => a | b, XOR: (a, b) => a ^ b,
  EQ: (a, b) => bit(a === b), LT: (a, b) => bit(a < b), GT: (a, b) => bit(a > b),
  SHL: (a, b) => (a > 255n ? 0n : wrap(b << a)), SHR: (a, b) => (a > 255n ? 0n : b >> a),
  EXP: (a, b) => power(a, b), ISZERO: (a) => bit(a === 0n), NOT: (a) => WORD - 1n - a,
};

function fold(name: string, args: readonly Value[]): bigint | null {
  const operation = Object.hasOwn(FOLDS, name) ? FOLDS[name] : undefined;
  const a = args[0]?.constant;
  const b = args.length > 1 ? args[1]?.constant : 0n;
  return operation && a != null && b != null ? operation(a, b) : null;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (let [square, rest] = [base, exponent]; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % WORD;
    square = (square * square) % WORD;
  }
  return result;
}
