import { concat, fromHex, toBytes } from '../src/bytes.ts';

/** A deterministic source of numbers (mulberry32), so that a failing seed can be run again. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer in [0, limit). */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}

export const CONTRACT = '0x00000000000000000000000000000000000c0de1';
export const OTHER = '0x00000000000000000000000000000000000c0de2';
export const SENDER = '0x00000000000000000000000000000000000a11ce';
const ADDRESSES = [CONTRACT, OTHER, SENDER, '0x0000000000000000000000000000000000000002', '0x0000000000000000000000000000000000000004', '0x00000000000000000000000000000000dead0001'];

/** Precompiles of every fork and addresses beside them; ethereumjs has point evaluation (0x0a) only with a native library. */
const PRECOMPILES = Array.from({ length: 0x13 }, (_, i) => BigInt(i)).concat(0x100n).filter((id) => id !== 0x0an);

function push(value: bigint): Uint8Array {
  if (value === 0n) return Uint8Array.of(0x60, 0);
  const size = Math.ceil(value.toString(16).length / 2);
  return concat([Uint8Array.of(0x5f + size), toBytes(value, size)]);
}

/** Words that arithmetic and storage meet in practice and at their limits. */
function word(random: Random): bigint {
  switch (random.below(6)) {
    case 0: return BigInt(random.below(4));
    case 1: return BigInt(random.below(300));
    case 2: return (1n << BigInt(random.below(256))) - BigInt(random.below(2));
    case 3: return (1n << 256n) - 1n - BigInt(random.below(8));
    case 4: return BigInt(`0x${Array.from({ length: 8 }, () => random.below(2 ** 32).toString(16).padStart(8, '0')).join('')}`);
    default: return BigInt(random.pick(ADDRESSES));
  }
}

const small = (random: Random): Uint8Array => push(BigInt(random.below(random.below(8) === 0 ? 5000 : 96)));

/** Opcodes that take only words, with how many. */
const WORD_OPS: readonly (readonly [number, number])[] = [
  ...[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x0a, 0x0b, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1c, 0x1d].map((op) => [op, 2] as const),
  [0x08, 3], [0x09, 3], [0x15, 1], [0x19, 1], [0x1e, 1], [0x35, 1], [0x40, 1], [0x49, 1],
];
const READS = [0x30, 0x32, 0x33, 0x34, 0x36, 0x38, 0x3a, 0x3d, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x4a, 0x58, 0x59, 0x5a, 0x5f];

function wordOp(random: Random): Uint8Array {
  const [op, count] = random.pick(WORD_OPS);
  return concat([...Array.from({ length: count }, () => push(word(random))), Uint8Array.of(op)]);
}

function memoryOp(random: Random): Uint8Array {
  const op = random.pick([0x20, 0x51, 0x52, 0x53, 0x37, 0x39, 0x3e, 0x5e]);
  if (op === 0x51) return concat([small(random), Uint8Array.of(op)]);
  if (op === 0x52 || op === 0x53) return concat([push(word(random)), small(random), Uint8Array.of(op)]);
  if (op === 0x20) return concat([small(random), small(random), Uint8Array.of(op)]);
  return concat([small(random), small(random), small(random), Uint8Array.of(op)]);
}

function stateOp(random: Random): Uint8Array {
  const key = push(BigInt(random.below(4)));
  switch (random.below(6)) {
    case 0: return concat([key, Uint8Array.of(0x54)]);
    case 1: return concat([push(BigInt(random.below(3))), key, Uint8Array.of(0x55)]);
    case 2: return concat([key, Uint8Array.of(0x5c)]);
    case 3: return concat([push(word(random)), key, Uint8Array.of(0x5d)]);
    case 4: return concat([push(BigInt(random.pick(ADDRESSES))), Uint8Array.of(random.pick([0x31, 0x3b, 0x3f]))]);
    default: return concat([small(random), small(random), small(random), push(BigInt(random.pick(ADDRESSES))), Uint8Array.of(0x3c)]);
  }
}

