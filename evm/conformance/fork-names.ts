import type { Drafts, Fork } from '../src/forks.ts';

const NAMES: Readonly<Record<string, Fork>> = {
  Frontier: 'frontier', Homestead: 'homestead', EIP150: 'tangerine', EIP158: 'spurious', Byzantium: 'byzantium',
  Constantinople: 'constantinople', ConstantinopleFix: 'petersburg', Petersburg: 'petersburg', Istanbul: 'istanbul',
  MuirGlacier: 'istanbul', Berlin: 'berlin', London: 'london', ArrowGlacier: 'london', GrayGlacier: 'london', Merge: 'paris',
  Paris: 'paris', Shanghai: 'shanghai', Cancun: 'cancun', Prague: 'prague', Osaka: 'osaka',
};
const NO_DRAFTS: Drafts = {};
const DRAFTS_2024: Drafts = { eof: true, bls2024: true };

/**
 * The rules behind a network name. Tests filled by retesteth in 2024 mean by "Prague" what was planned then: Cancun with
 * EOF and the April 2024 form of EIP-2537.
 */
export function forkOf(network: string, info: Record<string, unknown> | undefined): { fork: Fork; drafts: Drafts } | undefined {
  const fork = NAMES[network];
  if (fork === undefined) return undefined;
  const isDraft = fork === 'prague' && String(info?.['filling-tool-version'] ?? '').includes('-cancun');
  return isDraft ? { fork: 'cancun', drafts: DRAFTS_2024 } : { fork, drafts: NO_DRAFTS };
}
