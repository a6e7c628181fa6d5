import { fromHex, toBigInt, toHex } from '../src/bytes.ts';
import { blobBaseFee } from '../src/block/environment.ts';
import type { BlockEnvironment } from '../src/block/environment.ts';
import { executeTransaction } from '../src/execution/execute.ts';
import type { Rules } from '../src/execution/execute.ts';
import { isAtLeast } from '../src/forks.ts';
import { keccak256 } from '../src/hash.ts';
import type { Kernel } from '../src/kernel/kernel.ts';
import type { Log } from '../src/kernel/result.ts';
import { encode } from '../src/rlp.ts';
import { toCode } from '../src/state/account.ts';
import { Layer } from '../src/state/layer.ts';
import { State } from '../src/state/state.ts';
import { decodeTransaction } from '../src/transaction/decode.ts';
import { InvalidTransaction } from '../src/transaction/errors.ts';
import { forkOf, updateFraction } from './fork-names.ts';
import type { Network, TestConfig } from './fork-names.ts';
import { transactionOf } from './test-transaction.ts';
import type { CaseResult } from './types.ts';

/** The parts of an official state test that are read (ethereum/tests, "State Transition Tests"). */
export interface StateTest {
  readonly env: Record<string, string>;
  readonly pre: Record<string, PreAccount>;
  readonly transaction: Record<string, unknown>;
  readonly post: Record<string, readonly PostEntry[]>;
  readonly config?: TestConfig;
  readonly _info?: Record<string, unknown>;
}

export interface PreAccount {
  readonly balance: string;
  readonly code: string;
  readonly nonce: string;
  readonly storage?: Record<string, string>;
}

interface PostEntry {
  readonly hash: string;
  readonly logs: string;
  readonly txbytes?: string;
  readonly expectException?: string;
  readonly indexes: { readonly data: number; readonly gas: number; readonly value: number };
}

function quantity(hex: string | undefined, otherwise = 0n): bigint {
  return hex === undefined ? otherwise : toBigInt(fromHex(hex));
}

/** A frozen layer with the accounts of a `pre` section. */
export function preLayer(pre: Record<string, PreAccount>): Layer {
  const layer = new Layer(undefined);
  for (const [address, account] of Object.entries(pre)) {
    const id = address.toLowerCase();
    layer.accounts.set(id, { balance: quantity(account.balance), nonce: quantity(account.nonce), code: toCode(account.code) });
    const slots = Object.entries(account.storage ?? {});
    if (slots.length === 0) continue;
    const changes = layer.changes(id);
    for (const [key, value] of slots) changes.slots.set(quantity(key), quantity(value));
  }
  return layer;
}

/** In state tests the hash of block n is keccak256 of n in decimal. */
function testBlockHash(number: number): string {
  return toHex(keccak256(new TextEncoder().encode(String(number))));
}

function environment(test: StateTest, network: Network): BlockEnvironment {
  const { env } = test, { fork } = network;
  const isMerged = isAtLeast(fork, 'paris');
  return {
    number: quantity(env['currentNumber']),
    timestamp: quantity(env['currentTimestamp']),
    coinbase: env['currentCoinbase'] ?? '0x',
    gasLimit: quantity(env['currentGasLimit']),
    baseFee: isAtLeast(fork, 'london') ? quantity(env['currentBaseFee'], 10n) : 0n,
    prevRandao: quantity(isMerged ? env['currentRandom'] : env['currentDifficulty']),
    blobBaseFee: isAtLeast(fork, 'cancun') ? blobBaseFee(quantity(env['currentExcessBlobGas']), fork, updateFraction(test.config, network)) : 0n,
    chainId: quantity(test.config?.chainid, 1n),
    blockHash: testBlockHash,
  };
}

/** keccak256(rlp(logs)), the form in which tests state the expected logs. */
export function logsHash(logs: readonly Log[]): string {
  return toHex(keccak256(encode(logs.map((log) => [fromHex(log.address), log.topics.map((topic) => fromHex(topic)), log.data]))));
}

interface Scenario {
  readonly kernel: Kernel;
  readonly base: Layer;
  readonly rules: Rules;
  readonly transaction: Record<string, unknown>;
}

function runEntry({ kernel, base, rules, transaction }: Scenario, entry: PostEntry): string | undefined {
  const state = new State(kernel, new Layer(base));
  let logs: readonly Log[] = [], refused: string | undefined;
  try {
    const tx = entry.txbytes === undefined
      ? transactionOf(transaction, entry.indexes)
      : decodeTransaction(fromHex(entry.txbytes), rules.fork === 'frontier');
    logs = executeTransaction(state, tx, rules).logs;
  } catch (error) {
    if (!(error instanceof InvalidTransaction)) throw error;
    refused = error.message;
  }
  if (!isAtLeast(rules.fork, 'spurious') && state.account(rules.block.coinbase) === null) state.setAccount(rules.block.coinbase, {});
  const root = state.root();
  kernel.drop(state);
  if ((refused !== undefined) !== (entry.expectException !== undefined)) {
    return `expected ${entry.expectException ?? 'a valid transaction'}, got ${refused ?? 'one'}`;
  }
  if (root !== entry.hash) return `root ${root}, expected ${entry.hash}`;
  const hash = logsHash(logs);
  return hash === entry.logs ? undefined : `logs ${hash}, expected ${entry.logs}`;
}

/** Whether cases of one test are wanted, by running number within the file. */
export type Pick = (index: number) => boolean;

/** Runs every fork, data, gas and value combination of a state test. */
export function runStateTest(kernel: Kernel, name: string, test: StateTest, pick: Pick = () => true): CaseResult[] {
  const base = preLayer(test.pre), results: CaseResult[] = [];
  let index = 0;
  for (const [network, entries] of Object.entries(test.post)) {
    const known = forkOf(network, test._info);
    const rules = known === undefined ? undefined : { ...known, block: environment(test, known) };
    entries.forEach((entry, i) => {
      if (!pick(index++)) return;
      const id = `${name}/${network}/${i} (d${entry.indexes.data} g${entry.indexes.gas} v${entry.indexes.value})`;
      if (rules === undefined) {
        results.push({ id, outcome: 'unsupported', detail: `fork ${network}` });
        return;
      }
      const detail = attempt(() => runEntry({ kernel, base, rules, transaction: test.transaction }, entry));
      results.push(detail === undefined ? { id, outcome: 'passed' } : { id, outcome: 'failed', detail });
    });
  }
  return results;
}

/** The failure text of a case, undefined when it passed. */
export function attempt(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error);
  }
}
