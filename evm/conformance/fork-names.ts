import type { Drafts, Fork } from '../src/forks.ts';

/** The rules behind a network's name, and when they begin for one that changes them on the way. */
export interface Network {
  readonly fork: Fork;
  readonly drafts: Drafts;
  /** Name under which a blob schedule lists the fork. */
  readonly schedule: string;
}

const NAMES: Readonly<Record<string, Fork>> = {
  Frontier: 'frontier', Homestead: 'homestead', EIP150: 'tangerine', TangerineWhistle: 'tangerine', EIP158: 'spurious', SpuriousDragon: 'spurious',
  Byzantium: 'byzantium', Constantinople: 'constantinople', ConstantinopleFix: 'petersburg', Petersburg: 'petersburg',
  Istanbul: 'istanbul', MuirGlacier: 'istanbul', Berlin: 'berlin', London: 'london', ArrowGlacier: 'london', GrayGlacier: 'london',
  Merge: 'paris', Paris: 'paris', Shanghai: 'shanghai', Cancun: 'cancun', Prague: 'prague', Osaka: 'osaka',
  BPO1: 'osaka', BPO2: 'osaka', BPO3: 'osaka', BPO4: 'osaka', BPO5: 'osaka',
};
const NO_DRAFTS: Drafts = {};
const DRAFTS_2024: Drafts = { eof: true, bls2024: true };

/**
 * The rules behind a network name. Tests filled by retesteth in 2024 mean by "Prague" what was planned then: Cancun with
 * EOF and the April 2024 form of EIP-2537.
 */
export function forkOf(network: string, info: Record<string, unknown> | undefined): Network | undefined {
  const fork = Object.hasOwn(NAMES, network) ? NAMES[network] : undefined;
  if (fork === undefined) return undefined;
  const isDraft = fork === 'prague' && String(info?.['filling-tool-version'] ?? '').includes('-cancun');
  return isDraft ? { fork: 'cancun', drafts: DRAFTS_2024, schedule: network } : { fork, drafts: NO_DRAFTS, schedule: network };
}

/** Position of a block: what a change of rules may depend on. */
export interface Position {
  readonly number: bigint;
  readonly timestamp: bigint;
  readonly difficulty: bigint;
}

/** The rules of a block under a network such as `Prague`, `BerlinToLondonAt5`, `CancunToPragueAtTime15k` or `ArrowGlacierToParisAtDiffC0000`. */
export function rulesAt(network: string, info: Record<string, unknown> | undefined): ((at: Position) => Network) | undefined {
  const plain = forkOf(network, info);
  if (plain !== undefined) return () => plain;
  const [, from = '', to = '', kind = '', text = '', thousands] = /^(\w+?)To(\w+?)At(Time|Diff|)([0-9A-F]+)(k?)$/.exec(network) ?? [];
  const before = forkOf(from, info), after = forkOf(to, info);
  if (before === undefined || after === undefined) return undefined;
  const limit = kind === 'Diff' ? 0n : BigInt(text) * (thousands === 'k' ? 1000n : 1n);
  return ({ number, timestamp, difficulty }) => {
    const isAfter = kind === 'Diff' ? difficulty === 0n : (kind === 'Time' ? timestamp : number) >= limit;
    return isAfter ? after : before;
  };
}

/** The parts of a fixture's `config` that are read. */
export interface TestConfig {
  readonly chainid?: string;
  readonly blobSchedule?: Readonly<Record<string, { readonly baseFeeUpdateFraction?: string; readonly max?: string }>>;
}

/** The blob fee's update fraction that a fixture gives for a fork (EIP-7840). */
export function updateFraction(config: TestConfig | undefined, network: Network): bigint | undefined {
  const fraction = config?.blobSchedule?.[network.schedule]?.baseFeeUpdateFraction;
  return fraction === undefined ? undefined : BigInt(fraction);
}
