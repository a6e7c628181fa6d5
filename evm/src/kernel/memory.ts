import type { KernelExports } from './load.ts';
import type { WasmMemory } from './webassembly.ts';

const MASK = (1n << 64n) - 1n;

/** Typed access to the kernel's memory; views are renewed when the memory has grown. */
export class KernelMemory {
  readonly #memory: WasmMemory;
  #bytes: Uint8Array;
  #view: DataView;

  constructor(exports: KernelExports) {
    this.#memory = exports.memory;
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }

  #renew(): void {
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.#view = new DataView(this.#memory.buffer);
  }

  get bytes(): Uint8Array {
    if (this.#bytes.length === 0 || this.#bytes.buffer !== this.#memory.buffer) this.#renew();
    return this.#bytes;
  }

  get view(): DataView {
    if (this.#view.buffer !== this.#memory.buffer) this.#renew();
    return this.#view;
  }

  u32(at: number): number {
    return this.view.getUint32(at, true);
  }

  setU32(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  u64(at: number): bigint {
    return this.view.getBigUint64(at, true);
  }

  setU64(at: number, value: bigint): void {
    this.view.setBigUint64(at, value, true);
  }

  /** A copy of bytes. */
  copy(at: number, length: number): Uint8Array {
    return this.bytes.slice(at, at + length);
  }

  write(at: number, bytes: Uint8Array): void {
    this.bytes.set(bytes, at);
  }

  /** A 256-bit cell. */
  cell(at: number): bigint {
    const view = this.view;
    const low = view.getBigUint64(at, true);
    const b = view.getBigUint64(at + 8, true), c = view.getBigUint64(at + 16, true), d = view.getBigUint64(at + 24, true);
    if ((b | c | d) === 0n) return low;
    return (d << 192n) | (c << 128n) | (b << 64n) | low;
  }

  setCell(at: number, value: bigint): void {
    const view = this.view;
    view.setBigUint64(at, value & MASK, true);
    if (value <= MASK) {
      view.setBigUint64(at + 8, 0n, true);
      view.setBigUint64(at + 16, 0n, true);
      view.setBigUint64(at + 24, 0n, true);
      return;
    }
    view.setBigUint64(at + 8, (value >> 64n) & MASK, true);
    view.setBigUint64(at + 16, (value >> 128n) & MASK, true);
    view.setBigUint64(at + 24, (value >> 192n) & MASK, true);
  }
}
