import { keccak_256 } from '@noble/hashes/sha3.js';
import { toHex } from './bytes.ts';

/** Keccak-256 of the bytes. */
export function keccak256(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes);
}

export const EMPTY_CODE_HASH = toHex(keccak_256(new Uint8Array(0)));
