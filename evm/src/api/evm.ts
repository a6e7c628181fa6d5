import type { Drafts, Fork } from '../forks.ts';
import { Kernel } from '../kernel/kernel.ts';
import { loadKernel } from '../kernel/load.ts';
import type { WasmModule } from '../kernel/webassembly.ts';
import type { AccountPatch } from '../state/state.ts';
import { State } from '../state/state.ts';
import type { StateSource } from '../state/source.ts';

/** Settings of an EVM. */
export interface EvmOptions {
  /** Rules when a run does not name its own; Prague when absent. */
  readonly fork?: Fork;
  /** Chain id when a block does not name one; 1 when absent. */
  readonly chainId?: bigint;
  /** Upper bound in bytes for the instance's linear memory; 1 GiB when absent. */
  readonly memoryCapBytes?: number;
  /** The compiled kernel, to share one compilation between threads; loaded from the package when absent. */
  readonly module?: WasmModule;
  readonly drafts?: Drafts;
}

/** One WebAssembly instance with its defaults. Not to be shared between threads. */
export interface Evm {
  readonly kernel: Kernel;
  readonly fork: Fork;
  readonly chainId: bigint;
  readonly memoryCapBytes: number;
  readonly drafts: Drafts;
}

/** Starting point of a state. */
export interface StateOptions {
  /** Accounts by 0x address. */
  readonly accounts?: Readonly<Record<string, AccountPatch>>;
  /** Cold state underneath, such as a remote node's. */
  readonly source?: StateSource;
}

const GIB = 1 << 30;
const owners = new WeakMap<Kernel, Evm>();

/** Instantiates the kernel; about a millisecond when the module has been compiled. */
export async function createEvm(options: EvmOptions = {}): Promise<Evm> {
  const kernel = await Kernel.create(options.module ?? (await loadKernel()));
  const memoryCapBytes = options.memoryCapBytes ?? GIB;
  kernel.exports.setMemoryCap(memoryCapBytes);
  const evm: Evm = {
    kernel, fork: options.fork ?? 'prague', chainId: options.chainId ?? 1n, memoryCapBytes, drafts: options.drafts ?? {},
  };
  owners.set(kernel, evm);
  return evm;
}

/** The EVM a state belongs to. */
export function evmOf(state: State): Evm {
  const evm = owners.get(state.kernel);
  if (evm === undefined) throw new RangeError('the state was not made by createState');
  return evm;
}

/** A state with the given accounts, over nothing or over a source. */
export function createState(evm: Evm, options: StateOptions = {}): State {
  const state = State.over(evm.kernel, options.source);
  for (const [address, patch] of Object.entries(options.accounts ?? {})) state.setAccount(address, patch);
  return state;
}

/** An isolated copy-on-write copy of a state; O(1) in time and memory. */
export function fork(state: State): State {
  return state.fork();
}
