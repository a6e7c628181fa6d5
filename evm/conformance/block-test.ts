import { fromHex, toBigInt, toHex } from '../src/bytes.ts';
import { blobBaseFee } from '../src/block/environment.ts';
import type { BlockEnvironment } from '../src/block/environment.ts';
import { InvalidBlock } from '../src/block/errors.ts';
import { runBlock } from '../src/block/run-block.ts';
import type { BlockBody, BlockResult } from '../src/block/run-block.ts';
import { isAtLeast } from '../src/forks.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import { Layer } from '../src/state/layer.ts';
import { State } from '../src/state/state.ts';
import { InvalidTransaction } from '../src/transaction/errors.ts';
import { blocksOf } from './chain-blocks.ts';
import type { ChainBlock, EnginePayload, RlpBlock } from './chain-blocks.ts';
import { rulesAt, updateFraction } from './fork-names.ts';
import type { Network, Position, TestConfig } from './fork-names.ts';
import { attempt, preLayer } from './state-test.ts';
import type { PreAccount } from './state-test.ts';
import type { CaseResult } from './types.ts';

/** The parts of an official blockchain test that are read, in its two forms: blocks in RLP, or payloads of the engine API. */
export interface BlockTest {
  readonly network: string;
  readonly config?: TestConfig;
  readonly pre: Record<string, PreAccount>;
  readonly genesisBlockHeader: Record<string, string>;
  readonly blocks?: readonly RlpBlock[];
  readonly engineNewPayloads?: readonly EnginePayload[];
  readonly _info?: Record<string, unknown>;
}

function quantity(hex: string | undefined): bigint {
  return hex === undefined ? 0n : toBigInt(fromHex(hex));
}

function positionOf(header: Record<string, string>): Position {
  return { number: quantity(header['number']), timestamp: quantity(header['timestamp']), difficulty: quantity(header['difficulty']) };
}

interface Chain {
  readonly state: State;
  readonly test: BlockTest;
  readonly rulesOf: (at: Position) => Network;
  /** Block hashes by number. */
  readonly hashes: Map<number, string>;
}

function environment(header: Record<string, string>, network: Network, { hashes, test }: Chain): BlockEnvironment {
  const { fork } = network;
  return {
    number: quantity(header['number']),
    timestamp: quantity(header['timestamp']),
    coinbase: header['coinbase'] ?? '0x',
    gasLimit: quantity(header['gasLimit']),
    baseFee: quantity(header['baseFeePerGas']),
    prevRandao: quantity(isAtLeast(fork, 'paris') ? header['mixHash'] : header['difficulty']),
    blobBaseFee: isAtLeast(fork, 'cancun') ? blobBaseFee(quantity(header['excessBlobGas']), fork, updateFraction(test.config, network)) : 0n,
    chainId: test.config?.chainid === undefined ? 1n : quantity(test.config.chainid),
    blockHash: (number) => hashes.get(number),
  };
}

function bodyOf({ header, transactions, withdrawals, uncles }: ChainBlock): BlockBody {
  const root = header['parentBeaconBlockRoot'];
  return {
    transactions,
    parentHash: header['parentHash'] ?? '0x',
    ...(root === undefined ? {} : { parentBeaconBlockRoot: root }),
    withdrawals: withdrawals.map((item) => ({ address: item.address, amount: quantity(item.amount) })),
    uncles: uncles.map((uncle) => ({ coinbase: uncle['coinbase'] ?? '0x', number: quantity(uncle['number']) })),
  };
}

function differences(result: BlockResult, state: State, header: Record<string, string>): string | undefined {
  const ours: Record<string, string | undefined> = {
    gasUsed: `0x${result.gasUsed.toString(16)}`, receiptTrie: toHex(result.receiptsRoot), bloom: toHex(result.bloom), stateRoot: state.root(),
    ...(header['blobGasUsed'] === undefined ? {} : { blobGasUsed: `0x${result.blobGasUsed.toString(16)}` }),
    ...(header['requestsHash'] === undefined ? {} : { requestsHash: result.requestsHash }),
  };
  for (const [field, value] of Object.entries(ours)) {
    const expected = header[field] ?? '0x';
    if (value === undefined || quantity(value) !== quantity(expected)) return `${field} ${value}, expected ${expected}`;
  }
  return undefined;
}

/** Runs one block on the chain's state; what differs from its header, undefined when nothing does. */
function runOne(chain: Chain, block: ChainBlock): string | undefined {
  const network = chain.rulesOf(positionOf(block.header)), env = environment(block.header, network, chain);
  const result = runBlock(chain.state, bodyOf(block), { fork: network.fork, drafts: network.drafts, block: env });
  return differences(result, chain.state, block.header);
}

/** A block that must be refused for one of its transactions: on a copy of the state. Rules of headers are not the kernel's. */
function refuses(chain: Chain, block: ChainBlock): string | undefined {
  if (!block.exception?.includes('TransactionException') || block.exception.includes('BlockException')) return undefined;
  const state = chain.state.fork();
  try {
    return runOne({ ...chain, state }, block) === undefined ? `expected ${block.exception}` : undefined;
  } catch (error) {
    if (error instanceof InvalidTransaction || error instanceof InvalidBlock) return undefined;
    throw error;
  }
}

function runChain(chain: Chain): string | undefined {
  for (const block of blocksOf(chain.test)) {
    const difference = block.exception === undefined ? runOne(chain, block) : refuses(chain, block);
    if (difference !== undefined) return difference;
    if (block.exception === undefined) chain.hashes.set(Number(quantity(block.header['number'])), block.header['hash'] ?? '0x');
  }
  return undefined;
}

/** Runs an official blockchain test: every valid block, comparing gas, receipts root, bloom, state root, blob gas and requests. */
export function runBlockTest(kernel: Kernel, name: string, test: BlockTest): CaseResult {
  const rulesOf = rulesAt(test.network, test._info);
  if (rulesOf === undefined) return { id: name, outcome: 'unsupported', detail: `network ${test.network}` };
  const state = new State(kernel, new Layer(preLayer(test.pre)));
  const hashes = new Map([[Number(quantity(test.genesisBlockHeader['number'])), test.genesisBlockHeader['hash'] ?? '0x']]);
  const detail = attempt(() => runChain({ state, test, rulesOf, hashes }));
  kernel.drop(state);
  return detail === undefined ? { id: name, outcome: 'passed' } : { id: name, outcome: 'failed', detail };
}