/** A call of a precompile on words that memory gets first. */
function precompile(random: Random): Uint8Array {
  const words = random.below(7), op = random.pick([0xf1, 0xf4, 0xfa]);
  const stores = Array.from({ length: words }, (_, i) => concat([push(word(random)), push(BigInt(32 * i)), Uint8Array.of(0x52)]));
  return concat([
    ...stores, small(random), push(BigInt(32 * words)), push(BigInt(32 * words - (random.below(4) === 0 ? random.below(32 * words + 1) : 0))), push(0n),
    ...(op === 0xf1 ? [push(0n)] : []), push(random.pick(PRECOMPILES)),
    random.below(3) === 0 ? push(BigInt(random.below(60_000))) : Uint8Array.of(0x5a), Uint8Array.of(op),
  ]);
}

function call(random: Random): Uint8Array {
  if (random.below(4) === 0) return precompile(random);
  const op = random.pick([0xf1, 0xf1, 0xf2, 0xf4, 0xfa]), takesValue = op === 0xf1 || op === 0xf2;
  return concat([
    small(random), small(random), small(random), small(random),
    ...(takesValue ? [push(BigInt(random.below(3) === 0 ? random.below(5) : 0))] : []),
    push(BigInt(random.pick(ADDRESSES))), random.below(3) === 0 ? push(BigInt(random.below(40_000))) : Uint8Array.of(0x5a), Uint8Array.of(op),
  ]);
}

/** Stores short init code in memory and creates from it. */
function create(random: Random): Uint8Array {
  const init = random.pick(['600a600c600039600a6000f3600054600101600055', '60006000fd', '33ff', '6001600055600160005360016000f3', 'fe', '60ef60005360016000f3']);
  const bytes = fromHex(init), isSalted = random.below(2) === 0;
  const word32 = concat([bytes, new Uint8Array(32 - bytes.length)]);
  return concat([
    Uint8Array.of(0x7f), word32, Uint8Array.of(0x60, 0, 0x52),
    ...(isSalted ? [push(BigInt(random.below(3)))] : []), push(BigInt(bytes.length)), Uint8Array.of(0x60, 0), push(BigInt(random.below(2))),
    Uint8Array.of(isSalted ? 0xf5 : 0xf0),
  ]);
}

function stackOp(random: Random): Uint8Array {
  return Uint8Array.of(random.pick([0x50, 0x80 + random.below(16), 0x90 + random.below(16), 0x5b, 0x80, 0x90]));
}

/** A jump over one byte that is a JUMPDEST or not. */
function jump(random: Random, at: number): Uint8Array {
  const isConditional = random.below(2) === 0;
  const condition = isConditional ? push(BigInt(random.below(2))) : new Uint8Array(0);
  const target = at + condition.length + 3 + 1 + (random.below(8) === 0 ? 1 : 0);
  return concat([condition, Uint8Array.of(0x61, target >> 8, target & 255, isConditional ? 0x57 : 0x56), Uint8Array.of(0x5b)]);
}

function log(random: Random): Uint8Array {
  const topics = random.below(5);
  return concat([...Array.from({ length: topics }, () => push(word(random))), small(random), small(random), Uint8Array.of(0xa0 + topics)]);
}

function ending(random: Random): Uint8Array {
  const op = random.pick([0xf3, 0xf3, 0xfd, 0x00, 0xff, 0xfe]);
  if (op === 0xff) return concat([push(BigInt(random.pick(ADDRESSES))), Uint8Array.of(op)]);
  return op === 0xf3 || op === 0xfd ? concat([small(random), small(random), Uint8Array.of(op)]) : Uint8Array.of(op);
}

function piece(random: Random, at: number): Uint8Array {
  switch (random.below(20)) {
    case 0: case 1: case 2: case 3: return wordOp(random);
    case 4: case 5: case 6: return memoryOp(random);
    case 7: case 8: case 9: case 10: return stateOp(random);
    case 11: case 12: return call(random);
    case 13: return create(random);
    case 14: return stackOp(random);
    case 15: return jump(random, at);
    case 16: return log(random);
    case 17: return Uint8Array.of(random.pick(READS));
    case 18: return random.below(6) === 0 ? Uint8Array.of(random.below(256)) : push(word(random));
    default: return Uint8Array.of(random.pick(READS));
  }
}

/** A random program over all opcodes; mostly well formed, so that it gets somewhere. */
export function randomProgram(random: Random): Uint8Array {
  const parts: Uint8Array[] = [], count = 3 + random.below(30);
  let size = 0;
  for (let i = 0; i < count; i++) {
    const next = piece(random, size);
    parts.push(next);
    size += next.length;
  }
  parts.push(ending(random));
  return concat(parts);
}
