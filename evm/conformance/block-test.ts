import { fromHex, toBigInt, toHex } from '../src/bytes.ts';
import { blobBaseFee } from '../src/block/environment.ts';
import type { BlockEnvironment } from '../src/block/environment.ts';
import { runBlock } from '../src/block/run-block.ts';
import type { BlockBody, BlockResult } from '../src/block/run-block.ts';
import { isAtLeast } from '../src/forks.ts';
import type { Fork } from '../src/forks.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { decode, encode } from '../src/rlp.ts';
import type { Rlp } from '../src/rlp.ts';
import { Layer } from '../src/state/layer.ts';
import { State } from '../src/state/state.ts';
import { forkOf } from './fork-names.ts';
import { attempt, preLayer } from './state-test.ts';
import type { PreAccount } from './state-test.ts';
import type { CaseResult } from './types.ts';

/** The parts of an official blockchain test that are read. */
export interface BlockTest {
  readonly network: string;
  readonly pre: Record<string, PreAccount>;
  readonly genesisBlockHeader: Record<string, string>;
  readonly blocks: readonly TestBlock[];
  readonly postState?: Record<string, PreAccount>;
  readonly _info?: Record<string, unknown>;
}

interface TestBlock {
  readonly rlp: string;
  readonly expectException?: string;
  readonly blockHeader?: Record<string, string>;
  readonly transactions?: readonly { readonly sender?: string }[];
  readonly withdrawals?: readonly { readonly address: string; readonly amount: string }[];
  readonly uncleHeaders?: readonly Record<string, string>[];
}

function quantity(hex: string | undefined): bigint {
  return hex === undefined ? 0n : toBigInt(fromHex(hex));
}

/** Raw transactions of a block's RLP: legacy ones are lists, typed ones byte strings. */
function rawTransactions(rlp: string): Uint8Array[] {
  const block = decode(fromHex(rlp)) as Rlp[];
  return (block[1] as Rlp[]).map((item) => (item instanceof Uint8Array ? item : encode(item)));
}

function environment(header: Record<string, string>, fork: Fork, hashes: ReadonlyMap<number, string>): BlockEnvironment {
  return {
    number: quantity(header['number']),
    timestamp: quantity(header['timestamp']),
    coinbase: header['coinbase'] ?? '0x',
    gasLimit: quantity(header['gasLimit']),
    baseFee: quantity(header['baseFeePerGas']),
    prevRandao: quantity(isAtLeast(fork, 'paris') ? header['mixHash'] : header['difficulty']),
    blobBaseFee: isAtLeast(fork, 'cancun') ? blobBaseFee(quantity(header['excessBlobGas']), fork) : 0n,
    chainId: 1n,
    blockHash: (number) => hashes.get(number),
  };
}

function bodyOf(block: TestBlock, header: Record<string, string>): BlockBody {
  const root = header['parentBeaconBlockRoot'];
  return {
    transactions: rawTransactions(block.rlp),
    parentHash: header['parentHash'] ?? '0x',
    ...(root === undefined ? {} : { parentBeaconBlockRoot: root }),
    withdrawals: (block.withdrawals ?? []).map((item) => ({ address: item.address, amount: quantity(item.amount) })),
    uncles: (block.uncleHeaders ?? []).map((uncle) => ({ coinbase: uncle['coinbase'] ?? '0x', number: quantity(uncle['number']) })),
  };
}

function differences(result: BlockResult, state: State, header: Record<string, string>): string | undefined {
  const ours: Record<string, string> = {
    gasUsed: `0x${result.gasUsed.toString(16)}`, receiptTrie: toHex(result.receiptsRoot), bloom: toHex(result.bloom), stateRoot: state.root(),
  };
  for (const [field, value] of Object.entries(ours)) {
    const expected = header[field] ?? '0x';
    if (BigInt(value) !== BigInt(expected)) return `${field} ${value}, expected ${expected}`;
  }
  return undefined;
}

function runChain(state: State, test: BlockTest, rules: { fork: Fork; drafts: object }): string | undefined {
  const hashes = new Map([[0, test.genesisBlockHeader['hash'] ?? '0x']]);
  for (const block of test.blocks) {
    const header = block.blockHeader;
    if (header === undefined || block.expectException !== undefined) continue;
    const env = environment(header, rules.fork, hashes);
    const result = runBlock(state, bodyOf(block, header), { ...rules, block: env });
    const difference = differences(result, state, header);
    if (difference !== undefined) return difference;
    hashes.set(Number(env.number), header['hash'] ?? '0x');
  }
  return undefined;
}

/** Runs an official blockchain test: every valid block, comparing gas, receipts root, bloom and state root. */
export function runBlockTest(kernel: Kernel, name: string, test: BlockTest): CaseResult {
  const known = forkOf(test.network, test._info);
  if (known === undefined) return { id: name, outcome: 'unsupported', detail: `network ${test.network}` };
  const state = new State(kernel, new Layer(preLayer(test.pre)));
  const detail = attempt(() => runChain(state, test, known));
  kernel.drop(state);
  return detail === undefined ? { id: name, outcome: 'passed' } : { id: name, outcome: 'failed', detail };
}
