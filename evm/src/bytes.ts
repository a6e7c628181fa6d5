const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** Lower-case hex with 0x of the bytes. */
export function toHex(bytes: Uint8Array): string {
  let out = '0x';
  for (const byte of bytes) out += HEX[byte];
  return out;
}

function digit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  if (lower >= 97 && lower <= 102) return lower - 87;
  throw new RangeError('not a hex digit');
}

/** Bytes of a hex string with or without 0x; an odd digit count counts as if a zero stood in front. */
export function fromHex(hex: string): Uint8Array {
  const start = hex.startsWith('0x') || hex.startsWith('0X') ? 2 : 0;
  const odd = (hex.length - start) & 1;
  const out = new Uint8Array((hex.length - start + odd) >> 1);
  for (let i = start - odd, at = 0; at < out.length; i += 2, at++) {
    const high = i < start ? 0 : digit(hex.charCodeAt(i));
    out[at] = (high << 4) | digit(hex.charCodeAt(i + 1));
  }
  return out;
}

/** Unsigned big-endian number. */
export function toBigInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(toHex(bytes));
}

/** Big-endian bytes of a number, left-padded to `size`. */
export function toBytes(value: bigint, size: number): Uint8Array {
  return fromHex(value.toString(16).padStart(size * 2, '0'));
}

/** Big-endian bytes of a number without leading zeros; nothing for zero. */
export function toMinimalBytes(value: bigint): Uint8Array {
  return value === 0n ? new Uint8Array(0) : fromHex(value.toString(16));
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let size = 0;
  for (const part of parts) size += part.length;
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A quantity as JSON-RPC writes it. */
export function toQuantity(value: bigint | number): string {
  return `0x${value.toString(16)}`;
}
