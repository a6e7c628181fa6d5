import { fromHex } from '../bytes.ts';
import type { BlockEnvironment } from '../block/environment.ts';
import { forkIndex } from '../forks.ts';
import type { Drafts, Fork } from '../forks.ts';
import { runPrecompile } from '../precompiles/index.ts';
import { PrecompileError } from '../precompiles/types.ts';
import type { Account } from '../state/account.ts';
import { NO_CODE } from '../state/account.ts';
import { Layer } from '../state/layer.ts';
import type { Misses } from '../state/source.ts';
import { dump, readAccount } from './dump.ts';
import { addressAt } from './hex.ts';
import { ACCOUNT, ACCOUNT_FLAGS, CODE, ENVIRONMENT, SLOT } from './layout.ts';
import { instantiate } from './load.ts';
import type { KernelExports, KernelHost } from './load.ts';
import { KernelMemory } from './memory.ts';
import { writeMessage } from './message.ts';
import type { KernelMessage } from './message.ts';
import { readResult } from './result.ts';
import type { KernelResult } from './result.ts';
import { STATUS } from './status.ts';
import type { WasmModule } from './webassembly.ts';

/** What the kernel reads cold state from: a state whose top layer may be replaced while it is bound. */
export interface Bound {
  layer: Layer;
  /** Called before the kernel turns to another state: bring all changes into layers. */
  release(): void;
}

/** Bytes of warm records beyond which the tables are started afresh between transactions. */
const WARM_LIMIT = 64 << 20;

/** One WebAssembly instance: warm tables for one bound state at a time. */
export class Kernel {
  readonly exports: KernelExports;
  readonly memory: KernelMemory;
  #bound: Bound | undefined;
  #block: BlockEnvironment | undefined;
  #fork: Fork | undefined;
  #drafts: Drafts | undefined;
  #origin = '';
  #gasPrice = -1n;
  #accounts = new Set<string>();
  #slots: { address: string; key: bigint }[] = [];
  #blocks = new Set<number>();
  /** Messages of failed precompiles of the last run, in order. */
  readonly precompileErrors: string[] = [];
  /** Set for a run that may be stopped; the answer is the fault, zero to go on. */
  poll: (() => number) | undefined;
  /** Called once before the next run overwrites what the last one left in memory. */
  beforeNextRun: (() => void) | undefined;
  /** TRACE bits every recording must keep while caps are in force. */
  extraTrace = 0;

  private constructor(exports: KernelExports) {
    this.exports = exports;
    exports.init();
    this.memory = new KernelMemory(exports);
  }

  static async create(module: WasmModule): Promise<Kernel> {
    const cell: { kernel?: Kernel } = {};
    const get = (): Kernel => {
      if (cell.kernel === undefined) throw new Error('kernel is not ready');
      return cell.kernel;
    };
    const host: KernelHost = {
      account: (address, record) => get().#hostAccount(address, record),
      storage: (address, slot, value) => get().#hostStorage(address, slot, value),
      code: (address, hash) => get().#hostCode(address, hash),
      blockHash: (number, out) => get().#hostBlockHash(number, out),
      precompile: (id, input, length, gas) => get().#hostPrecompile(id, { input, length, gas }),
      poll: () => get().poll?.() ?? 0,
    };
    const kernel = new Kernel(await instantiate(module, host));
    cell.kernel = kernel;
    return kernel;
  }

