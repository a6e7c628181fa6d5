import type { Block, Instruction, Routine, StoragePath } from '../../src/engines/solidity/cfg/instructions.ts';
import type { SolType } from '../../src/engines/solidity/project/types.ts';

/** A value of the intermediate form: whole numbers and truth values, and tuples of them. */
export type Value = bigint | boolean | Value[];

/** What a run came to. Storage keeps the writes of a run that returned. */
export type Outcome = { status: 'returned'; values: Value[] } | { status: 'reverted' };

class Reverted extends Error {}
const MAX_STEPS = 200_000;

interface Machine {
  args: Value[];
  storage: Map<string, Value>;
  values: Map<Instruction, Value>;
  /** Called for every value, in the order of the run. */
  watch: (instruction: Instruction, value: Value) => void;
}

/** Runs a routine of arithmetic, control flow and storage as its intermediate form says. Throws for anything else. */
export function interpret(routine: Routine, args: Value[], watch: Machine['watch'] = () => undefined): Outcome {
  const machine: Machine = { args, storage: new Map(), values: new Map(), watch };
  try {
    let [from, at]: [Block | null, Block] = [null, routine.entry];
    for (let step = 0; step < MAX_STEPS; step++) {
      runBlock(machine, at, from);
      const { terminator } = at;
      if (terminator.kind === 'revert') return { status: 'reverted' };
      if (terminator.kind === 'return') return { status: 'returned', values: terminator.values.map((value) => get(machine, value)) };
      const next = terminator.kind === 'jump' ? terminator.target : get(machine, terminator.condition) ? terminator.whenTrue : terminator.whenFalse;
      [from, at] = [at, next];
    }
    throw new Error('the run does not end');
  } catch (error) {
    if (error instanceof Reverted) return { status: 'reverted' };
    throw error;
  }
}

function runBlock(machine: Machine, block: Block, from: Block | null): void {
  const phis = block.instructions.filter((one) => one.kind === 'phi');
  const way = from ? block.predecessors.indexOf(from) : -1;
  // All joins of a block take their values at once.
  const joined = phis.map((phi) => get(machine, phi.inputs[way] ?? phi));
  phis.forEach((phi, at) => set(machine, phi, joined[at] ?? 0n));
  for (const instruction of block.instructions) if (instruction.kind !== 'phi') set(machine, instruction, evaluate(machine, instruction));
}

function set(machine: Machine, instruction: Instruction, value: Value): void {
  machine.values.set(instruction, value);
  machine.watch(instruction, value);
}

function get(machine: Machine, instruction: Instruction): Value {
  const value = machine.values.get(instruction);
  if (value === undefined) throw new Error(`${instruction.kind} is read before it is computed`);
  return value;
}

function evaluate(machine: Machine, one: Instruction): Value {
  switch (one.kind) {
    case 'constant':
      return typeof one.value === 'string' ? 0n : one.value;
    case 'parameter':
      return machine.args[one.index] ?? 0n;
    case 'zero':
      return one.type.kind === 'bool' ? false : 0n;
    case 'load':
      return machine.storage.get(placeOf(machine, one.path)) ?? (one.type.kind === 'bool' ? false : 0n);
    case 'store':
      machine.storage.set(placeOf(machine, one.path), get(machine, one.value));
      return 0n;
    case 'reference':
      return 0n;
    case 'environment':
      // The name of a type or function before it is applied; nothing else of the environment is interpreted.
      if (/^(type$|function )/.test(one.name)) return 0n;
      throw new Error(`${one.name} is not interpreted`);
    case 'convert':
      return convert(get(machine, one.value), one.type);
    case 'unary':
      return unary(one.operator, get(machine, one.operand), one.type);
    case 'binary':
      return binary(one, get(machine, one.left), get(machine, one.right));
    case 'tuple':
      return one.items.map((item) => get(machine, item));
    case 'item': {
      const tuple = get(machine, one.tuple);
      return Array.isArray(tuple) ? (tuple[one.index] ?? 0n) : 0n;
    }
    default:
      throw new Error(`${one.kind} is not interpreted`);
  }
}

function placeOf(machine: Machine, path: StoragePath): string {
  const keys = path.keys.map((key) => (key.kind === 'field' ? key.name : String(get(machine, key.value))));
  return [path.variable?.name ?? '?', ...keys].join('/');
}

const asNumber = (value: Value): bigint => (typeof value === 'bigint' ? value : value === true ? 1n : 0n);

/** The number cut to the width of its type. */
function wrap(value: bigint, type: SolType): bigint {
  if (type.kind !== 'int' || type.isLiteral) return value;
  return type.isSigned ? BigInt.asIntN(type.bits, value) : BigInt.asUintN(type.bits, value);
}

function convert(value: Value, type: SolType): Value {
  return typeof value === 'bigint' ? wrap(value, type) : value;
}

function unary(operator: string, value: Value, type: SolType): Value {
  if (operator === '!') return !value;
  return wrap(operator === '-' ? -asNumber(value) : ~asNumber(value), type);
}

type Binary = Extract<Instruction, { kind: 'binary' }>;

function binary({ operator, type, isChecked }: Binary, left: Value, right: Value): Value {
  if (operator === '&&') return left === true && right === true;
  if (operator === '||') return left === true || right === true;
  const [a, b] = [asNumber(left), asNumber(right)];
  const order = compare(operator, a, b);
  if (order !== null) return order;
  const result = reckon(operator, a, b);
  const wrapped = wrap(result, type);
  if (isChecked && wrapped !== result && !operator.startsWith('<') && !operator.startsWith('>')) throw new Reverted();
  return wrapped;
}

function compare(operator: string, a: bigint, b: bigint): boolean | null {
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return null;
  }
}

function reckon(operator: string, a: bigint, b: bigint): bigint {
  if ((operator === '/' || operator === '%') && b === 0n) throw new Reverted();
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return a % b;
    case '**':
      return a ** b;
    case '<<':
      return b > 255n ? 0n : a << b;
    case '>>':
      return b > 255n ? (a < 0n ? -1n : 0n) : a >> b;
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    default:
      throw new Error(`the operator ${operator} is not interpreted`);
  }
}
