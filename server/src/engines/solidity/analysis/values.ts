import { fileOf, type Instruction, type StoragePath } from '../cfg/instructions.ts';
import { operandsOf } from '../cfg/operands.ts';

/** The value behind conversions of type. */
export function strip(value: Instruction): Instruction {
  let result = value;
  while (result.kind === 'convert') result = result.value;
  return result;
}

export function isEnvironment(value: Instruction, name: string): boolean {
  const inner = strip(value);
  return inner.kind === 'environment' && inner.name === name;
}

export function isZero(value: Instruction): boolean {
  const inner = strip(value);
  if (inner.kind === 'zero') return true;
  return inner.kind === 'constant' && (inner.value === 0n || inner.value === false || inner.value === '');
}

export function constantOf(value: Instruction): bigint | null {
  const inner = strip(value);
  return inner.kind === 'constant' && typeof inner.value === 'bigint' ? inner.value : null;
}

/** The text a value was computed from, on one line. */
export function textOf(value: Instruction): string {
  if ((value.kind === 'parameter' || value.kind === 'zero') && value.name !== '') return value.name;
  const { source } = fileOf(value.frame);
  // A join stands where its variable is declared: type, place, and then the name.
  if (value.kind === 'phi') return source.slice(value.range.start, value.range.end).split(/\s+/).at(-1) ?? '';
  const text = source.slice(value.range.start, value.range.end).replace(/\s+/g, ' ');
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** A storage path as it would be written: `accounts[msg.sender].balance`. */
export function pathText(path: StoragePath): string {
  const root = path.variable?.name ?? (path.pointer ? textOf(path.pointer) : 'storage');
  return path.keys.reduce((text, key) => (key.kind === 'field' ? `${text}.${key.name}` : `${text}[${textOf(key.value)}]`), root);
}

const MAX_DEPTH = 12;

/**
 * True where two values are equal if nothing was written between them: the same operation on the same operands.
 * Reads of one storage path count as equal; whether a write lies between them is the caller's question.
 */
export function isSame(a: Instruction, b: Instruction, depth = 0): boolean {
  const [left, right] = [strip(a), strip(b)];
  if (left === right) return true;
  if (depth > MAX_DEPTH || left.kind !== right.kind || labelOf(left) !== labelOf(right)) return false;
  if (left.kind === 'load' || left.kind === 'reference') return left.kind === right.kind && isSamePath(left.path, right.path, depth + 1);
  if (!isComputed(left)) return false;
  return hasSameOperands(left, right, depth + 1);
}

function hasSameOperands(left: Instruction, right: Instruction, depth: number): boolean {
  const [mine, theirs] = [operandsOf(left), operandsOf(right)];
  if (mine.length !== theirs.length) return false;
  if (mine.every((value, at) => isSame(value, theirs[at] ?? left, depth))) return true;
  return left.kind === 'binary' && COMMUTATIVE.has(left.operator) && mine.every((value, at) => isSame(value, theirs[1 - at] ?? left, depth));
}

const COMMUTATIVE: ReadonlySet<string> = new Set(['+', '*', '&', '|', '^', '==', '!=']);

const COMPUTED: ReadonlySet<string> = new Set(['constant', 'environment', 'parameter', 'binary', 'unary', 'member', 'item', 'index']);

/** The result follows from label and operands alone. */
function isComputed(value: Instruction): boolean {
  return value.kind === 'call' ? value.method === 'builtin' : COMPUTED.has(value.kind);
}

/** What tells two instructions of one kind apart besides their operands. */
function labelOf(value: Instruction): bigint | string | boolean | number {
  switch (value.kind) {
    case 'constant':
      return value.value;
    case 'environment':
    case 'member':
    case 'call':
      return value.name;
    case 'parameter':
    case 'item':
      return value.index;
    case 'binary':
    case 'unary':
      return value.operator;
    default:
      return '';
  }
}

export function isSamePath(a: StoragePath, b: StoragePath, depth = 0): boolean {
  if (a.variable !== b.variable || a.keys.length !== b.keys.length) return false;
  if (a.pointer || b.pointer) if (!a.pointer || !b.pointer || !isSame(a.pointer, b.pointer, depth)) return false;
  return a.keys.every((key, at) => {
    const other = b.keys[at];
    if (!other || key.kind !== other.kind) return false;
    if (key.kind === 'field') return other.kind === 'field' && key.name === other.name;
    return other.kind === 'index' && isSame(key.value, other.value, depth);
  });
}

/** True where one path lies inside the other, or on it, whatever the keys: writing one may change the other. */
export function overlaps(a: StoragePath, b: StoragePath): boolean {
  if (a.variable !== b.variable) return false;
  return a.keys.every((key, at) => {
    const other = b.keys[at];
    return !other || key.kind !== 'field' || other.kind !== 'field' || key.name === other.name;
  });
}

/** Every value that flows into `value` by computation, itself included; storage is not followed. */
export function inputsOf(value: Instruction): Set<Instruction> {
  const seen = new Set<Instruction>();
  const pending = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...operandsOf(next));
  }
  return seen;
}

/**
 * The values whose size decides the size of `value`: operands of arithmetic, conversions and joins. What only selects
 * (keys, indices, hashed data) is left out.
 */
export function sizesOf(value: Instruction): Set<Instruction> {
  const seen = new Set<Instruction>();
  const pending = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.kind === 'index' || next.kind === 'member') pending.push(next.object);
    else if (next.kind !== 'load' && next.kind !== 'reference' && next.kind !== 'call') pending.push(...operandsOf(next));
  }
  return seen;
}

export function dependsOn(value: Instruction, test: (input: Instruction) => boolean): boolean {
  for (const input of inputsOf(value)) if (test(input)) return true;
  return false;
}
