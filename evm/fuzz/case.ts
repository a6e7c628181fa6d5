import type { BlockEnvironment } from '../src/block/environment.ts';
import { FORKS } from '../src/forks.ts';
import type { Fork } from '../src/forks.ts';
import { CONTRACT, OTHER, Random, randomProgram } from './program.ts';

/** One random run: two contracts, a message, a fork. */
export interface FuzzCase {
  readonly seed: number;
  readonly fork: Fork;
  readonly codes: Readonly<Record<string, Uint8Array>>;
  readonly data: Uint8Array;
  readonly gas: bigint;
  readonly value: bigint;
}

/** What both engines must agree on. */
export interface FuzzOutcome {
  readonly success: boolean;
  readonly gasUsed: bigint;
  readonly output: string;
  readonly logs: readonly string[];
  /** Slots 0 to 3 of both contracts. */
  readonly storage: readonly string[];
}

export const FUZZ_BLOCK: BlockEnvironment = {
  number: 1000n, timestamp: 1_700_000_000n, coinbase: '0x00000000000000000000000000000000c01ba5e0', gasLimit: 30_000_000n, baseFee: 7n,
  prevRandao: 0x1234n, blobBaseFee: 1n, chainId: 1n, blockHash: () => undefined,
};

/** Hot slots of the contracts. */
export const SLOTS = [0n, 1n, 2n, 3n];

export function makeCase(seed: number): FuzzCase {
  const random = new Random(seed), length = random.below(80);
  return {
    seed,
    fork: random.pick(FORKS),
    codes: { [CONTRACT]: randomProgram(random), [OTHER]: randomProgram(random) },
    data: Uint8Array.from({ length }, () => random.below(256)),
    gas: BigInt(20_000 + random.below(500_000)),
    value: BigInt(random.below(3)),
  };
}
