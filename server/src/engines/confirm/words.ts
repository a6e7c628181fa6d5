const WORD = 32;

/** Values modulo 2^256, as the machine has them. */
export const MODULUS = 1n << 256n;

export function wrap(value: bigint): bigint {
  return ((value % MODULUS) + MODULUS) % MODULUS;
}

export function wordBytes(value: bigint): Uint8Array {
  return fromHex(wrap(value).toString(16).padStart(64, '0'));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Hex without 0x; an odd digit is refused by the length. */
export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

export function bytesToWord(bytes: Uint8Array, at = 0): bigint {
  let hex = '';
  for (let i = at; i < at + WORD; i++) hex += (bytes[i] ?? 0).toString(16).padStart(2, '0');
  return BigInt(`0x${hex}`);
}

export function joined(parts: Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

export function padded(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(Math.ceil(bytes.length / WORD) * WORD);
  result.set(bytes);
  return result;
}

/** An address as a word, and back. */
export function addressWord(address: string): bigint {
  return BigInt(address);
}

export function wordAddress(word: bigint): string {
  return `0x${(word & ((1n << 160n) - 1n)).toString(16).padStart(40, '0')}`;
}
