/** The hard forks in order; their index is the number the kernel knows them by. */
export const FORKS = [
  'frontier', 'homestead', 'tangerine', 'spurious', 'byzantium', 'constantinople', 'petersburg', 'istanbul', 'berlin',
  'london', 'paris', 'shanghai', 'cancun', 'prague', 'osaka',
] as const;

/** A hard fork by its lower-case name. */
export type Fork = (typeof FORKS)[number];

/** Proposals outside any fork that the official tests exercise. */
export interface Drafts {
  /** EOF v1 as of 2024 (EIP-7692). */
  readonly eof?: boolean;
  /** EIP-2537 as of April 2024: nine precompiles 0x0b–0x13 at the prices of then. */
  readonly bls2024?: boolean;
}

export function forkIndex(fork: Fork): number {
  const index = FORKS.indexOf(fork);
  if (index < 0) throw new RangeError(`unknown fork ${fork}`);
  return index;
}

export function isAtLeast(fork: Fork, other: Fork): boolean {
  return forkIndex(fork) >= forkIndex(other);
}
