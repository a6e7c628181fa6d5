/**
 * The little of WebAssembly's JavaScript API that the kernel needs. Node's type declarations leave it out, and asking for the
 * DOM's would put those on everyone who imports this package.
 */

/** A compiled module (`WebAssembly.Module`): may be posted to other threads. */
export type WasmModule = object;

/** Linear memory; the buffer is another one after it has grown. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

interface WasmApi {
  compile(bytes: Uint8Array): Promise<WasmModule>;
  instantiate(module: WasmModule, imports: Readonly<Record<string, object>>): Promise<{ readonly exports: object }>;
}

/** The engine's own implementation. */
export const wasm = (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly;
