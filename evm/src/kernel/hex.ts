/** Two hex digits per byte. */
export const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** The 20-byte address at an offset as 0x hex; unrolled by loop, without a copy. */
export function addressAt(bytes: Uint8Array, at: number): string {
  let out = '0x';
  for (let i = at; i < at + 20; i++) out += HEX[bytes[i] ?? 0];
  return out;
}

/** The 32 bytes at an offset as 0x hex. */
export function hashAt(bytes: Uint8Array, at: number): string {
  let out = '0x';
  for (let i = at; i < at + 32; i++) out += HEX[bytes[i] ?? 0];
  return out;
}
