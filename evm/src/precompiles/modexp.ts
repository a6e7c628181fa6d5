import { toBigInt, toBytes } from '../bytes.ts';
import { isAtLeast } from '../forks.ts';
import type { Fork } from '../forks.ts';
import { PrecompileError, slice } from './types.ts';
import type { Precompile, PrecompileCall } from './types.ts';

interface Operands {
  readonly base: bigint;
  readonly exponent: bigint;
  readonly modulus: bigint;
}

type Lengths = Operands;

function lengths(input: Uint8Array): Lengths {
  return {
    base: toBigInt(slice(input, 0, 32)),
    exponent: toBigInt(slice(input, 32, 32)),
    modulus: toBigInt(slice(input, 64, 32)),
  };
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

/** The exponent's leading word, which alone decides the iteration count. */
function exponentHead(input: Uint8Array, { base, exponent }: Lengths): bigint {
  const start = base + 96n;
  if (start >= BigInt(input.length)) return 0n;
  return toBigInt(slice(input, Number(start), Number(exponent < 32n ? exponent : 32n)));
}

function iterations(input: Uint8Array, size: Lengths, perByte: bigint): bigint {
  const head = exponentHead(input, size);
  const bits = head === 0n ? 0n : BigInt(head.toString(2).length - 1);
  return size.exponent <= 32n ? bits : perByte * (size.exponent - 32n) + bits;
}

/** EIP-198 multiplication complexity. */
function complexity198(x: bigint): bigint {
  if (x <= 64n) return x * x;
  if (x <= 1024n) return (x * x) / 4n + 96n * x - 3072n;
  return (x * x) / 16n + 480n * x - 199_680n;
}

function price(input: Uint8Array, size: Lengths, fork: Fork): bigint {
  const longest = max(size.base, size.modulus), words = (longest + 7n) / 8n;
  if (isAtLeast(fork, 'osaka')) {
    const complexity = longest <= 32n ? 16n : 2n * words * words;
    return max(500n, complexity * max(iterations(input, size, 16n), 1n));
  }
  if (isAtLeast(fork, 'berlin')) return max(200n, (words * words * max(iterations(input, size, 8n), 1n)) / 3n);
  return (complexity198(longest) * max(iterations(input, size, 8n), 1n)) / 20n;
}

function power({ base, exponent, modulus }: Operands, checkpoint: PrecompileCall['checkpoint']): bigint {
  if (modulus === 1n) return 0n;
  let result = 1n, factor = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    checkpoint?.();
    if (rest & 1n) result = (result * factor) % modulus;
    factor = (factor * factor) % modulus;
  }
  return result;
}

/** EIP-7823: no operand beyond 1024 bytes from Osaka on. */
function assertBounds(call: PrecompileCall, size: Lengths): void {
  if (!isAtLeast(call.fork, 'osaka')) return;
  if (max(size.base, max(size.exponent, size.modulus)) > 1024n) throw new PrecompileError('one or more of base/exponent/modulus length exceeded 1024 bytes');
}

/** MODEXP (0x05: EIP-198, prices of EIP-2565 and EIP-7883). */
export const modexp: Precompile = {
  gas: ({ input, fork }) => {
    const cost = price(input, lengths(input), fork);
    return cost > BigInt(Number.MAX_SAFE_INTEGER) ? Number.POSITIVE_INFINITY : Number(cost);
  },
  run: (call) => {
    const { input } = call, size = lengths(input);
    assertBounds(call, size);
    if (size.base === 0n && size.modulus === 0n) return new Uint8Array(0);
    const base = Number(size.base), exponent = Number(size.exponent), modulus = Number(size.modulus);
    const divisor = toBigInt(slice(input, 96 + base + exponent, modulus));
    if (divisor === 0n) return new Uint8Array(modulus);
    const operands = { base: toBigInt(slice(input, 96, base)), exponent: toBigInt(slice(input, 96 + base, exponent)), modulus: divisor };
    const result = power(operands, call.checkpoint);
    return modulus === 0 ? new Uint8Array(0) : toBytes(result, modulus);
  },
};
