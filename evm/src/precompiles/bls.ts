import { bls12_381 } from '@noble/curves/bls12-381.js';
import { toBigInt } from '../bytes.ts';
import { msmGas } from './bls-gas.ts';
import type { BlsPrices } from './bls-gas.ts';
import { assertSubgroup, readFp, readFp2, readG1, readG2, writeG1, writeG2 } from './bls-points.ts';
import type { G1Point, G2Point } from './bls-points.ts';
import { PrecompileError } from './types.ts';
import type { Precompile, PrecompileCall } from './types.ts';

const { G1, G2, fields } = bls12_381;
const ORDER = fields.Fr.ORDER;

function assertLength(input: Uint8Array, expected: number): void {
  if (input.length !== expected) throw new PrecompileError('invalid input length');
}

function assertMultiple(input: Uint8Array, size: number): void {
  if (input.length === 0 || input.length % size !== 0) throw new PrecompileError('invalid input length');
}

interface Group<P> {
  readonly name: string;
  readonly zero: P;
  readonly size: number;
  read(input: Uint8Array, at: number): P;
  write(point: P): Uint8Array;
}

interface Point<P> {
  add(other: P): P;
  is0(): boolean;
  isTorsionFree(): boolean;
  multiplyUnsafe(scalar: bigint): P;
}

const g1: Group<G1Point> = { name: 'g1', zero: G1.Point.ZERO, size: 128, read: readG1, write: writeG1 };
const g2: Group<G2Point> = { name: 'g2', zero: G2.Point.ZERO, size: 256, read: readG2, write: writeG2 };

function add<P extends Point<P>>(group: Group<P>, gas: number): Precompile {
  return {
    gas: () => gas,
    run: ({ input }) => {
      assertLength(input, 2 * group.size);
      return group.write(group.read(input, 0).add(group.read(input, group.size)));
    },
  };
}

function sumOfProducts<P extends Point<P>>(group: Group<P>, { input, checkpoint }: PrecompileCall): P {
  const item = group.size + 32;
  let sum = group.zero;
  for (let at = 0; at < input.length; at += item) {
    checkpoint?.();
    const point = group.read(input, at);
    assertSubgroup(point, group.name);
    const scalar = toBigInt(input.subarray(at + group.size, at + item)) % ORDER;
    if (scalar !== 0n && !point.is0()) sum = sum.add(point.multiplyUnsafe(scalar));
  }
  return sum;
}

function msm<P extends Point<P>>(group: Group<P>, single: number, discounts: readonly number[]): Precompile {
  const item = group.size + 32;
  return {
    gas: ({ input }) => msmGas(Math.floor(input.length / item), single, discounts),
    run: (call) => {
      assertMultiple(call.input, item);
      return group.write(sumOfProducts(group, call));
    },
  };
}

/** Multiplication by one scalar, its own precompile in the draft; it did not check the subgroup. */
function mul<P extends Point<P>>(group: Group<P>, gas: number): Precompile {
  return {
    gas: () => gas,
    run: ({ input }) => {
      assertLength(input, group.size + 32);
      const point = group.read(input, 0), scalar = toBigInt(input.subarray(group.size)) % ORDER;
      assertSubgroup(point, group.name);
      return group.write(scalar === 0n || point.is0() ? group.zero : point.multiplyUnsafe(scalar));
    },
  };
}

function pairing(prices: BlsPrices): Precompile {
  return {
    gas: ({ input }) => prices.pairing + prices.perPair * Math.floor(input.length / 384),
    run: ({ input, checkpoint }) => {
      assertMultiple(input, 384);
      const pairs: { g1: G1Point; g2: G2Point }[] = [];
      for (let at = 0; at < input.length; at += 384) {
        checkpoint?.();
        const p = readG1(input, at), q = readG2(input, at + 128);
        assertSubgroup(p, 'g1');
        assertSubgroup(q, 'g2');
        if (!p.is0() && !q.is0()) pairs.push({ g1: p, g2: q });
      }
      const out = new Uint8Array(32);
      out[31] = pairs.length === 0 || fields.Fp12.eql(bls12_381.pairingBatch(pairs), fields.Fp12.ONE) ? 1 : 0;
      return out;
    },
  };
}

/** The library's types describe the map before cofactor clearing; these are its real arguments and results. */
const mapToG1 = G1.mapToCurve as unknown as (element: bigint) => G1Point;
const mapToG2 = G2.mapToCurve as unknown as (element: bigint[]) => G2Point;

function mapG1(gas: number): Precompile {
  return {
    gas: () => gas,
    run: ({ input }) => {
      assertLength(input, 64);
      return writeG1(mapToG1(readFp(input, 0)));
    },
  };
}

function mapG2(gas: number): Precompile {
  return {
    gas: () => gas,
    run: ({ input }) => {
      assertLength(input, 128);
      const { c0, c1 } = readFp2(input, 0);
      return writeG2(mapToG2([c0, c1]));
    },
  };
}

/** The BLS12-381 precompiles in address order from 0x0b, with (draft) or without the single multiplications (EIP-2537). */
export function blsPrecompiles(prices: BlsPrices, hasSingleMul: boolean): Precompile[] {
  const first = [add(g1, prices.g1Add)], second = [add(g2, prices.g2Add)];
  if (hasSingleMul) {
    first.push(mul(g1, prices.g1Mul));
    second.push(mul(g2, prices.g2Mul));
  }
  return [
    ...first, msm(g1, prices.g1Mul, prices.g1Discount), ...second, msm(g2, prices.g2Mul, prices.g2Discount),
    pairing(prices), mapG1(prices.mapG1), mapG2(prices.mapG2),
  ];
}
