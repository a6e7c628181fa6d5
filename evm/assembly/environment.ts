/** Block and transaction values, written by TypeScript before a run. Offsets are part of the interface (src/kernel/layout.ts). */

/** Cells: coinbase, timestamp, number, prevrandao, gas limit, chain id, base fee, blob base fee, origin, gas price. */
export const environment = memory.data(10 * 32, 16);
export const COINBASE: usize = environment;
export const TIMESTAMP: usize = environment + 32;
export const NUMBER: usize = environment + 64;
export const RANDAO: usize = environment + 96;
export const GAS_LIMIT: usize = environment + 128;
export const CHAIN_ID: usize = environment + 160;
export const BASE_FEE: usize = environment + 192;
export const BLOB_FEE: usize = environment + 224;
export const ORIGIN: usize = environment + 256;
export const GAS_PRICE: usize = environment + 288;

/** Blob hashes as cells, at most 64. */
export const blobHashes = memory.data(64 * 32, 16);
export let blobCount: u32 = 0;
export function setBlobCount(n: u32): void {
  blobCount = n;
}
