import { fromHex } from '../bytes.ts';
import { keccak256 } from '../hash.ts';
import type { Log } from '../kernel/result.ts';

function addTo(bloom: Uint8Array, item: Uint8Array): void {
  const hash = keccak256(item);
  for (let i = 0; i < 6; i += 2) {
    const bit = (((hash[i] ?? 0) << 8) | (hash[i + 1] ?? 0)) & 2047;
    const at = 255 - (bit >> 3);
    bloom[at] = (bloom[at] ?? 0) | (1 << (bit & 7));
  }
}

/** The 2048-bit bloom filter of logs (yellow paper 4.3.1). */
export function logsBloom(logs: readonly Log[]): Uint8Array {
  const bloom = new Uint8Array(256);
  for (const log of logs) {
    addTo(bloom, fromHex(log.address));
    for (const topic of log.topics) addTo(bloom, fromHex(topic));
  }
  return bloom;
}

/** Union of filters. */
export function mergeBlooms(blooms: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(256);
  for (const bloom of blooms) bloom.forEach((byte, i) => {
    out[i] = (out[i] ?? 0) | byte;
  });
  return out;
}
