import { fromHex, toHex } from '../bytes.ts';
import { EMPTY_CODE_HASH, keccak256 } from '../hash.ts';

/** Contract code with its Keccak-256 hash (0x hex). */
export interface Code {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** An account without its storage; balances in wei. */
export interface Account {
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly code: Code;
}

export const NO_CODE: Code = { hash: EMPTY_CODE_HASH, bytes: new Uint8Array(0) };

/** Code from bytes or hex. */
export function toCode(code: Uint8Array | string): Code {
  const bytes = typeof code === 'string' ? fromHex(code) : code;
  return bytes.length === 0 ? NO_CODE : { hash: toHex(keccak256(bytes)), bytes };
}

export const EMPTY_ACCOUNT: Account = { nonce: 0n, balance: 0n, code: NO_CODE };
