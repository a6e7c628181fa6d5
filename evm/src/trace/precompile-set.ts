import { isAtLeast } from '../forks.ts';
import type { Fork } from '../forks.ts';

const LAST: readonly (readonly [Fork, bigint])[] = [
  ['prague', 0x11n], ['cancun', 0x0an], ['istanbul', 9n], ['byzantium', 8n], ['frontier', 4n],
];

/** Whether an address is a precompile under a fork. */
export function isPrecompile(address: string, fork: Fork): boolean {
  const id = BigInt(address);
  if (id === 0x100n) return isAtLeast(fork, 'osaka');
  const last = LAST.find(([since]) => isAtLeast(fork, since))?.[1] ?? 4n;
  return id > 0n && id <= last;
}