  /** Makes the state the one that runs read and change. */
  bind(state: Bound): void {
    if (this.#bound === state) return;
    this.#bound?.release();
    this.exports.clearState();
    this.#bound = state;
  }

  isBound(state: Bound): boolean {
    return this.#bound === state;
  }

  /** Forgets the warm tables without writing anything back. */
  drop(state: Bound): void {
    if (this.#bound !== state) return;
    this.exports.clearState();
    this.#bound = undefined;
  }

  /** Moves all changes of the bound state to its top layer, whose values the warm tables go on to mirror. */
  settle(state: Bound): void {
    if (this.#bound !== state) return;
    dump(this, state.layer, true);
    this.exports.clearJournal();
  }

  /** The bound state's changes as a layer of its own over `parent`. */
  overlay(parent: Layer): Layer {
    const layer = new Layer(parent);
    dump(this, layer, false);
    return layer;
  }

  configure(fork: Fork, drafts: Drafts): void {
    if (this.#fork === fork && this.#drafts === drafts) return;
    this.exports.configure(forkIndex(fork), drafts.eof ? 1 : 0, drafts.bls2024 ? 1 : 0);
    this.#fork = fork;
    this.#drafts = drafts;
  }

  setBlock(block: BlockEnvironment): void {
    if (this.#block === block) return;
    this.#block = block;
    const at = this.exports.environmentPointer();
    this.memory.setCell(at + ENVIRONMENT.coinbase, BigInt(block.coinbase));
    this.memory.setCell(at + ENVIRONMENT.timestamp, block.timestamp);
    this.memory.setCell(at + ENVIRONMENT.number, block.number);
    this.memory.setCell(at + ENVIRONMENT.prevRandao, block.prevRandao);
    this.memory.setCell(at + ENVIRONMENT.gasLimit, block.gasLimit);
    this.memory.setCell(at + ENVIRONMENT.chainId, block.chainId);
    this.memory.setCell(at + ENVIRONMENT.baseFee, block.baseFee);
    this.memory.setCell(at + ENVIRONMENT.blobBaseFee, block.blobBaseFee);
  }

  setOrigin(origin: string, gasPrice: bigint, blobHashes: readonly bigint[]): void {
    const at = this.exports.environmentPointer();
    if (origin !== this.#origin) this.memory.setCell(at + ENVIRONMENT.origin, BigInt(origin));
    if (gasPrice !== this.#gasPrice) this.memory.setCell(at + ENVIRONMENT.gasPrice, gasPrice);
    this.#origin = origin;
    this.#gasPrice = gasPrice;
    if (blobHashes.length === 0) return this.exports.setBlobCount(0);
    const blobs = this.exports.blobHashPointer();
    blobHashes.forEach((hash, i) => this.memory.setCell(blobs + 32 * i, hash));
    this.exports.setBlobCount(blobHashes.length);
  }

  /** Runs one message on the bound state. */
  run(message: KernelMessage): KernelResult {
    if (this.exports.warmBytes() > WARM_LIMIT && this.exports.journalPosition() === 0) this.#refresh();
    if (this.beforeNextRun !== undefined) this.#saveLast();
    this.precompileErrors.length = 0;
    writeMessage(this.exports, this.memory, message);
    this.exports.execute();
    return readResult(this.exports, this.memory, message.to === undefined);
  }

  #saveLast(): void {
    const save = this.beforeNextRun;
    this.beforeNextRun = undefined;
    save?.();
  }

  #refresh(): void {
    const state = this.#bound;
    if (state === undefined) return;
    this.settle(state);
    this.exports.clearState();
  }

  /** What suspended the last run; the placeholders it left are dropped. */
  takeMisses(state: Bound): Misses {
    const misses = { accounts: this.#accounts, slots: this.#slots, blocks: this.#blocks };
    this.#accounts = new Set();
    this.#slots = [];
    this.#blocks = new Set();
    state.release();
    this.exports.clearState();
    return misses;
  }

  /** An account of the bound state, null when there is none. */
  readAccount(state: Bound, address: string): Account | null {
    const scratch = this.exports.scratchPointer();
    this.memory.write(scratch, fromHex(address));
    return readAccount(this, this.exports.accountRecord(scratch), state.layer.account(address));
  }

  /** A slot of the bound state. */
  readSlot(address: string, key: bigint): bigint {
    const scratch = this.exports.scratchPointer();
    this.memory.write(scratch, fromHex(address));
    const account = this.exports.accountRecord(scratch);
    this.memory.setCell(scratch, key);
    return this.memory.cell(this.exports.slotRecord(account, scratch) + SLOT.value);
  }

  #layer(): Layer {
    if (this.#bound === undefined) throw new Error('no state is bound');
    return this.#bound.layer;
  }

  #hostAccount(at: number, record: number): number {
    const { memory } = this, layer = this.#layer();
    const address = addressAt(memory.bytes, at);
    const account = layer.account(address);
    if (account === undefined) {
      this.#accounts.add(address);
      return 2;
    }
    if (account === null) return 0;
    memory.setU64(record + ACCOUNT.nonce, account.nonce);
    memory.setCell(record + ACCOUNT.balance, account.balance);
    if (account.code !== NO_CODE) memory.write(record + ACCOUNT.codeHash, fromHex(account.code.hash));
    else if (layer.hasStorage(address)) memory.setU32(record + ACCOUNT.flags, ACCOUNT_FLAGS.hasStorage);
    return 1;
  }

  #hostStorage(at: number, slot: number, value: number): number {
    const { memory } = this;
    const address = addressAt(memory.bytes, at), key = memory.cell(slot);
    const found = this.#layer().slot(address, key);
    if (found === undefined) {
      this.#slots.push({ address, key });
      return 2;
    }
    if (found !== 0n) memory.setCell(value, found);
    return 1;
  }

  #hostCode(at: number, hash: number): number {
    const address = addressAt(this.memory.bytes, at);
    const code = this.#layer().account(address)?.code;
    if (code === undefined) {
      this.#accounts.add(address);
      return 0;
    }
    const record = this.exports.reserveCode(hash, code.bytes.length);
    if (record !== 0) this.memory.write(record + CODE.bytes, code.bytes);
    return record;
  }

  #hostBlockHash(number: number, out: number): number {
    const own = this.#block?.blockHash;
    const hash = own === undefined ? this.#layer().source?.blockHash(number) : own(number);
    if (hash !== undefined) {
      this.memory.write(out, fromHex(hash));
      return 1;
    }
    if (own === undefined && this.#layer().source !== undefined) {
      this.#blocks.add(number);
      return 2;
    }
    this.memory.bytes.fill(0, out, out + 32);
    return 1;
  }

  /** Ends a precompile that works on the host's side; the kernel then asks why. */
  readonly #checkpoint = (): void => {
    if (this.poll !== undefined && this.poll() !== 0) throw new PrecompileError('stopped');
  };

  #hostPrecompile(id: number, call: { input: number; length: number; gas: number }): number {
    const input = this.memory.copy(call.input, call.length);
    const outcome = runPrecompile(id, { input, gas: call.gas, fork: this.#fork ?? 'cancun', drafts: this.#drafts ?? {}, checkpoint: this.#checkpoint });
    if ('error' in outcome) {
      this.precompileErrors.push(outcome.error);
      return -1;
    }
    const at = this.exports.reserveReturn(outcome.output.length);
    if (at === 0) return -1;
    this.memory.write(at, outcome.output);
    return outcome.gas;
  }

  /** Whether a run ended because state was missing. */
  static isSuspended(result: KernelResult): boolean {
    return result.status === STATUS.suspended;
  }
}
