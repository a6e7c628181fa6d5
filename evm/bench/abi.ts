import { concat, fromHex, toBytes } from '../src/bytes.ts';
import { keccak256 } from '../src/hash.ts';

/** Call data for a function whose arguments all are single words (addresses as 0x hex). */
export function encodeCall(signature: string, ...args: (bigint | string)[]): Uint8Array {
  const selector = keccak256(new TextEncoder().encode(signature)).subarray(0, 4);
  return concat([selector, ...args.map((arg) => toBytes(BigInt(arg), 32))]);
}

/** Creation code with constructor arguments behind it. */
export function withArguments(code: string, ...args: (bigint | string)[]): Uint8Array {
  return concat([fromHex(code), ...args.map((arg) => toBytes(BigInt(arg), 32))]);
}
