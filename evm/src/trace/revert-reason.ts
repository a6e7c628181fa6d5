import { toBigInt, toHex } from '../bytes.ts';

const ERROR = '0x08c379a0', PANIC = '0x4e487b71';
const PANICS: Readonly<Record<string, string>> = {
  '0': 'generic panic', '1': 'assert(false)', '17': 'arithmetic underflow or overflow', '18': 'division or modulo by zero',
  '33': 'enum overflow', '34': 'invalid encoded storage byte array accessed', '49': 'out-of-bounds array access; popping on an empty array',
  '50': 'out-of-bounds access of an array or bytesN', '65': 'out of memory', '81': 'uninitialized function',
};

function panicText(code: bigint): string {
  return PANICS[code.toString()] ?? `unknown panic code: 0x${code.toString(16)}`;
}

/** The text of `Error(string)` or `Panic(uint256)` in revert data (Solidity ABI), undefined for anything else. */
export function revertReason(output: Uint8Array): string | undefined {
  const selector = toHex(output.subarray(0, 4)), body = output.subarray(4);
  if (selector === PANIC && body.length >= 32) return panicText(toBigInt(body.subarray(0, 32)));
  if (selector !== ERROR || body.length < 64) return undefined;
  const offset = toBigInt(body.subarray(0, 32));
  if (offset + 32n > BigInt(body.length)) return undefined;
  const start = Number(offset) + 32, length = toBigInt(body.subarray(start - 32, start));
  if (BigInt(start) + length > BigInt(body.length)) return undefined;
  return new TextDecoder().decode(body.subarray(start, start + Number(length)));
}
