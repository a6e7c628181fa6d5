import type { Fork } from '../forks.ts';
import { isAtLeast } from '../forks.ts';

/** Values of the block a transaction runs in. Amounts in wei, the timestamp in seconds. */
export interface BlockEnvironment {
  readonly number: bigint;
  readonly timestamp: bigint;
  readonly coinbase: string;
  readonly gasLimit: bigint;
  /** EIP-1559; zero before London. */
  readonly baseFee: bigint;
  /** Difficulty before Paris, the beacon chain's randomness after it. */
  readonly prevRandao: bigint;
  /** EIP-4844 price per blob gas. */
  readonly blobBaseFee: bigint;
  readonly chainId: bigint;
  /** Hash (0x hex) of an ancestor block; when absent the state's source is asked, else zero. */
  readonly blockHash?: (number: number) => string | undefined;
}

/** EIP-4844 `fake_exponential`. */
function fakeExponential(factor: bigint, numerator: bigint, denominator: bigint): bigint {
  let output = 0n;
  for (let i = 1n, term = factor * denominator; term > 0n; i++) {
    output += term;
    term = (term * numerator) / (denominator * i);
  }
  return output / denominator;
}

/** Price per blob gas for an excess (EIP-4844, EIP-7691), or with the update fraction of a blob schedule (EIP-7840, EIP-7892). */
export function blobBaseFee(excessBlobGas: bigint, fork: Fork, updateFraction?: bigint): bigint {
  return fakeExponential(1n, excessBlobGas, updateFraction ?? (isAtLeast(fork, 'prague') ? 5_007_716n : 3_338_477n));
}
