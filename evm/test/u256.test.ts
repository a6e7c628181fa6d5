import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Kernel } from '../src/kernel/kernel.ts';
import { loadKernel } from '../src/kernel/load.ts';

const kernel = await Kernel.create(await loadKernel());
const MOD = 1n << 256n;

function wrap(value: bigint): bigint {
  return BigInt.asUintN(256, value);
}

function signed(value: bigint): bigint {
  return BigInt.asIntN(256, value);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n, factor = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = wrap(result * factor);
    factor = wrap(factor * factor);
  }
  return result;
}

function signExtend(index: bigint, value: bigint): bigint {
  return index >= 31n ? value : wrap(BigInt.asIntN(8 * (Number(index) + 1), value));
}

/** Each opcode on BigInt, by the yellow paper (appendix H). */
const MODEL: Readonly<Record<number, (a: bigint, b: bigint, c: bigint) => bigint>> = {
  0x01: (a, b) => wrap(a + b),
  0x02: (a, b) => wrap(a * b),
  0x03: (a, b) => wrap(a - b),
  0x04: (a, b) => (b === 0n ? 0n : a / b),
  0x05: (a, b) => (b === 0n ? 0n : wrap(signed(a) / signed(b))),
  0x06: (a, b) => (b === 0n ? 0n : a % b),
  0x07: (a, b) => (b === 0n ? 0n : wrap(signed(a) % signed(b))),
  0x08: (a, b, c) => (c === 0n ? 0n : (a + b) % c),
  0x09: (a, b, c) => (c === 0n ? 0n : (a * b) % c),
  0x0a: (a, b) => power(a, b),
  0x0b: signExtend,
  0x10: (a, b) => (a < b ? 1n : 0n),
  0x12: (a, b) => (signed(a) < signed(b) ? 1n : 0n),
  0x1a: (a, b) => (a >= 32n ? 0n : (b >> (8n * (31n - a))) & 0xffn),
  0x1b: (a, b) => (a >= 256n ? 0n : wrap(b << a)),
  0x1c: (a, b) => (a >= 256n ? 0n : b >> a),
  0x1d: (a, b) => wrap(signed(b) >> (a >= 256n ? 255n : a)),
  0x1e: (a) => BigInt(a === 0n ? 256 : 256 - a.toString(2).length),
};

function compute(op: number, a: bigint, b: bigint, c: bigint): bigint {
  const at = kernel.exports.scratchPointer();
  [a, b, c].forEach((value, i) => kernel.memory.setCell(at + 32 * i, value));
  kernel.exports.compute(op);
  return kernel.memory.cell(at + 96);
}

/** Numbers where carries and borrows happen: few bits, many bits, powers of two and their neighbours. */
const edge = fc.tuple(fc.integer({ min: 0, max: 256 }), fc.integer({ min: -2, max: 2 })).map(([bits, delta]) => wrap((1n << BigInt(bits)) + BigInt(delta)));
const word = fc.oneof(
  edge,
  fc.bigInt({ min: 0n, max: MOD - 1n }),
  fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }),
  fc.bigInt({ min: 0n, max: (1n << 130n) - 1n }),
  fc.bigInt({ min: 0n, max: 300n }),
);

for (const [code, model] of Object.entries(MODEL)) {
  const op = Number(code);
  test(`opcode 0x${op.toString(16)} agrees with BigInt`, () => {
    fc.assert(fc.property(word, word, word, (a, b, c) => {
      assert.equal(compute(op, a, b, c), model(a, b, c));
    }), { numRuns: 3000 });
  });
}
