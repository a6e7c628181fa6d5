import { fromHex, toBigInt } from '../src/bytes.ts';
import type { BlockEnvironment } from '../src/block/environment.ts';
import { blobBaseFee } from '../src/block/environment.ts';
import { isAtLeast } from '../src/forks.ts';
import type { Fork } from '../src/forks.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { toCode } from '../src/state/account.ts';
import { Layer } from '../src/state/layer.ts';
import { State } from '../src/state/state.ts';
import { traceCalls, traceFlat, traceFourByte, tracePrestate, tracePrestateLegacy } from '../src/trace/trace.ts';
import { traceCallsLegacy } from '../src/trace/legacy-tracer.ts';
import { decodeTransaction } from '../src/transaction/decode.ts';
import { NO_DRAFTS } from '../src/execution/execute.ts';
import type { Rules } from '../src/execution/execute.ts';
import type { Transaction } from '../src/transaction/types.ts';
import { attempt } from './state-test.ts';
import { canonical, canonicalFlat } from './canonical.ts';
import type { CaseResult } from './types.ts';

/** The parts of a go-ethereum tracer test that are read (eth/tracers/internal/tracetest/testdata). */
export interface GethTrace {
  readonly genesis: {
    readonly alloc: Record<string, GenesisAccount>;
    readonly config: Record<string, unknown>;
    readonly excessBlobGas?: string;
    readonly mixHash?: string;
    readonly blobGasUsed?: string;
  };
  readonly context: Record<string, string | undefined>;
  readonly input: string;
  readonly tracerConfig?: Record<string, boolean>;
  readonly result: unknown;
}

interface GenesisAccount {
  readonly balance: string;
  readonly nonce?: string;
  readonly code?: string;
  readonly storage?: Record<string, string>;
}

const BLOCK_FORKS: readonly (readonly [string, Fork])[] = [
  ['homesteadBlock', 'homestead'], ['eip150Block', 'tangerine'], ['eip158Block', 'spurious'], ['byzantiumBlock', 'byzantium'],
  ['constantinopleBlock', 'constantinople'], ['petersburgBlock', 'petersburg'], ['istanbulBlock', 'istanbul'],
  ['berlinBlock', 'berlin'], ['londonBlock', 'london'],
];
const TIME_FORKS: readonly (readonly [string, Fork])[] = [
  ['shanghaiTime', 'shanghai'], ['cancunTime', 'cancun'], ['pragueTime', 'prague'], ['osakaTime', 'osaka'],
];

/** The fork that a chain configuration has at a block. */
function forkAt(config: Record<string, unknown>, block: bigint, time: bigint): Fork {
  let fork: Fork = 'frontier';
  const isPast = (key: string, now: bigint): boolean => {
    const at = Object.entries(config).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
    return (typeof at === 'number' || typeof at === 'string') && BigInt(at) <= now;
  };
  for (const [key, name] of BLOCK_FORKS) if (isPast(key, block)) fork = name;
  if (fork !== 'london' || config['terminalTotalDifficulty'] === undefined) return fork;
  for (const [key, name] of TIME_FORKS) if (isPast(key, time)) fork = name;
  return fork;
}

function number(text: string | undefined, otherwise = 0n): bigint {
  return text === undefined || text === '' ? otherwise : BigInt(text);
}

function genesis(alloc: GethTrace['genesis']['alloc']): Layer {
  const layer = new Layer(undefined);
  for (const [address, account] of Object.entries(alloc)) {
    const id = `0x${address.toLowerCase().replace(/^0x/, '')}`;
    layer.accounts.set(id, { balance: number(account.balance), nonce: number(account.nonce), code: toCode(account.code ?? '0x') });
    const slots = Object.entries(account.storage ?? {});
    if (slots.length === 0) continue;
    const changes = layer.changes(id);
    for (const [key, value] of slots) changes.slots.set(toBigInt(fromHex(key)), toBigInt(fromHex(value)));
  }
  return layer;
}

/** Only then is the genesis' mix hash the randomness of the traced block. */
function isMergedFromStart(config: Record<string, unknown>): boolean {
  return config['terminalTotalDifficulty'] !== undefined && Number(config['terminalTotalDifficulty']) === 0;
}

function blockOf(test: GethTrace): { block: BlockEnvironment; fork: Fork } {
  const { context, genesis: { config } } = test;
  const height = number(context['number']), timestamp = number(context['timestamp']);
  const fork = forkAt(config, height, timestamp);
  const excess = number(context['excessBlobGas'] ?? test.genesis.excessBlobGas);
  return {
    fork,
    block: {
      number: height,
      timestamp,
      coinbase: context['miner'] ?? '0x',
      gasLimit: number(context['gasLimit']),
      baseFee: isAtLeast(fork, 'london') ? number(context['baseFeePerGas']) : 0n,
      prevRandao: isMergedFromStart(config) ? number(test.genesis.mixHash) : number(context['difficulty']),
      blobBaseFee: isAtLeast(fork, 'cancun') ? blobBaseFee(excess, fork) : 0n,
      chainId: BigInt(Number(config['chainId'] ?? 1)),
      blockHash: () => undefined,
    },
  };
}

type Tracer = (state: State, tx: Transaction, rules: Rules, config: object) => unknown;

/** Tracers by what a folder's name says, the more telling words first. */
const TRACERS: readonly (readonly [RegExp, Tracer])[] = [
  [/prestate.*legacy/, (state, tx, rules) => tracePrestateLegacy(state, tx, rules)],
  [/prestate/, (state, tx, rules, config) => tracePrestate(state, tx, rules, config)],
  [/flat/, (state, tx, rules, config) => traceFlat(state, tx, rules, config)],
  [/4byte|four_?byte/, (state, tx, rules) => traceFourByte(state, tx, rules)],
  [/noop/, () => ({})],
  [/call.*legacy/, (state, tx, rules) => traceCallsLegacy(state, tx, rules)],
  [/call/, (state, tx, rules, config) => traceCalls(state, tx, rules, config)],
];

function compare(ours: unknown, theirs: unknown): string | undefined {
  const a = JSON.stringify(ours), b = JSON.stringify(theirs);
  return a === b ? undefined : `got      ${a}\nexpected ${b}`;
}

function runTrace(kernel: Kernel, tracer: Tracer, test: GethTrace, isFlat: boolean): string | undefined {
  const { block, fork } = blockOf(test), rules = { fork, block, drafts: NO_DRAFTS };
  const state = new State(kernel, new Layer(genesis(test.genesis.alloc)));
  const tx = decodeTransaction(fromHex(test.input), fork === 'frontier'), canon = isFlat ? canonicalFlat : canonical;
  try {
    return compare(canon(tracer(state, tx, rules, test.tracerConfig ?? {})), canon(test.result));
  } finally {
    kernel.drop(state);
  }
}

/** Runs one go-ethereum tracer test; `folder` names the tracer. */
export function runGethTrace(kernel: Kernel, id: string, folder: string, test: GethTrace): CaseResult {
  const tracer = TRACERS.find(([words]) => words.test(folder))?.[1];
  if (tracer === undefined) return { id, outcome: 'unsupported', detail: `no tracer known for the folder ${folder}` };
  const detail = attempt(() => runTrace(kernel, tracer, test, folder.includes('flat')));
  return detail === undefined ? { id, outcome: 'passed' } : { id, outcome: 'failed', detail };
}
