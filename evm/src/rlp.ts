import { concat } from './bytes.ts';

/** A decoded RLP item (yellow paper, appendix B). */
export type Rlp = Uint8Array | Rlp[];

function header(size: number, short: number, long: number): Uint8Array {
  if (size < 56) return Uint8Array.of(short + size);
  const bytes: number[] = [];
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest & 0xff);
  return Uint8Array.of(long + bytes.length, ...bytes);
}

/** RLP encoding of nested byte strings. */
export function encode(value: Rlp): Uint8Array {
  if (value instanceof Uint8Array) {
    if (value.length === 1 && (value[0] ?? 0) < 0x80) return value;
    return concat([header(value.length, 0x80, 0xb7), value]);
  }
  const body = concat(value.map(encode));
  return concat([header(body.length, 0xc0, 0xf7), body]);
}

function longSize(data: Uint8Array, at: number, count: number): number {
  let size = 0;
  for (let i = 0; i < count; i++) size = size * 256 + (data[at + i] ?? 0);
  if (at + count > data.length || data[at] === 0 || size < 56) throw new RangeError('RLP: bad length');
  return size;
}

function item(data: Uint8Array, at: number): { value: Rlp; end: number } {
  const first = data[at];
  if (first === undefined) throw new RangeError('RLP: unexpected end');
  if (first < 0x80) return { value: data.subarray(at, at + 1), end: at + 1 };
  const isList = first >= 0xc0, short = isList ? 0xc0 : 0x80;
  const sizeBytes = first > short + 55 ? first - short - 55 : 0;
  const start = at + 1 + sizeBytes;
  const size = sizeBytes > 0 ? longSize(data, at + 1, sizeBytes) : first - short;
  const end = start + size;
  if (end > data.length) throw new RangeError('RLP: unexpected end');
  if (!isList) {
    if (size === 1 && (data[start] ?? 0) < 0x80) throw new RangeError('RLP: not minimal');
    return { value: data.subarray(start, end), end };
  }
  const value: Rlp[] = [];
  for (let next = start; next < end; ) {
    const inner = item(data.subarray(0, end), next);
    value.push(inner.value);
    next = inner.end;
  }
  return { value, end };
}

/** Decodes one item that must fill `data`. Throws RangeError for anything that is not canonical RLP. */
export function decode(data: Uint8Array): Rlp {
  const { value, end } = item(data, 0);
  if (end !== data.length) throw new RangeError('RLP: trailing bytes');
  return value;
}
