import { wasm } from './webassembly.ts';
import type { WasmMemory, WasmModule } from './webassembly.ts';

/** Exports of kernel.wasm (assembly/index.ts). */
export interface KernelExports {
  readonly memory: WasmMemory;
  init(): void;
  configure(fork: number, eof: number, blsDraft: number): void;
  execute(): void;
  keccak256(source: number, length: number, target: number): void;
  reserveInput(size: number): number;
  reserveReturn(size: number): number;
  reserveCode(hash: number, size: number): number;
  setBlobCount(count: number): void;
  setMemoryCap(bytes: number): void;
  setStepCap(steps: bigint): void;
  setTrace(mode: number, maxBytes: number): void;
  tracePointer(): number;
  traceLength(): number;
  journalPosition(): number;
  revertJournal(mark: number): void;
  clearJournal(): void;
  clearState(): void;
  warmBytes(): number;
  memoryTop(): number;
  nextAccount(from: number): number;
  nextSlot(from: number): number;
  cursor(): number;
  accountRecord(address: number): number;
  slotRecord(account: number, key: number): number;
  fault(): number;
  messagePointer(): number;
  resultPointer(): number;
  environmentPointer(): number;
  blobHashPointer(): number;
  scratchPointer(): number;
  compute(op: number): void;
  renderSteps(from: number, to: number, hasStack: number, isFirst: number): number;
  renderOutput(): number;
  renderEnd(): number;
  renderOpen(): number;
  opNamePointer(): number;
}

/** What the kernel imports (assembly/host.ts). */
export interface KernelHost {
  account(address: number, record: number): number;
  storage(address: number, slot: number, value: number): number;
  code(address: number, hash: number): number;
  blockHash(number: number, out: number): number;
  precompile(id: number, input: number, length: number, gas: number): number;
  poll(): number;
}

let shared: Promise<WasmModule> | undefined;

async function readKernel(): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL('../../wasm/kernel.wasm', import.meta.url);
  if (url.protocol === 'file:') {
    const { readFile } = await import('node:fs/promises');
    return new Uint8Array(await readFile(url));
  }
  const response = await fetch(url);
  if (!response.ok) throw new Error(`kernel.wasm: HTTP ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The compiled kernel, compiled once per thread. */
export function loadKernel(): Promise<WasmModule> {
  shared ??= readKernel().then((bytes) => wasm.compile(bytes));
  return shared;
}

export async function instantiate(module: WasmModule, host: KernelHost): Promise<KernelExports> {
  const instance = await wasm.instantiate(module, { env: { ...host } });
  return instance.exports as unknown as KernelExports;
}
